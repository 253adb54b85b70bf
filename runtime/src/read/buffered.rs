//! A value held as text until it is known what to decode it as.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess,
    Visitor,
};
use serde_json::Value;

use super::{Text, decode};
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
    pub fn tag(&self, name: &str) -> Option<String> {
        let mut tag = None;
        // The visitor stops at the tag, which the deserializer takes for an error; what counts is the tag.
        let _ = deserializer(&self.0).deserialize_map(TagVisitor {
            name,
            tag: &mut tag,
        });
        tag
    }

    /// Decodes the value.
    ///
    /// # Errors
    /// When the value is no `T`; the error leads to the JSON path inside the value.
    pub fn decode<T: DeserializeOwned, E: Error>(&self) -> Result<T, E> {
        decode::decode_nested(&self.0)
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

/// The one deserializer that all types are decoded with.
pub(super) fn deserializer(text: &str) -> serde_json::Deserializer<serde_json::de::SliceRead<'_>> {
    serde_json::Deserializer::from_slice(text.as_bytes())
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
        let Some(_raw) = map.next_key::<Text<'de>>()? else {
            return Err(A::Error::custom("raw JSON text is missing"));
        };
        map.next_value::<Text<'de>>()
            .map(|text| Buffered(text.into_cow()))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Buffered<'de>, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(Buffered(Cow::Owned(value.to_string())))
    }
}

struct TagVisitor<'a> {
    name: &'a str,
    tag: &'a mut Option<String>,
}

impl<'de> Visitor<'de> for TagVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Text<'de>>()? {
            if key.as_str() == self.name {
                *self.tag = Some(map.next_value::<Text<'de>>()?.into_string());
                return Ok(());
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
