//! Today, and stretches of days that end on a given one.

use crate::{Core, Date};

impl Core {
    /// Today in UTC, by the client's clock.
    #[must_use]
    pub fn today(&self) -> Date {
        Date::of(self.clock().now())
    }
}

/// The first and the last of so many days, at least one, of which `last` is the last.
#[must_use]
pub fn days_until(days: u32, last: Date) -> (Date, Date) {
    let first = last.plus_days(1 - i64::from(days.max(1)));
    (first.unwrap_or(last), last)
}

/// The first and the last day of the month of `day`; if that is none, `day` itself.
#[must_use]
pub fn month_of(day: Date) -> (Date, Date) {
    let first = |day: Date| day.plus_days(1 - i64::from(day.day()?));
    let days = || {
        let start = first(day)?;
        // Every month begins within 31 days after the one before.
        let last = first(start.plus_days(31)?)?.plus_days(-1)?;
        Some((start, last))
    };
    days().unwrap_or((day, day))
}
