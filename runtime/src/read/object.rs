//! What `object!` expands to calls for reading.
//!
//! Per struct the macro writes one loop over string keys; everything with a body of its own is here,
//! compiled once per field type rather than once per field.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::Text;

/// A struct that reads itself from the members of an object.
pub trait ReadObject<'de>: Sized {
    /// Reads all members.
    ///
    /// # Errors
    /// When a member has the wrong type or a required one is missing.
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error>;
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
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        T::read(&mut map)
    }
}

/// Reads past a member that has no field.
///
/// # Errors
/// When the value is not well-formed.
#[inline]
pub fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(drop)
}

/// Keeps a member that has no field.
///
/// # Errors
/// When the value is no `T`.
#[inline]
pub fn rest<'de, T, A>(
    rest: &mut BTreeMap<String, T>,
    key: Text<'de>,
    map: &mut A,
) -> Result<(), A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    rest.insert(key.into_string(), map.next_value()?);
    Ok(())
}

/// Where a member waits until all are read, by the mode of its field.
pub mod slot {
    use crate::Patch;

    /// Empty until the member is seen.
    #[must_use]
    pub const fn required<T>() -> Option<T> {
        None
    }

    /// `None` unless the member is seen.
    #[must_use]
    pub const fn nullable<T>() -> Option<T> {
        None
    }

    /// `None` unless the member is seen.
    #[must_use]
    pub const fn optional<T>() -> Option<T> {
        None
    }

    /// Unset unless the member is seen.
    #[must_use]
    pub const fn patch<T>() -> Patch<T> {
        Patch::Unset
    }
}

/// Reads the value of a member into its slot, by the mode of its field.
pub mod put {
    use serde::de::{Deserialize, MapAccess};

    use crate::Patch;

    /// The value itself.
    ///
    /// # Errors
    /// When the value is no `T`.
    #[inline]
    pub fn required<'de, T, A>(slot: &mut Option<T>, map: &mut A) -> Result<(), A::Error>
    where
        T: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        *slot = Some(map.next_value()?);
        Ok(())
    }

    /// The value or null.
    ///
    /// # Errors
    /// When the value is neither null nor a `T`.
    #[inline]
    pub fn nullable<'de, T, A>(slot: &mut Option<T>, map: &mut A) -> Result<(), A::Error>
    where
        T: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        optional(slot, map)
    }

    /// The value or null.
    ///
    /// # Errors
    /// When the value is neither null nor a `T`.
    #[inline]
    pub fn optional<'de, T, A>(slot: &mut Option<T>, map: &mut A) -> Result<(), A::Error>
    where
        T: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        *slot = map.next_value()?;
        Ok(())
    }

    /// The value or null, told apart.
    ///
    /// # Errors
    /// When the value is neither null nor a `T`.
    #[inline]
    pub fn patch<'de, T, A>(slot: &mut Patch<T>, map: &mut A) -> Result<(), A::Error>
    where
        T: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        *slot = map.next_value()?;
        Ok(())
    }
}

/// Gives the field what its slot holds, by the mode of the field.
pub mod take {
    use serde::de::Error;

    use crate::Patch;

    /// The value.
    ///
    /// # Errors
    /// When the member was missing.
    #[inline]
    pub fn required<T, E: Error>(slot: Option<T>, key: &'static str) -> Result<T, E> {
        match slot {
            Some(value) => Ok(value),
            None => Err(E::missing_field(key)),
        }
    }

    /// The value; a member that the server left out says no more than null would.
    ///
    /// # Errors
    /// Never; the signature is that of its siblings.
    #[inline]
    pub fn nullable<T, E: Error>(slot: Option<T>, _: &'static str) -> Result<Option<T>, E> {
        Ok(slot)
    }

    /// The value.
    ///
    /// # Errors
    /// Never; the signature is that of its siblings.
    #[inline]
    pub fn optional<T, E: Error>(slot: Option<T>, _: &'static str) -> Result<Option<T>, E> {
        Ok(slot)
    }

    /// The state.
    ///
    /// # Errors
    /// Never; the signature is that of its siblings.
    #[inline]
    pub fn patch<T, E: Error>(slot: Patch<T>, _: &'static str) -> Result<Patch<T>, E> {
        Ok(slot)
    }
}
