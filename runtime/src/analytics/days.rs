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
