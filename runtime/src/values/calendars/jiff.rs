//! `jiff::Timestamp` and `jiff::civil::Date`.
//!
//! Invariant: what is converted there and back is what it was.

use crate::{Date, InvalidDate, InvalidTimestamp, Timestamp};

impl From<jiff::Timestamp> for Timestamp {
    fn from(moment: jiff::Timestamp) -> Self {
        let nanos = moment.as_nanosecond();
        let second = i64::try_from(nanos.div_euclid(1_000_000_000)).unwrap_or(i64::MAX);
        let nanos = u32::try_from(nanos.rem_euclid(1_000_000_000)).unwrap_or_default();
        Self::from_parts(second, nanos)
    }
}

impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = InvalidTimestamp;

    fn try_from(moment: Timestamp) -> Result<Self, InvalidTimestamp> {
        let (seconds, nanos) = moment.parts().ok_or(InvalidTimestamp)?;
        let nanos = i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
        Self::from_nanosecond(nanos).map_err(|_| InvalidTimestamp)
    }
}

impl TryFrom<jiff::civil::Date> for Date {
    type Error = InvalidDate;

    fn try_from(day: jiff::civil::Date) -> Result<Self, InvalidDate> {
        super::date(day.year(), day.month(), day.day())
    }
}

impl TryFrom<Date> for jiff::civil::Date {
    type Error = InvalidDate;

    fn try_from(day: Date) -> Result<Self, InvalidDate> {
        let (year, month, day) = super::parts(day)?;
        let year = i16::try_from(year).map_err(|_| InvalidDate)?;
        let month = i8::try_from(month).map_err(|_| InvalidDate)?;
        let day = i8::try_from(day).map_err(|_| InvalidDate)?;
        Self::new(year, month, day).map_err(|_| InvalidDate)
    }
}
