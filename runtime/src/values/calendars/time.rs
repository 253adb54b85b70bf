//! `time::OffsetDateTime` and `time::Date`.
//!
//! Invariant: what is converted there and back is what it was, in UTC.

use time::{Month, OffsetDateTime};

use crate::{Date, InvalidDate, InvalidTimestamp, Timestamp};

impl From<OffsetDateTime> for Timestamp {
    fn from(moment: OffsetDateTime) -> Self {
        Self::from_parts(moment.unix_timestamp(), moment.nanosecond())
    }
}

impl TryFrom<Timestamp> for OffsetDateTime {
    type Error = InvalidTimestamp;

    fn try_from(moment: Timestamp) -> Result<Self, InvalidTimestamp> {
        let (seconds, nanos) = moment.parts().ok_or(InvalidTimestamp)?;
        let nanos = i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
        Self::from_unix_timestamp_nanos(nanos).map_err(|_| InvalidTimestamp)
    }
}

impl TryFrom<time::Date> for Date {
    type Error = InvalidDate;

    fn try_from(day: time::Date) -> Result<Self, InvalidDate> {
        super::date(day.year(), u8::from(day.month()), day.day())
    }
}

impl TryFrom<Date> for time::Date {
    type Error = InvalidDate;

    fn try_from(day: Date) -> Result<Self, InvalidDate> {
        let (year, month, day) = super::parts(day)?;
        let month = Month::try_from(month).map_err(|_| InvalidDate)?;
        Self::from_calendar_date(i32::from(year), month, day).map_err(|_| InvalidDate)
    }
}
