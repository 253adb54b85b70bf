//! What `object!` expands to calls for reading.
//!
//! Per struct the macro writes one loop over string keys; everything with a body of its own is here,
//! compiled once per field type rather than once per field. No step gives a `Result`: that alone
//! halves what the compiler has to do for a field.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess,
    Visitor,
};
use serde_json::value::RawValue;

use super::Text;
use super::recovery::{self, Json};
use crate::Patch;

/// A struct that reads itself from the members of an object.
pub trait ReadObject<'de>: Sized {
    /// Reads all members.
    ///
    /// # Errors
    /// When a member has the wrong type or a required one is missing.
    fn read<A: MapAccess<'de>>(object: ObjectReader<'de, A>) -> Result<Self, A::Error>;
}

/// Reads `T` from an object; `name` is what an error says was expected.
///
/// # Errors
/// When the value is no object, or its members do not fit.
pub fn read_object<'de, T, D>(name: &'static str, deserializer: D) -> Result<T, D::Error>
where
    T: ReadObject<'de>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(ObjectVisitor {
        name,
        object: PhantomData,
    })
}

struct ObjectVisitor<T> {
    name: &'static str,
    object: PhantomData<T>,
}

impl<'de, T: ReadObject<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", self.name)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(ObjectReader::new(map))
    }
}

/// Reads the members of an object, each by the mode of its field. The first failure ends the object
/// and is given at the end.
///
/// No method hands `self` on to a function that is not inlined: so the compiler keeps it in registers while it goes
/// through the members, which is where decoding takes its time.
pub struct ObjectReader<'de, A: MapAccess<'de>> {
    map: A,
    /// Whether this is the second pass, in which members are read with the recovery.
    recovering: bool,
    error: Option<A::Error>,
    input: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> ObjectReader<'de, A> {
    #[inline]
    fn new(map: A) -> Self {
        Self {
            map,
            recovering: recovery::sees(),
            error: None,
            input: PhantomData,
        }
    }

    /// The key of the next member; `None` at the end and after a failure.
    #[inline]
    pub fn next_key(&mut self) -> Option<Text<'de>> {
        if self.error.is_some() {
            return None;
        }
        match self.map.next_key() {
            Ok(key) => key,
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// Reads a value.
    #[inline]
    pub fn required<T: DeserializeOwned>(&mut self, key: &'static str, slot: &mut Option<T>) {
        if let Some(value) = self.value(key, false) {
            *slot = Some(value);
        }
    }

    /// Reads a value or null.
    #[inline]
    pub fn nullable<T: DeserializeOwned>(&mut self, key: &'static str, slot: &mut Option<T>) {
        self.optional(key, slot);
    }

    /// Reads a value or null.
    #[inline]
    pub fn optional<T: DeserializeOwned>(&mut self, key: &'static str, slot: &mut Option<T>) {
        if let Some(value) = self.value(key, true) {
            *slot = value;
        }
    }

    /// Reads a value or null, distinguished.
    #[inline]
    pub fn patch<T: DeserializeOwned>(&mut self, key: &'static str, slot: &mut Patch<T>) {
        if let Some(value) = self.value(key, true) {
            *slot = value;
        }
    }

    /// Reads a list or map; null is an empty one.
    #[inline]
    pub fn list<T: DeserializeOwned>(&mut self, key: &'static str, slot: &mut T) {
        if let Some(Some(value)) = self.value(key, true) {
            *slot = value;
        }
    }

    /// Reads the value of a member that has no field, to keep it.
    #[inline]
    pub fn rest<T: DeserializeOwned>(&mut self, rest: &mut BTreeMap<String, T>, key: Text<'de>) {
        if let Some(value) = self.value(key.as_str(), true) {
            rest.insert(key.into_string(), value);
        }
    }

    /// Reads past the value of a member that has no field.
    #[inline]
    pub fn skip(&mut self) {
        if let Err(error) = self.map.next_value::<IgnoredAny>() {
            self.error = Some(error);
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    /// When a member could not be read.
    #[inline]
    pub fn end(self) -> Result<(), A::Error> {
        self.error.map_or(Ok(()), Err)
    }

    #[inline]
    fn value<T: DeserializeOwned>(&mut self, key: &str, optional: bool) -> Option<T> {
        let member = Member {
            key,
            recovering: self.recovering,
            optional,
            value: PhantomData,
        };
        match self.map.next_value_seed(member) {
            Ok(value) => Some(value),
            Err(error) => {
                if !recovery::overlooks() {
                    self.error = Some(error);
                }
                None
            }
        }
    }
}

/// How the value of a member is read.
struct Member<'k, T> {
    key: &'k str,
    recovering: bool,
    optional: bool,
    value: PhantomData<T>,
}

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for Member<'_, T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        if self.recovering {
            return recovering(deserializer, self.key, self.optional);
        }
        T::deserialize(deserializer)
    }
}

#[cold]
#[inline(never)]
fn recovering<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    deserializer: D,
    key: &str,
    optional: bool,
) -> Result<T, D::Error> {
    let text = <&'de RawValue>::deserialize(deserializer)?.get();
    let mut value = None;
    recovery::member(key, text, optional, &mut |json: &mut Json<'_>| {
        value = T::deserialize(json).ok();
        value.is_some()
    });
    value.ok_or_else(|| D::Error::custom("the recovery knows"))
}

/// Tries to do without a required member that is not there, in the second pass.
#[inline]
pub fn fill<T: DeserializeOwned>(key: &'static str, slot: &mut Option<T>) {
    if slot.is_none() && recovery::is_there() {
        substitute(key, slot);
    }
}

#[cold]
#[inline(never)]
fn substitute<T: DeserializeOwned>(key: &'static str, slot: &mut Option<T>) {
    recovery::missing_member(key, &mut |json: &mut Json<'_>| {
        *slot = T::deserialize(json).ok();
        slot.is_some()
    });
}

/// The error for a required member that is not there.
#[cold]
#[must_use]
pub fn missing<E: Error>(key: &'static str) -> E {
    if recovery::is_there() {
        recovery::missing(key);
    }
    E::missing_field(key)
}

/// Where a member waits until all are read, by the mode of its field.
pub mod slot {
    use crate::Patch;

    /// Empty until the member is read.
    #[inline]
    #[must_use]
    pub const fn required<T>() -> Option<T> {
        None
    }

    /// `None` unless the member is read: one that the server leaves out says no more than null.
    #[inline]
    #[must_use]
    pub const fn nullable<T>() -> Option<T> {
        None
    }

    /// `None` unless the member is read.
    #[inline]
    #[must_use]
    pub const fn optional<T>() -> Option<T> {
        None
    }

    /// Empty unless the member is read.
    #[inline]
    #[must_use]
    pub fn list<T: Default>() -> T {
        T::default()
    }

    /// Unset unless the member is read.
    #[inline]
    #[must_use]
    pub const fn patch<T>() -> Patch<T> {
        Patch::Unset
    }
}
