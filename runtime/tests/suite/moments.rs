//! Moments compared, and converted to and from what other crates have.

use std::collections::HashSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use pinterest_v5_runtime::{Date, Patch, Timestamp, object};
use serde_json::json;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn moments_are_compared_by_when_they_are() {
    let same = [
        "2021-06-08T09:37:18",
        "2021-06-08T09:37:18.000Z",
        "2021-06-08T11:37:18+02:00",
    ];
    let same: HashSet<Timestamp> = same.into_iter().map(at).collect();
    assert_eq!(same.len(), 1);
    assert!(at("2021-06-08T09:37:18.017") < at("2021-06-08T09:37:18.02"));
    assert!(at("2021-06-08T23:00:00-02:00") > at("2021-06-09T00:30:00Z"));
    let odd: Timestamp = serde_json::from_str(r#""soon""#).unwrap();
    assert!(odd < at("0000-01-01T00:00:00"));
    assert_ne!(odd, serde_json::from_str(r#""later""#).unwrap());
}

#[test]
fn moments_are_those_of_the_system() {
    for (text, moment) in [
        ("1970-01-01T00:00:00Z", UNIX_EPOCH),
        (
            "2021-06-08T09:37:18.000000500Z",
            UNIX_EPOCH + Duration::new(1_623_145_038, 500),
        ),
        (
            "1969-12-31T23:59:58.750000000Z",
            UNIX_EPOCH - Duration::from_millis(1250),
        ),
        ("1969-12-31T23:59:58Z", UNIX_EPOCH - Duration::from_secs(2)),
    ] {
        assert_eq!(Timestamp::from(moment).to_string(), text);
        assert_eq!(SystemTime::try_from(at(text)), Ok(moment));
    }
    let odd: Timestamp = serde_json::from_str(r#""soon""#).unwrap();
    SystemTime::try_from(odd).unwrap_err();
}

#[test]
fn what_is_out_of_the_calendar_is_its_first_or_last_moment() {
    assert_eq!(
        Timestamp::from_unix_seconds(i64::MIN).to_string(),
        "0000-01-01T00:00:00Z"
    );
    assert_eq!(
        Timestamp::from_unix_seconds(i64::MAX).to_string(),
        "9999-12-31T23:59:59Z"
    );
}

/// So that what was sent as digits in text is a moment again, and a year or a day without hyphens is not.
#[test]
fn moments_are_read_from_digits_in_text() {
    assert_eq!(at("1623145038"), at("2021-06-08T09:37:18Z"));
    assert_eq!(at("1623145038250"), at("2021-06-08T09:37:18.25Z"));
    for text in [
        "2021",
        "20210608",
        "-1623145038",
        "1623145038.5",
        "1623145038250000000",
    ] {
        text.parse::<Timestamp>().unwrap_err();
    }
}

#[test]
fn a_day_is_the_moment_of_its_beginning() {
    let day: Date = "2021-06-08".parse().unwrap();
    assert_eq!(Timestamp::from(day), at("2021-06-08T00:00:00Z"));
    assert_eq!(Timestamp::from(day).date(), Some(day));
    let odd: Date = serde_json::from_str(r#""someday""#).unwrap();
    assert_eq!(Timestamp::from(odd).unix_seconds(), None);
}

/// Live answers have milliseconds where seconds were promised, so a number is told by its size.
#[test]
fn moments_are_read_from_numbers() {
    for (number, same) in [
        ("1623145038", "2021-06-08T09:37:18Z"),
        ("1623145038000", "2021-06-08T09:37:18Z"),
        ("1623145038250", "2021-06-08T09:37:18.250000000Z"),
        ("-1", "1969-12-31T23:59:59Z"),
        ("99999999999", "5138-11-16T09:46:39Z"),
        ("100000000000", "1973-03-03T09:46:40Z"),
    ] {
        let moment: Timestamp = serde_json::from_str(number).unwrap();
        assert_eq!(moment, at(same), "{number}");
        assert_eq!(moment.to_string(), same);
        assert_eq!(
            serde_json::to_value(moment).unwrap(),
            same,
            "text, unless a member says else"
        );
    }
    let shown: Timestamp = serde_json::from_str("1623145038.0").unwrap();
    assert_eq!(shown.to_string(), "2021-06-08T09:37:18Z");
    assert_eq!(shown.unix_millis(), Some(1_623_145_038_000));
    assert_eq!(Timestamp::from_unix_millis(1_623_145_038_000), shown);
    for odd in ["1.5", "1e300", "18446744073709551615", "true"] {
        serde_json::from_str::<Timestamp>(odd).unwrap_err();
    }
}

#[derive(Debug)]
struct Flight {
    start: Timestamp,
    end: Option<Timestamp>,
    boarding: Patch<Timestamp>,
    seen: Option<Timestamp>,
    calls: Option<Vec<Timestamp>>,
    since: Option<Timestamp>,
}

object! {
    both Flight
    fields {
        start: "start", required in_seconds;
        end: "end", optional in_seconds;
        boarding: "boarding", patch in_seconds;
        seen: "seen", optional in_millis;
        calls: "calls", optional in_seconds.clone;
        since: "since", optional in_seconds_as_text;
    }
}

/// Whatever a moment was made of, a member that takes a number gets one, in its unit.
#[test]
fn a_member_writes_moments_in_its_unit() {
    let written = |flight: &Flight| serde_json::to_value(flight).unwrap();
    let flight = Flight {
        start: at("2021-06-08T11:37:18.9+02:00"),
        end: Some(Timestamp::from_unix_millis(1_623_145_038_250)),
        boarding: Patch::Set(UNIX_EPOCH.into()),
        seen: Some(at("2021-06-08T09:37:18.25")),
        calls: Some(vec![at("2021-06-08T09:37:18"), at("1623145039")]),
        since: Some(at("2021-06-08T09:37:18")),
    };
    let expected = json!({
        "start": 1_623_145_038, "end": 1_623_145_038, "boarding": 0, "seen": 1_623_145_038_250_i64,
        "calls": [1_623_145_038, 1_623_145_039], "since": "1623145038",
    });
    assert_eq!(written(&flight), expected);

    let came = json!({
        "start": 1_623_145_038, "boarding": null, "seen": 1_623_145_038_250_i64, "since": "1623145038",
    });
    let flight: Flight = serde_json::from_value(came.clone()).unwrap();
    assert_eq!(written(&flight), came);
    let swapped = Flight {
        start: flight.seen.unwrap(),
        end: None,
        boarding: Patch::Unset,
        seen: Some(flight.start),
        calls: None,
        since: None,
    };
    let expected = json!({"start": 1_623_145_038, "seen": 1_623_145_038_000_i64});
    assert_eq!(written(&swapped), expected);
}

/// There and back, and by the seconds that both give.
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
mod calendars {
    use std::fmt::Debug;

    use pinterest_v5_runtime::{Date, InvalidDate, InvalidTimestamp, Timestamp};

    use super::at;

    fn moments<T>(seconds: impl Fn(&T) -> i64)
    where
        T: TryFrom<Timestamp, Error = InvalidTimestamp> + Into<Timestamp> + Debug,
    {
        for text in [
            "2021-06-08T09:37:18Z",
            "2021-06-08T09:37:18.123456789Z",
            "1969-12-31T23:59:58.750000000Z",
            "0001-01-01T00:00:00Z",
        ] {
            let there = T::try_from(at(text)).unwrap();
            assert_eq!(Some(seconds(&there)), at(text).unix_seconds(), "{text}");
            assert_eq!(there.into().to_string(), text);
        }
        T::try_from(serde_json::from_str(r#""soon""#).unwrap()).unwrap_err();
    }

    fn days<T>(year: impl Fn(&T) -> i64)
    where
        T: TryFrom<Date, Error = InvalidDate> + TryInto<Date, Error = InvalidDate> + Debug,
    {
        for text in ["2024-02-29", "1970-01-01", "0000-12-31", "9999-12-31"] {
            let day: Date = text.parse().unwrap();
            let there = T::try_from(day).unwrap();
            assert_eq!(Some(year(&there)), day.year().map(i64::from), "{text}");
            assert_eq!(there.try_into(), Ok(day));
        }
        T::try_from(serde_json::from_str(r#""soon""#).unwrap()).unwrap_err();
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn of_jiff() {
        moments::<jiff::Timestamp>(|one| {
            one.as_nanosecond()
                .div_euclid(1_000_000_000)
                .try_into()
                .unwrap()
        });
        days::<jiff::civil::Date>(|day| day.year().into());
        assert!(Date::try_from(jiff::civil::Date::constant(-1, 1, 1)).is_err());
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn of_chrono() {
        moments::<chrono::DateTime<chrono::Utc>>(chrono::DateTime::timestamp);
        days::<chrono::NaiveDate>(|day| chrono::Datelike::year(day).into());
        assert!(Date::try_from(chrono::NaiveDate::MAX).is_err());
    }

    #[cfg(feature = "time")]
    #[test]
    fn of_time() {
        moments::<time::OffsetDateTime>(|one| one.unix_timestamp());
        days::<time::Date>(|day| day.year().into());
        assert!(Date::try_from(time::Date::MIN).is_err());
    }
}

#[test]
fn now_is_what_the_system_says() {
    let before = Timestamp::from(SystemTime::now());
    let now = Timestamp::now();
    let after = Timestamp::from(SystemTime::now());
    assert!(before <= now && now <= after, "{before} {now} {after}");
}
