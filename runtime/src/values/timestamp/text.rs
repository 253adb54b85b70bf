//! Moments as text: RFC 3339, with or without a zone, or digits.
//!
//! Takes and gives seconds since 1970-01-01 UTC and nanoseconds of that second. Invariant: what is written is read as
//! the same moment, unless it lies outside the calendar.

use super::unix;
use crate::values::civil::{DAY, civil_from_days, days_from_civil};
use crate::values::date;
use crate::values::short_text::ShortText;

/// The text of a moment, with `Z`; at most the calendar's first or last.
pub(super) fn format(seconds: i64, nanos: u32) -> ShortText {
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
    text.unwrap_or(ShortText::EMPTY)
}

/// Seconds since the epoch and nanoseconds of that second, of RFC 3339 or of digits.
pub(super) fn parse(text: &str) -> Option<(i64, u32)> {
    rfc_3339(text).or_else(|| unix_time(text))
}

/// Digits, as many as seconds have since 1973 and the milliseconds of any year: fewer are rather a year, or a day
/// without its hyphens.
fn unix_time(text: &str) -> Option<(i64, u32)> {
    let all = (9..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = all.then(|| text.parse().ok())?;
    number.map(unix::of_number)
}

fn rfc_3339(text: &str) -> Option<(i64, u32)> {
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
