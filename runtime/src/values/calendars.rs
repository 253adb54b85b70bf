//! Days and moments of the crates `jiff`, `chrono` and `time`, each under the feature of its name.
//!
//! Invariant: nothing is rounded. What has no counterpart is an error, save that a moment outside the years 0 to 9999
//! becomes the first or the last.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
use super::{Date, InvalidDate};

/// Year, month and day of a value of ours.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
fn parts(date: Date) -> Result<(u16, u8, u8), InvalidDate> {
    let parts = date.year().zip(date.month()).zip(date.day());
    parts
        .map(|((year, month), day)| (year, month, day))
        .ok_or(InvalidDate)
}

/// A value of ours from year, month and day.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
fn date(
    year: impl TryInto<u16>,
    month: impl TryInto<u8>,
    day: impl TryInto<u8>,
) -> Result<Date, InvalidDate> {
    let year = year.try_into().map_err(|_| InvalidDate)?;
    let month = month.try_into().map_err(|_| InvalidDate)?;
    let day = day.try_into().map_err(|_| InvalidDate)?;
    Date::new(year, month, day)
}
