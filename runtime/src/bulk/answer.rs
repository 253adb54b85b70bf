//! What the types of answers say of themselves; implemented by the macros.

use std::collections::BTreeMap;

use super::{Bulk, FailureReason};
use crate::OneOrMany;

/// An answer about several items.
pub trait BulkAnswer {
    /// What there is of an item that succeeded.
    type Data;
    /// What the answer says of an item that failed.
    type Item;

    /// The answer as what became of each item.
    fn into_bulk(self) -> Bulk<Self::Data, Self::Item>;
}

/// A plain list has an element for each item that was sent; an item cannot fail by itself.
impl<T> BulkAnswer for Vec<T> {
    type Data = T;
    type Item = std::convert::Infallible;

    fn into_bulk(self) -> Bulk<T, Self::Item> {
        Bulk::from_data(self)
    }
}

/// One item of such an answer.
pub trait BulkItem {
    /// What there is of it if it succeeded.
    type Data;

    /// Why it failed; empty if it did not.
    fn reasons(&self) -> Vec<FailureReason>;

    /// Whether its status, if it has one, is that of success.
    fn is_done(&self) -> bool {
        true
    }

    /// What there is of it.
    fn into_data(self) -> Option<Self::Data>;
}

/// A member that says why an item failed, in whichever form the server chose.
pub trait Reasons {
    /// The reasons; none if the member is null, empty, or says nothing.
    fn reasons(&self) -> Vec<FailureReason>;
}

/// A text alone is a reason; without a word in it, it is none.
impl Reasons for String {
    fn reasons(&self) -> Vec<FailureReason> {
        if self.trim().is_empty() {
            return Vec::new();
        }
        FailureReason::list(None, self)
    }
}

impl<T: Reasons> Reasons for Option<T> {
    fn reasons(&self) -> Vec<FailureReason> {
        self.iter().flat_map(Reasons::reasons).collect()
    }
}

impl<T: Reasons> Reasons for Vec<T> {
    fn reasons(&self) -> Vec<FailureReason> {
        self.iter().flat_map(Reasons::reasons).collect()
    }
}

impl<T: Reasons> Reasons for OneOrMany<T> {
    fn reasons(&self) -> Vec<FailureReason> {
        self.iter().flat_map(Reasons::reasons).collect()
    }
}

impl<T: Reasons> Reasons for Box<T> {
    fn reasons(&self) -> Vec<FailureReason> {
        (**self).reasons()
    }
}

/// A member with one text, several, or none.
pub trait Messages {
    /// The texts.
    fn messages(&self) -> Vec<String>;
}

impl Messages for String {
    fn messages(&self) -> Vec<String> {
        vec![self.clone()]
    }
}

impl<T: Messages> Messages for Option<T> {
    fn messages(&self) -> Vec<String> {
        self.iter().flat_map(Messages::messages).collect()
    }
}

impl<T: Messages> Messages for Vec<T> {
    fn messages(&self) -> Vec<String> {
        self.iter().flat_map(Messages::messages).collect()
    }
}

/// A member with several values, absent or not.
pub trait Members {
    /// One of the values.
    type Member;

    /// The values.
    fn members(self) -> Vec<Self::Member>;
}

impl<T> Members for Vec<T> {
    type Member = T;

    fn members(self) -> Vec<T> {
        self
    }
}

impl<T> Members for OneOrMany<T> {
    type Member = T;

    fn members(self) -> Vec<T> {
        self.into_vec()
    }
}

impl<K, V> Members for BTreeMap<K, V> {
    type Member = (K, V);

    fn members(self) -> Vec<Self::Member> {
        self.into_iter().collect()
    }
}

impl<L: Members> Members for Option<L> {
    type Member = L::Member;

    fn members(self) -> Vec<Self::Member> {
        self.map(Members::members).unwrap_or_default()
    }
}
