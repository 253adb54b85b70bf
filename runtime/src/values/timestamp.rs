//! Moments in time, read as leniently as the live API writes them.
//!
//! The text is the value: parsing happens on demand and never changes what is written back.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::civil::{DAY, civil_from_days, days_from_civil};
use super::date;
use super::short_text::ShortText;

/// A moment, with the exact text that the server sent.
///
/// The live API leaves the zone out; such text means UTC. Two texts of one moment are equal, and what a server sent
/// that is no moment comes before all others.
///
/// ```
/// use pinterest_v5_runtime::Timestamp;
///
/// let written = Timestamp::from_unix_seconds(1_623_145_038);
/// assert_eq!(written.as_str(), "2021-06-08T09:37:18Z");
/// assert_eq!("2021-06-08T09:37:18".parse::<Timestamp>()?, written);
/// assert!(written < std::time::SystemTime::now().into());
/// # Ok::<(), pinterest_v5_runtime::InvalidTimestamp>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Timestamp(ShortText);

impl Timestamp {
    /// The moment this many seconds after 1970-01-01 UTC, as RFC 3339 with `Z`; at most the calendar's first or last.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Self {
        Self::from_parts(seconds, 0)
    }

    /// The moment this many seconds after 1970-01-01 UTC and nanoseconds after that.
    pub(super) fn from_parts(seconds: i64, nanos: u32) -> Self {
        let first = days_from_civil(0, 1, 1) * DAY;
        let last = days_from_civil(9999, 12, 31) * DAY + DAY - 1;
        let seconds = seconds.clamp(first, last);
        let (year, month, day) = civil_from_days(seconds.div_euclid(DAY));
        let second = seconds.rem_euclid(DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let fraction = match nanos.min(999_999_999) {
            0 => String::new(),
            nanos => format!(".{nanos:09}"),
        };
        let text = ShortText::new(&format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z"
        ));
        Self(text.unwrap_or(ShortText::EMPTY))
    }

    /// Seconds since 1970-01-01 UTC and nanoseconds of that second, if the text is a timestamp.
    pub(super) fn parts(&self) -> Option<(i64, u32)> {
        parse(self.as_str())
    }

    /// What equality and order go by: the moment, or the text where there is none.
    fn key(&self) -> (Option<(i64, u32)>, &str) {
        match self.parts() {
            Some(parts) => (Some(parts), ""),
            None => (None, self.as_str()),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whole seconds since 1970-01-01 UTC; `None` if the text is not a timestamp.
    #[must_use]
    pub fn unix_seconds(&self) -> Option<i64> {
        Some(self.parts()?.0)
    }

    /// Microseconds since 1970-01-01 UTC; `None` if the text is not a timestamp.
    #[must_use]
    pub fn unix_micros(&self) -> Option<i64> {
        let (seconds, nanos) = self.parts()?;
        Some(seconds * 1_000_000 + i64::from(nanos / 1000))
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        let text = ShortText::new(text).map(Self);
        text.filter(|one| one.parts().is_some())
            .ok_or(InvalidTimestamp)
    }
}

impl TryFrom<&str> for Timestamp {
    type Error = InvalidTimestamp;

    fn try_from(text: &str) -> Result<Self, InvalidTimestamp> {
        text.parse()
    }
}

impl From<SystemTime> for Timestamp {
    fn from(moment: SystemTime) -> Self {
        let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        match moment.duration_since(UNIX_EPOCH) {
            Ok(after) => Self::from_parts(seconds(after), after.subsec_nanos()),
            Err(before) => {
                let before = before.duration();
                match before.subsec_nanos() {
                    0 => Self::from_parts(-seconds(before), 0),
                    nanos => Self::from_parts(-seconds(before) - 1, 1_000_000_000 - nanos),
                }
            }
        }
    }
}

impl TryFrom<Timestamp> for SystemTime {
    type Error = InvalidTimestamp;

    fn try_from(moment: Timestamp) -> Result<Self, InvalidTimestamp> {
        let (seconds, nanos) = moment.parts().ok_or(InvalidTimestamp)?;
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let whole = if seconds < 0 {
            UNIX_EPOCH.checked_sub(whole)
        } else {
            UNIX_EPOCH.checked_add(whole)
        };
        whole
            .and_then(|whole| whole.checked_add(Duration::from_nanos(u64::from(nanos))))
            .ok_or(InvalidTimestamp)
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let text = ShortText::new(&text).map(Self);
        text.ok_or_else(|| {
            D::Error::custom("a moment is written as in RFC 3339; this text is too long")
        })
    }
}

/// The text is no moment as RFC 3339 writes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidTimestamp;

impl fmt::Display for InvalidTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "not a moment of the form YYYY-MM-DDTHH:MM:SS, with Z, an offset or nothing behind it",
        )
    }
}

impl std::error::Error for InvalidTimestamp {}

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
