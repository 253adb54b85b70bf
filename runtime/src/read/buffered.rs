//! A value held as text until it is known what to decode it as.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};
use serde_json::{Map, Value};

use super::{Text, nested, recovery};
use crate::UnrecognizedVariant;

/// The JSON text of one value.
pub struct Buffered<'de>(Cow<'de, str>);

impl Buffered<'_> {
    /// Whether the value is an array.
    #[must_use]
    pub fn is_array(&self) -> bool {
        self.0.starts_with('[')
    }

    /// The string that the member `name` holds, if the value is an object with such a member.
    #[must_use]
    pub fn tag(&self, name: &str) -> Option<Cow<'_, str>> {
        recovery::sees();
        let mut tag = None;
        // The visitor stops at the tag, which the deserializer takes for an error; what counts is the tag.
        let visitor = TagVisitor {
            name,
            tag: &mut tag,
        };
        let _ = serde_json::Deserializer::from_str(&self.0).deserialize_map(visitor);
        tag
    }

    /// Decodes the value.
    ///
    /// # Errors
    /// When the value is no `T`.
    pub fn decode<T: DeserializeOwned, E: Error>(&self) -> Result<T, E> {
        nested::nested(&self.0).map_err(E::custom)
    }

    /// Decodes the value; `None` if it is no `T` and is to be kept as it is.
    ///
    /// # Errors
    /// When the value is no `T`, in the first pass.
    pub fn decode_known<T: DeserializeOwned, E: Error>(&self) -> Result<Option<T>, E> {
        if recovery::is_there() {
            return Ok(recovery::variant(&self.0));
        }
        self.decode().map(Some)
    }

    /// Keeps the value as it is.
    ///
    /// # Errors
    /// When the value holds a number that nothing here can represent.
    pub fn unrecognized<E: Error>(&self) -> Result<UnrecognizedVariant, E> {
        self.decode().map(UnrecognizedVariant::new)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> From<Text<'de>> for Buffered<'de> {
    fn from(raw: Text<'de>) -> Self {
        Self(raw.into_cow())
    }
}

impl From<&Value> for Buffered<'_> {
    fn from(value: &Value) -> Self {
        Self(Cow::Owned(value.to_string()))
    }
}

/// The name by which `serde_json` knows that raw text is wanted. It is private to that crate, so no
/// more than speed and the paths of errors may depend on it: a deserializer that does not know it
/// passes a newtype, which is then read as a value and printed again.
const RAW: &str = "$serde_json::private::RawValue";

impl<'de> Deserialize<'de> for Buffered<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(RAW, BufferedVisitor)
    }
}

struct BufferedVisitor;

impl<'de> Visitor<'de> for BufferedVisitor {
    type Value = Buffered<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Buffered<'de>, A::Error> {
        let mut members = Map::new();
        while let Some(key) = map.next_key::<Text<'de>>()? {
            if key.as_str() == RAW {
                return map.next_value::<Text<'de>>().map(Buffered::from);
            }
            // A deserializer that takes no notice of newtypes gives the object itself.
            members.insert(key.into_string(), map.next_value()?);
        }
        Ok(Buffered::from(&Value::Object(members)))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Buffered<'de>, D::Error> {
        Value::deserialize(deserializer).map(|value| Buffered::from(&value))
    }
}

struct TagVisitor<'a, 'de> {
    name: &'a str,
    tag: &'a mut Option<Cow<'de, str>>,
}

impl<'de> Visitor<'de> for TagVisitor<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Text<'de>>()? {
            if key.as_str() == self.name {
                *self.tag = Some(map.next_value::<Text<'de>>()?.into_cow());
                return Ok(());
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
