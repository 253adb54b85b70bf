//! What a server sent and this version of the crate has no name for.
//!
//! The payloads are opaque, so a later release can name a value without breaking anyone.

use std::fmt;

use serde::ser::{Serialize, Serializer};
use serde_json::Value;

/// The text of an enum value that has no name here.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnrecognizedValue(Box<str>);

impl UnrecognizedValue {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The value as the server sent it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnrecognizedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// A value of an enum of integers that has no name here.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnrecognizedInteger(i64);

impl UnrecognizedInteger {
    pub(crate) const fn new(value: i64) -> Self {
        Self(value)
    }

    /// The value as the server sent it.
    #[must_use]
    pub const fn as_i64(self) -> i64 {
        self.0
    }
}

impl fmt::Debug for UnrecognizedInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The JSON of a union whose kind has no name here.
#[derive(Clone, PartialEq)]
pub struct UnrecognizedVariant(Box<Value>);

impl UnrecognizedVariant {
    pub(crate) fn new(json: Value) -> Self {
        Self(Box::new(json))
    }

    /// The value as the server sent it.
    #[must_use]
    pub fn as_json(&self) -> &Value {
        &self.0
    }
}

impl fmt::Debug for UnrecognizedVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for UnrecognizedVariant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
