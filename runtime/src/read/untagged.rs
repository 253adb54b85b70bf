//! Unions without a tag: which of the variants a value looks like.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{Buffered, nested, recovery};

/// What the values of a variant look like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    kind: Kind,
    required: &'static [&'static str],
    known: &'static [&'static str],
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
}

impl Shape {
    /// An object that has the members `required` and may have those of `known`.
    #[must_use]
    pub const fn object(required: &'static [&'static str], known: &'static [&'static str]) -> Self {
        Self {
            kind: Kind::Object,
            required,
            known,
        }
    }

    /// An array.
    #[must_use]
    pub const fn array() -> Self {
        Self::scalar(Kind::Array)
    }

    /// A string.
    #[must_use]
    pub const fn string() -> Self {
        Self::scalar(Kind::String)
    }

    /// A number without fraction.
    #[must_use]
    pub const fn integer() -> Self {
        Self::scalar(Kind::Integer)
    }

    /// Any number.
    #[must_use]
    pub const fn number() -> Self {
        Self::scalar(Kind::Number)
    }

    /// `true` or `false`.
    #[must_use]
    pub const fn boolean() -> Self {
        Self::scalar(Kind::Boolean)
    }

    const fn scalar(kind: Kind) -> Self {
        Self {
            kind,
            required: &[],
            known: &[],
        }
    }

    /// How well a value of this kind and with these members fits; `None` if it does not.
    fn fit(&self, kind: Kind, members: &BTreeSet<String>) -> Option<usize> {
        let has = |key: &&&str| members.contains(**key);
        let fits = self.kind == kind || (self.kind == Kind::Number && kind == Kind::Integer);
        if !fits || !self.required.iter().all(|key| has(&key)) {
            return None;
        }
        // An integer is read as one even where the union takes any number too.
        let exact = usize::from(self.kind == kind);
        Some(exact + self.known.iter().filter(has).count())
    }
}

/// A variant: what it looks like and how it is read.
type Candidate<U> = (Shape, fn(&Buffered<'_>) -> Option<U>);

impl Buffered<'_> {
    /// Decodes the value as the candidate that it fits best; `None` if it fits none.
    #[must_use]
    pub fn best_of<U>(&self, candidates: &[Candidate<U>]) -> Option<U> {
        recovery::sees();
        let kind = kind_of(self.as_str())?;
        let members = if kind == Kind::Object {
            members_of(self.as_str())
        } else {
            BTreeSet::new()
        };
        let mut fitting: Vec<_> = candidates
            .iter()
            .filter_map(|(shape, read)| Some((shape.fit(kind, &members)?, read)))
            .collect();
        // The sort is stable: equally good ones stay in the order of declaration.
        fitting.sort_by_key(|(fit, _)| Reverse(*fit));
        fitting.into_iter().find_map(|(_, read)| read(self))
    }

    /// The value as a `T`, if it is one.
    #[must_use]
    pub fn attempt<T: DeserializeOwned>(&self) -> Option<T> {
        if recovery::is_there() {
            return recovery::exact(self.as_str());
        }
        nested::nested(self.as_str()).ok()
    }
}

fn kind_of(text: &str) -> Option<Kind> {
    match text.bytes().next()? {
        b'{' => Some(Kind::Object),
        b'[' => Some(Kind::Array),
        b'"' => Some(Kind::String),
        b't' | b'f' => Some(Kind::Boolean),
        b'n' => None,
        _ if text.contains(['.', 'e', 'E']) => Some(Kind::Number),
        _ => Some(Kind::Integer),
    }
}

/// The names of an object's members.
fn members_of(text: &str) -> BTreeSet<String> {
    nested::nested::<BTreeMap<String, &RawValue>>(text)
        .map(|members| members.into_keys().collect())
        .unwrap_or_default()
}
