//! `chrono::DateTime` and `chrono::NaiveDate`.
//!
//! Invariant: what is converted there and back is what it was, in UTC; a leap second becomes the end of the second
//! before it.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc};

use crate::{Date, InvalidDate, InvalidTimestamp, Timestamp};

impl<Zone: TimeZone> From<DateTime<Zone>> for Timestamp {
    fn from(moment: DateTime<Zone>) -> Self {
        Self::from_parts(moment.timestamp(), moment.timestamp_subsec_nanos())
    }
}

impl TryFrom<Timestamp> for DateTime<Utc> {
    type Error = InvalidTimestamp;

    fn try_from(moment: Timestamp) -> Result<Self, InvalidTimestamp> {
        let (seconds, nanos) = moment.parts().ok_or(InvalidTimestamp)?;
        Self::from_timestamp(seconds, nanos).ok_or(InvalidTimestamp)
    }
}

impl TryFrom<NaiveDate> for Date {
    type Error = InvalidDate;

    fn try_from(day: NaiveDate) -> Result<Self, InvalidDate> {
        super::date(day.year(), day.month(), day.day())
    }
}

impl TryFrom<Date> for NaiveDate {
    type Error = InvalidDate;

    fn try_from(day: Date) -> Result<Self, InvalidDate> {
        let (year, month, day) = super::parts(day)?;
        Self::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)).ok_or(InvalidDate)
    }
}
