//! Identifiers: JSON strings, or integers where analytics rows send them so.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

/// The text of an identifier.
///
/// Two identifiers are equal when their text is. An identifier that was read from a JSON integer is
/// written as one again.
#[derive(Clone)]
pub struct Id {
    text: Box<str>,
    integer: bool,
}

impl Id {
    /// An identifier with this text, written as a JSON string.
    pub fn new(text: impl Into<String>) -> Self {
        Self::text(text.into().into_boxed_str())
    }

    /// The text, as it goes into paths and bodies.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn text(text: Box<str>) -> Self {
        Self {
            text,
            integer: false,
        }
    }

    fn integer(value: &impl ToString) -> Self {
        Self {
            text: value.to_string().into_boxed_str(),
            integer: true,
        }
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.text.into()
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Id {}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.text, f)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.integer {
            if let Ok(value) = self.text.parse::<u64>() {
                return serializer.serialize_u64(value);
            }
            if let Ok(value) = self.text.parse::<i64>() {
                return serializer.serialize_i64(value);
            }
        }
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdVisitor)
    }
}

struct IdVisitor;

impl Visitor<'_> for IdVisitor {
    type Value = Id;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an identifier (a string or an integer)")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Id, E> {
        Ok(Id::text(text.into()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Id, E> {
        Ok(Id::text(text.into_boxed_str()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Id, E> {
        Ok(Id::integer(&value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Id, E> {
        Ok(Id::integer(&value))
    }
}
