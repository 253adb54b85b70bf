//! The time, which a test can move.
//!
//! Invariant: whatever expires, is processed or is limited goes by this clock alone.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A clock: the system's, or one that stands until it is moved.
#[derive(Debug)]
pub struct Clock {
    /// Milliseconds since 1970; none for the system's time.
    fixed: Option<i64>,
    moved: AtomicI64,
}

/// One day in milliseconds.
pub const DAY: i64 = 86_400_000;

impl Clock {
    /// The system's clock.
    #[must_use]
    pub const fn system() -> Self {
        Self {
            fixed: None,
            moved: AtomicI64::new(0),
        }
    }

    /// A clock that stands at so many seconds after 1970.
    #[must_use]
    pub const fn at(seconds: i64) -> Self {
        Self {
            fixed: Some(seconds * 1000),
            moved: AtomicI64::new(0),
        }
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn millis(&self) -> i64 {
        let now = self.fixed.unwrap_or_else(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH);
            since.map_or(0, |since| {
                i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
            })
        });
        now + self.moved.load(Ordering::Relaxed)
    }

    /// Moves the clock on.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.moved.fetch_add(by, Ordering::Relaxed);
    }
}

/// `2026-01-16T09:37:18Z` for milliseconds since 1970.
#[must_use]
pub fn timestamp(millis: i64) -> String {
    let seconds = millis.div_euclid(1000);
    let of_day = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", date(millis))
}

/// `2026-01-16` for milliseconds since 1970.
#[must_use]
pub fn date(millis: i64) -> String {
    // Days to a civil date, after Howard Hinnant's `civil_from_days`.
    let days = millis.div_euclid(DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The days between 1970 and `2026-01-16`.
#[must_use]
pub fn days(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-').map(str::parse::<i64>);
    let mut part = || parts.next()?.ok();
    let (year, month, day) = (part()?, part()?, part()?);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_others_way_back() {
        for (text, day) in [
            ("1970-01-01", 0),
            ("2000-02-29", 11_016),
            ("2026-11-29", 20_786),
        ] {
            assert_eq!(days(text), Some(day));
            assert_eq!(date(day * DAY), text);
        }
        assert_eq!(timestamp(951_782_399_000), "2000-02-28T23:59:59Z");
        assert_eq!(days("2026-11"), None);
    }
}
