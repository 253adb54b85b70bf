//! Moments in time, read as leniently as the live API writes them.
//!
//! What the server sent is the value, text or number: it is understood when it is asked for and never changes what is written back.

mod arithmetic;
mod text;
mod unix;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub use self::unix::{InUnit, Unix};
use super::Date;
use super::short_text::ShortText;

/// A moment, as the server sent it: text, or the seconds or milliseconds since 1970-01-01 UTC.
///
/// The live API leaves the zone out of text; such text means UTC. Two forms of one moment are equal, and what a server
/// sent that is no moment comes before all others. Where the API takes a number, that is what is sent, whichever way the
/// value was made.
///
/// ```
/// use pinterest_v5_runtime::Timestamp;
///
/// let written = Timestamp::from_unix_seconds(1_623_145_038);
/// assert_eq!(written.to_string(), "2021-06-08T09:37:18Z");
/// assert_eq!("2021-06-08T09:37:18".parse::<Timestamp>()?, written);
/// assert!(written < Timestamp::now() - std::time::Duration::from_secs(60));
/// # Ok::<(), pinterest_v5_runtime::InvalidTimestamp>(())
/// ```
#[derive(Clone, Copy)]
pub struct Timestamp(Form);

#[derive(Clone, Copy)]
enum Form {
    Text(ShortText),
    /// As the server sent it: milliseconds if it is as large as those of our time are, else seconds.
    Number(i64),
}

impl Timestamp {
    /// This moment, by the system's clock.
    #[must_use]
    pub fn now() -> Self {
        crate::Clock::now(&crate::SystemClock::new()).into()
    }

    /// The moment this many seconds after 1970-01-01 UTC; at most the calendar's first or last.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Self {
        Self::from_parts(seconds, 0)
    }

    /// The moment this many milliseconds after 1970-01-01 UTC; at most the calendar's first or last.
    #[must_use]
    pub fn from_unix_millis(millis: i64) -> Self {
        let (seconds, nanos) = unix::of_millis(millis);
        Self::from_parts(seconds, nanos)
    }

    /// The moment this many seconds after 1970-01-01 UTC and nanoseconds after that.
    pub(super) fn from_parts(seconds: i64, nanos: u32) -> Self {
        Self(Form::Text(text::format(seconds, nanos)))
    }

    /// Seconds since 1970-01-01 UTC and nanoseconds of that second, if it is a moment.
    pub(super) fn parts(&self) -> Option<(i64, u32)> {
        match &self.0 {
            Form::Text(text) => text::parse(text.as_str()),
            Form::Number(number) => Some(unix::of_number(*number)),
        }
    }

    /// The text that the server sent, or RFC 3339 with `Z`.
    fn text(&self) -> ShortText {
        match self.0 {
            Form::Text(text) => text,
            Form::Number(number) => {
                let (seconds, nanos) = unix::of_number(number);
                text::format(seconds, nanos)
            }
        }
    }

    /// What equality and order go by: the moment, or the text where there is none.
    fn key(&self) -> (Option<(i64, u32)>, &str) {
        match (self.parts(), &self.0) {
            (None, Form::Text(text)) => (None, text.as_str()),
            (parts, _) => (parts, ""),
        }
    }

    /// The day in UTC on which the moment falls; `None` if the server sent a text that is no moment.
    ///
    /// ```
    /// use pinterest_v5_runtime::{Date, Timestamp};
    ///
    /// let created: Timestamp = "2021-06-08T23:59:59".parse()?;
    /// assert_eq!(created.date(), Some("2021-06-08".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        Some(Date::of_unix_seconds(self.parts()?.0))
    }

    /// Whole seconds since 1970-01-01 UTC; `None` if the server sent a text that is no moment.
    #[must_use]
    pub fn unix_seconds(&self) -> Option<i64> {
        Some(self.parts()?.0)
    }

    /// Milliseconds since 1970-01-01 UTC; `None` if the server sent a text that is no moment.
    #[must_use]
    pub fn unix_millis(&self) -> Option<i64> {
        Some(unix::millis(self.parts()?))
    }

    /// Microseconds since 1970-01-01 UTC; `None` if the server sent a text that is no moment.
    #[must_use]
    pub fn unix_micros(&self) -> Option<i64> {
        let (seconds, nanos) = self.parts()?;
        let micros = seconds.saturating_mul(1_000_000);
        Some(micros.saturating_add(i64::from(nanos / 1000)))
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        let text = ShortText::new(text).map(|text| Self(Form::Text(text)));
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

/// The beginning of the day in UTC; of what a server sent and is no day, a text that is no moment.
impl From<Date> for Timestamp {
    fn from(day: Date) -> Self {
        let text = day.year().is_some().then(|| format!("{day}T00:00:00Z"));
        let text = ShortText::new(text.as_deref().unwrap_or(day.as_str()));
        Self(Form::Text(text.unwrap_or(ShortText::EMPTY)))
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

/// The text that the server sent, or RFC 3339 with `Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text().as_str())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
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
