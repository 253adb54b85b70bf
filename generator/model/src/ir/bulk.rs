//! Answers that say of several things what became of each, and the calls that get them.

use std::collections::BTreeMap;

use super::{Type, TypeId, Usage};

/// Every bulk answer; set by the stage *recognise*. Members are named by their position.
#[derive(Clone, Debug, Default)]
pub struct Bulk {
    /// The calls whose body is a list, or has one member and that is a list, so that it can be sent in parts, by
    /// operation id, with how many things one call takes at most, if that is limited.
    pub calls: BTreeMap<String, Option<usize>>,
    /// The member of the body that is the list of such a call, by operation id, where the body is an object.
    pub members: BTreeMap<String, String>,
    /// The calls whose answer is a plain list of outcomes, by operation id.
    pub lists: BTreeMap<String, TypeId>,
    /// The answers that hold the outcomes in a member.
    pub answers: BTreeMap<TypeId, BulkAnswer>,
    /// The outcomes.
    pub items: BTreeMap<TypeId, BulkItem>,
    /// What there is of a thing that failed: the member that says why.
    pub failures: BTreeMap<TypeId, usize>,
    /// The reasons why a thing failed.
    pub reasons: BTreeMap<TypeId, BulkReason>,
}

/// An answer about several things.
#[derive(Clone, Debug, PartialEq)]
pub enum BulkAnswer {
    /// One outcome after the other, in one list.
    Items {
        /// The list.
        items: usize,
        /// The outcome.
        item: TypeId,
        /// What there is of a thing that succeeded.
        data: Usage,
    },
    /// Successes and failures in two lists.
    Lists {
        /// The successes: a list or a map.
        succeeded: usize,
        /// What there is of one of them.
        data: Usage,
        /// What its keys are, if they are the entries of a map.
        key: Option<Type>,
        /// The failures.
        failed: usize,
        /// What there is of one of them.
        item: TypeId,
    },
}

/// An outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkItem {
    /// Where it says whether the thing succeeded.
    pub says: Says,
    /// What there is of a thing that succeeded; `None` is the outcome itself.
    pub data: Option<Usage>,
}

/// Where an outcome says whether the thing succeeded.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// In the reasons of one member, beside the data in another and perhaps a status.
    Reasons {
        /// The member with the reasons.
        reasons: usize,
        /// The member with the data, unless the outcome itself is the data.
        data: Option<usize>,
        /// The member with the status, and the value that means success.
        status: Option<(usize, &'static str)>,
    },
    /// In a member that is an outcome.
    Member(usize),
    /// In which of several types it is.
    Alternatives(Vec<Alternative>),
}

/// What an alternative of an outcome is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alternative {
    /// The thing.
    Data,
    /// An outcome again.
    Outcome,
    /// The reason why it failed, or something that holds the reason.
    Failure,
}

/// The members of a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkReason {
    /// The text or texts.
    pub messages: usize,
    /// The number.
    pub code: Option<usize>,
}
