//! Calendar days.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::civil::{DAY, civil_from_days, days_from_civil};
use super::short_text::ShortText;

/// A calendar day, `YYYY-MM-DD`.
///
/// What a user builds is valid; what a server sent is kept as it is, and the accessors give `None`
/// where it is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(ShortText);

impl Date {
    /// The day with this year (0 to 9999), month and day of the month.
    ///
    /// # Errors
    /// When the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, InvalidDate> {
        let valid = year <= 9999
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        let text = valid.then(|| format!("{year:04}-{month:02}-{day:02}"));
        text.and_then(|text| ShortText::new(&text))
            .map(Self)
            .ok_or(InvalidDate)
    }

    /// The day in UTC on which a moment falls; of a moment before 1970, the first day of 1970.
    #[must_use]
    pub fn of(moment: SystemTime) -> Self {
        let seconds = moment
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs();
        Self::of_unix_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
    }

    /// Today in UTC, by the system's clock. [`Core::today`](crate::Core::today) goes by the client's.
    #[must_use]
    pub fn today() -> Self {
        Self::of(crate::Clock::now(&crate::SystemClock::new()))
    }

    /// The day so many days later, or earlier if negative, at most the calendar's first or last; `None` if this
    /// is not a day.
    #[must_use]
    pub fn plus_days(&self, days: i64) -> Option<Self> {
        Some(Self::from_days(self.to_days()?.saturating_add(days)))
    }

    /// How many days have passed since `earlier`, negative if it is later; `None` if either is not a day.
    #[must_use]
    pub fn days_since(&self, earlier: &Self) -> Option<i64> {
        Some(self.to_days()? - earlier.to_days()?)
    }

    /// The day as it is sent, `YYYY-MM-DD`, or whatever a server sent in its place.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The year; `None` if a server sent what is no day.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        Some(parse(self.as_str())?.0)
    }

    /// The month, 1 to 12; `None` if a server sent what is no day.
    #[must_use]
    pub fn month(&self) -> Option<u8> {
        Some(parse(self.as_str())?.1)
    }

    /// The day of the month, 1 to 31; `None` if a server sent what is no day.
    #[must_use]
    pub fn day(&self) -> Option<u8> {
        Some(parse(self.as_str())?.2)
    }

    pub(super) fn of_unix_seconds(seconds: i64) -> Self {
        Self::from_days(seconds.div_euclid(DAY))
    }

    /// Days since 1970-01-01.
    fn to_days(self) -> Option<i64> {
        let (year, month, day) = parse(self.as_str())?;
        Some(days_from_civil(
            i64::from(year),
            i64::from(month),
            i64::from(day),
        ))
    }

    fn from_days(days: i64) -> Self {
        let first = days_from_civil(0, 1, 1);
        let last = days_from_civil(9999, 12, 31);
        let (year, month, day) = civil_from_days(days.clamp(first, last));
        let text = ShortText::new(&format!("{year:04}-{month:02}-{day:02}"));
        Self(text.unwrap_or(ShortText::EMPTY))
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let (year, month, day) = parse(text).ok_or(InvalidDate)?;
        Self::new(year, month, day)
    }
}

impl TryFrom<&str> for Date {
    type Error = InvalidDate;

    fn try_from(text: &str) -> Result<Self, InvalidDate> {
        text.parse()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let text = ShortText::new(&text).map(Self);
        text.ok_or_else(|| {
            D::Error::custom("a day is of the form YYYY-MM-DD; this text is too long")
        })
    }
}

/// The calendar has no such day, or the text is not `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDate;

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a calendar day of the form YYYY-MM-DD")
    }
}

impl std::error::Error for InvalidDate {}

/// Year, month and day of `YYYY-MM-DD`, if it names a day.
pub(super) fn parse(text: &str) -> Option<(u16, u8, u8)> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.strip_prefix('-')?.split_once('-')?;
    let date = (
        u16::try_from(digits(year, 4)?).ok()?,
        u8::try_from(digits(month, 2)?).ok()?,
        u8::try_from(digits(day, 2)?).ok()?,
    );
    let valid = (1..=12).contains(&date.1) && (1..=days_in_month(date.0, date.1)).contains(&date.2);
    valid.then_some(date)
}

/// The number that exactly `count` digits spell.
pub(super) fn digits(text: &str, count: usize) -> Option<u32> {
    let all = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
