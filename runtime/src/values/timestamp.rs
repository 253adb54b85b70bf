//! Moments in time, read as leniently as the live API writes them.
//!
//! The text is the value: parsing happens on demand and never changes what is written back.

use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::date;

/// A moment, with the exact text that the server sent.
///
/// The live API leaves the zone out; such text means UTC.
///
/// ```
/// use pinterest_v5_runtime::Timestamp;
///
/// let written = Timestamp::from_unix_seconds(1_623_145_038);
/// assert_eq!(written.as_str(), "2021-06-08T09:37:18Z");
/// assert_eq!(Timestamp::from("2021-06-08T09:37:18").unix_seconds(), Some(1_623_145_038));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Timestamp(Box<str>);

impl Timestamp {
    /// The moment this many seconds after 1970-01-01 UTC, as RFC 3339 with `Z`.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Self {
        let (year, month, day) = civil_from_days(seconds.div_euclid(DAY));
        let second = seconds.rem_euclid(DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        Self::from(format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
        ))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whole seconds since 1970-01-01 UTC; `None` if the text is not a timestamp.
    #[must_use]
    pub fn unix_seconds(&self) -> Option<i64> {
        Some(parse(&self.0)?.0)
    }

    /// Microseconds since 1970-01-01 UTC; `None` if the text is not a timestamp.
    #[must_use]
    pub fn unix_micros(&self) -> Option<i64> {
        let (seconds, nanos) = parse(&self.0)?;
        Some(seconds * 1_000_000 + i64::from(nanos / 1000))
    }
}

impl From<&str> for Timestamp {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Timestamp {
    fn from(text: String) -> Self {
        Self(text.into_boxed_str())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

pub(super) const DAY: i64 = 86_400;

/// Seconds since the epoch and nanoseconds of that second.
fn parse(text: &str) -> Option<(i64, u32)> {
    let (day, time) = text.split_at_checked(10)?;
    let (year, month, day) = date::parse(day)?;
    let time = time.strip_prefix(['T', 't', ' '])?;
    let zone = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (second, nanos) = time_of_day(&time[..zone])?;
    let days = days_from_civil(i64::from(year), i64::from(month), i64::from(day));
    Some((days * DAY + second - offset(&time[zone..])?, nanos))
}

/// `HH:MM:SS` with up to nine fraction digits.
fn time_of_day(text: &str) -> Option<(i64, u32)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut parts = whole.splitn(3, ':');
    let hour = date::digits(parts.next()?, 2).filter(|hour| *hour < 24)?;
    let minute = date::digits(parts.next()?, 2).filter(|minute| *minute < 60)?;
    // A leap second reads as the first second of the next minute.
    let second = date::digits(parts.next()?, 2).filter(|second| *second <= 60)?;
    let places = u32::try_from(fraction.len())
        .ok()
        .filter(|places| *places <= 9)?;
    let nanos = date::digits(fraction, fraction.len())? * 10_u32.pow(9 - places);
    Some((i64::from(hour * 3600 + minute * 60 + second), nanos))
}

/// Seconds east of UTC: nothing, `Z`, `+HH:MM` or `+HHMM`.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "" | "Z" | "z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone[1..].split_at_checked(2)?;
    let minutes = date::digits(minutes.strip_prefix(':').unwrap_or(minutes), 2)?;
    let hours = date::digits(hours, 2)?;
    (hours < 24 && minutes < 60).then(|| sign * i64::from(hours * 3600 + minutes * 60))
}

/// Days since 1970-01-01 of a day of the proleptic Gregorian calendar.
///
/// Years are counted from March, so the leap day is the last of its year.
pub(super) fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`].
pub(super) fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = days.div_euclid(146_097) * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}
