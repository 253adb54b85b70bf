//! Days counted on the calendar.

use std::time::{Duration, UNIX_EPOCH};

use pinterest_v5_runtime::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn days_are_counted_over_months_and_leap_years() {
    for (from, days, to) in [
        ("2024-02-28", 1, "2024-02-29"),
        ("2024-03-01", -1, "2024-02-29"),
        ("2026-03-01", -1, "2026-02-28"),
        ("2025-12-31", 1, "2026-01-01"),
        ("2024-01-01", 366, "2025-01-01"),
        ("2026-06-30", 0, "2026-06-30"),
        ("0000-01-01", -1, "0000-01-01"),
        ("9999-12-30", i64::MAX, "9999-12-31"),
    ] {
        assert_eq!(
            day(from).plus_days(days),
            Some(day(to)),
            "{from} and {days}"
        );
    }
    assert_eq!(day("2026-03-01").days_since(&day("2024-03-01")), Some(730));
    assert_eq!(day("2024-03-01").days_since(&day("2026-03-01")), Some(-730));
    let sent: Date = serde_json::from_str(r#""soon""#).unwrap();
    assert_eq!(
        (sent.plus_days(1), day("2026-01-01").days_since(&sent)),
        (None, None)
    );
}

#[test]
fn a_moment_falls_on_a_day_in_utc() {
    let at = |seconds| Date::of(UNIX_EPOCH + Duration::from_secs(seconds));
    assert_eq!(at(0).as_str(), "1970-01-01");
    assert_eq!(at(1_782_863_999).as_str(), "2026-06-30");
    assert_eq!(at(1_782_864_000).as_str(), "2026-07-01");
    assert_eq!(
        Date::of(UNIX_EPOCH - Duration::from_secs(1)).as_str(),
        "1970-01-01"
    );
}
