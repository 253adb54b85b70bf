//! Values that keep what the server sent.

use pinterest_v5_runtime::{Date, InvalidTimestamp, OneOrMany, Page, Patch, Secret, Timestamp};
use serde_json::{from_str, to_string};

#[test]
fn timestamps_are_read_in_every_form_that_the_api_uses() {
    const SECOND: i64 = 1_623_145_038;
    let cases = [
        ("2021-06-08T09:37:18", SECOND * 1_000_000),
        ("2021-06-08T09:37:18Z", SECOND * 1_000_000),
        ("2021-06-08 09:37:18.5", SECOND * 1_000_000 + 500_000),
        ("2021-06-08T09:37:18.017000", SECOND * 1_000_000 + 17_000),
        (
            "2021-06-08T09:37:18.123456789Z",
            SECOND * 1_000_000 + 123_456,
        ),
        ("2021-06-08T11:37:18+02:00", SECOND * 1_000_000),
        ("2021-06-08T04:07:18-0530", SECOND * 1_000_000),
        ("2021-06-08T09:37:18-00:00", SECOND * 1_000_000),
        ("1969-12-31T23:59:59", -1_000_000),
        ("2000-02-29T00:00:00", 951_782_400_000_000),
    ];
    for (text, micros) in cases {
        let timestamp: Timestamp = from_str(&format!("\"{text}\"")).unwrap();
        assert_eq!(timestamp.unix_micros(), Some(micros), "{text}");
        assert_eq!(
            timestamp.unix_seconds(),
            Some(micros.div_euclid(1_000_000)),
            "{text}"
        );
        assert_eq!(to_string(&timestamp).unwrap(), format!("\"{text}\""));
    }
}

#[test]
fn text_that_is_no_timestamp_is_kept() {
    for text in [
        "string",
        "",
        "2021-06-08",
        "2021-13-08T09:37:18",
        "2021-06-08T25:00:00",
        "2021-06-08T09:37:18+",
        "2021-06-08T09:37:18.",
        "2021-06-08T09:37:18.1234567890",
        "20é1-06-08T09:37:18",
    ] {
        let timestamp: Timestamp = from_str(&format!("\"{text}\"")).unwrap();
        assert_eq!(timestamp.unix_seconds(), None);
        assert_eq!(timestamp.to_string(), text);
        assert_eq!(to_string(&timestamp).unwrap(), format!("\"{text}\""));
        assert_eq!(text.parse::<Timestamp>(), Err(InvalidTimestamp));
    }
    let long = format!("\"{}\"", "2".repeat(40));
    from_str::<Timestamp>(&long).unwrap_err();
    from_str::<Date>(&long).unwrap_err();
}

#[test]
fn timestamps_are_built_from_seconds() {
    for seconds in [
        0,
        -1,
        951_782_400,
        1_623_145_038,
        -62_135_596_800,
        253_402_300_799,
    ] {
        let timestamp = Timestamp::from_unix_seconds(seconds);
        assert_eq!(timestamp.unix_seconds(), Some(seconds), "{timestamp}");
    }
    assert_eq!(
        Timestamp::from_unix_seconds(0).to_string(),
        "1970-01-01T00:00:00Z"
    );
}

#[test]
fn dates_that_users_build_are_days_and_dates_that_servers_send_are_kept() {
    let day = Date::new(2024, 2, 29).unwrap();
    assert_eq!(day.to_string(), "2024-02-29");
    assert_eq!(
        (day.year(), day.month(), day.day()),
        (Some(2024), Some(2), Some(29))
    );
    assert_eq!("2024-02-29".parse(), Ok(day));
    for wrong in [
        "2023-02-29",
        "2024-00-01",
        "2024-1-01",
        "2024-04-31",
        "24-01-01",
        "2024-01-01T",
        "",
    ] {
        assert!(Date::try_from(wrong).is_err(), "{wrong}");
    }
    assert!(Date::new(2100, 2, 29).is_err());
    let odd: Date = from_str(r#""yesterday""#).unwrap();
    assert_eq!(
        (odd.year(), to_string(&odd).unwrap().as_str()),
        (None, r#""yesterday""#)
    );
}

#[test]
fn secrets_travel_and_never_show() {
    let secret: Secret = from_str(r#""pina_x""#).unwrap();
    assert_eq!(format!("{secret} {secret:?}"), "[redacted] [redacted]");
    assert_eq!(
        (secret.expose(), to_string(&secret).unwrap().as_str()),
        ("pina_x", r#""pina_x""#)
    );
}

#[test]
fn one_or_many_keeps_its_form() {
    for (text, values) in [
        ("7", vec![7]),
        ("[7]", vec![7]),
        ("[]", vec![]),
        ("[1,2]", vec![1, 2]),
    ] {
        let read: OneOrMany<i64> = from_str(text).unwrap();
        assert_eq!(to_string(&read).unwrap(), text);
        assert_eq!(read.iter().count(), values.len());
        assert_eq!(read.into_vec(), values);
    }
    assert_eq!(
        to_string(&OneOrMany::from("a".to_owned())).unwrap(),
        r#""a""#
    );
}

#[test]
fn a_page_is_gone_through_like_a_list() {
    let page: Page<i64> = from_str(r#"{"items":[1,2],"bookmark":"b"}"#).unwrap();
    assert_eq!((page.len(), page.is_empty()), (2, false));
    let mut sum = 0;
    for item in &page {
        sum += item;
    }
    assert_eq!((sum, page.iter().max()), (3, Some(&2)));
    assert_eq!(page.into_iter().collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_page_knows_whether_another_follows() {
    let cases = [
        (r#"{"items":[],"bookmark":"b"}"#, Some("b")),
        (r#"{"items":[1],"bookmark":null}"#, None),
        (r#"{"items":[1],"bookmark":""}"#, None),
        (r#"{"new":0,"items":[1]}"#, None),
    ];
    for (text, next) in cases {
        assert_eq!(
            from_str::<Page<i64>>(text).unwrap().next_bookmark(),
            next,
            "{text}"
        );
    }
    assert!(from_str::<Page<i64>>(r#"{"bookmark":"b"}"#).is_err());
    let page: Page<i64> = from_str(r#"{"items":[1],"bookmark":""}"#).unwrap();
    assert_eq!(to_string(&page).unwrap(), r#"{"items":[1],"bookmark":""}"#);
}

#[test]
fn a_patch_is_made_of_what_a_setter_takes() {
    assert_eq!(Patch::from(Some(1)), Patch::Set(1));
    assert_eq!(Patch::<i64>::from(None), Patch::Null);
    assert_eq!(Patch::from(1).as_ref().set(), Some(&&1));
}

#[test]
fn a_secret_is_made_of_what_is_at_hand() {
    let token = "pina_1".to_owned();
    assert_eq!(Secret::from(&token), Secret::from("pina_1"));
    assert_eq!(Secret::from(token).expose(), "pina_1");
}
