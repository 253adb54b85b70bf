//! Moments as numbers: seconds or milliseconds since 1970-01-01 UTC, and what is read and written of them.
//!
//! Invariant: a number that the server sent is written back as it came wherever its unit is the member's.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{Form, Timestamp};
use crate::Patch;
use crate::values::short_text::ShortText;

/// Numbers from here on are milliseconds: as seconds they would be in the year 5138, and as milliseconds numbers below
/// would be in 1973, before anything that the API tells of. Live answers have milliseconds where seconds were promised.
const MILLIS: u64 = 100_000_000_000;

/// Seconds and nanoseconds of a number.
pub(super) fn of_number(number: i64) -> (i64, u32) {
    if is_millis(number) {
        of_millis(number)
    } else {
        (number, 0)
    }
}

pub(super) fn of_millis(millis: i64) -> (i64, u32) {
    let rest = u32::try_from(millis.rem_euclid(1000)).unwrap_or_default();
    (millis.div_euclid(1000), rest * 1_000_000)
}

pub(super) fn millis((seconds, nanos): (i64, u32)) -> i64 {
    let millis = seconds.saturating_mul(1000);
    millis.saturating_add(i64::from(nanos / 1_000_000))
}

const fn is_millis(number: i64) -> bool {
    number.unsigned_abs() >= MILLIS
}

/// A moment as a member of an object that takes a number writes it: in milliseconds or else in seconds, and in digits
/// as text or else as a number.
#[derive(Clone, Copy, Debug)]
pub struct Unix<const IN_MILLIS: bool, const AS_TEXT: bool>(Timestamp);

impl<const IN_MILLIS: bool, const AS_TEXT: bool> Unix<IN_MILLIS, AS_TEXT> {
    fn number(self) -> Option<i64> {
        match (self.0.0, self.0.parts()?) {
            (Form::Number(number), _) if is_millis(number) == IN_MILLIS => Some(number),
            (_, parts) if IN_MILLIS => Some(millis(parts)),
            (_, (seconds, _)) => Some(seconds),
        }
    }
}

impl<const IN_MILLIS: bool, const AS_TEXT: bool> Serialize for Unix<IN_MILLIS, AS_TEXT> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.number() {
            Some(number) if AS_TEXT => serializer.collect_str(&number),
            Some(number) => serializer.serialize_i64(number),
            None => self.0.serialize(serializer),
        }
    }
}

/// The moments of a member, each as a number.
pub trait InUnit {
    /// The same in a unit.
    type In<const IN_MILLIS: bool, const AS_TEXT: bool>;

    /// The moments in the unit.
    fn in_unit<const IN_MILLIS: bool, const AS_TEXT: bool>(self) -> Self::In<IN_MILLIS, AS_TEXT>;
}

impl InUnit for Timestamp {
    type In<const IN_MILLIS: bool, const AS_TEXT: bool> = Unix<IN_MILLIS, AS_TEXT>;

    fn in_unit<const IN_MILLIS: bool, const AS_TEXT: bool>(self) -> Unix<IN_MILLIS, AS_TEXT> {
        Unix(self)
    }
}

impl InUnit for Vec<Timestamp> {
    type In<const IN_MILLIS: bool, const AS_TEXT: bool> = Vec<Unix<IN_MILLIS, AS_TEXT>>;

    fn in_unit<const IN_MILLIS: bool, const AS_TEXT: bool>(self) -> Vec<Unix<IN_MILLIS, AS_TEXT>> {
        self.into_iter().map(Unix).collect()
    }
}

impl<T: InUnit> InUnit for Option<T> {
    type In<const IN_MILLIS: bool, const AS_TEXT: bool> = Option<T::In<IN_MILLIS, AS_TEXT>>;

    fn in_unit<const IN_MILLIS: bool, const AS_TEXT: bool>(self) -> Self::In<IN_MILLIS, AS_TEXT> {
        self.map(InUnit::in_unit)
    }
}

impl<T: InUnit> InUnit for Patch<T> {
    type In<const IN_MILLIS: bool, const AS_TEXT: bool> = Patch<T::In<IN_MILLIS, AS_TEXT>>;

    fn in_unit<const IN_MILLIS: bool, const AS_TEXT: bool>(self) -> Self::In<IN_MILLIS, AS_TEXT> {
        match self {
            Self::Unset => Patch::Unset,
            Self::Null => Patch::Null,
            Self::Set(moments) => Patch::Set(moments.in_unit()),
        }
    }
}

/// Text as it is, a number as RFC 3339. Where the API wants a number, the object that holds the member knows.
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text().as_str())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TimestampVisitor)
    }
}

struct TimestampVisitor;

impl Visitor<'_> for TimestampVisitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a moment, as RFC 3339 writes it or in seconds since 1970")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        let text = ShortText::new(text).map(|text| Timestamp(Form::Text(text)));
        text.ok_or_else(|| E::custom("a moment is written as in RFC 3339; this text is too long"))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Timestamp, E> {
        Ok(Timestamp(Form::Number(number)))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Timestamp, E> {
        let number = i64::try_from(number).map_err(E::custom)?;
        self.visit_i64(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Timestamp, E> {
        // An integral float is exact as text, and too large a one does not parse.
        let number = number.to_string().parse().map_err(E::custom)?;
        self.visit_i64(number)
    }
}

impl crate::ParamValue for Timestamp {
    fn write_to(&self, out: &mut String) {
        out.push_str(self.text().as_str());
    }
}
