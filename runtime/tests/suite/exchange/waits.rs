//! How long the client waits: each form in which a server names a wait, and its own where none does.

use std::time::Duration;

use pinterest_v5_runtime::{HeaderNames, RetryPolicy};

use super::script::{GET, Script, Step, TestClock, call, json, status};

/// The milliseconds between the first attempt and the second, `None` if there was none.
async fn wait(step: Step) -> Option<u128> {
    let script = Script::new([step]);
    let outcome = call(&script.client(), &GET).await;
    let times = script.times();
    assert_eq!(outcome.is_ok(), times.len() == 2);
    times.get(1).copied()
}

fn date(seconds: u64) -> String {
    let time = std::time::UNIX_EPOCH + Duration::from_secs(seconds);
    httpdate::fmt_http_date(time)
}

#[tokio::test(start_paused = true)]
async fn each_header_that_names_a_wait_is_understood() {
    let retry_after = |value: &str| status(503).with("retry-after", value);
    let rows: Vec<(&str, Step, u128)> = vec![
        ("seconds", retry_after("7"), 7_000),
        ("with space", retry_after(" 7 "), 7_000),
        ("fraction", retry_after("1.5"), 1_500),
        ("date", retry_after(&date(TestClock::DAWN + 30)), 30_000),
        ("old date", retry_after(&date(TestClock::DAWN - 30)), 500),
        ("zero", retry_after("0"), 500),
        ("negative", retry_after("-3"), 500),
        ("not finite", retry_after("inf"), 500),
        ("a word", retry_after("soon"), 500),
        ("none", status(503), 500),
        (
            "milliseconds",
            status(503).with("retry-after-ms", "250.5"),
            251,
        ),
        ("reset", status(429).with("x-ratelimit-reset", "3"), 3_000),
        ("reset now", status(429).with("x-ratelimit-reset", "0"), 500),
        (
            "reset of another failure",
            status(503).with("x-ratelimit-reset", "3"),
            500,
        ),
        (
            "both",
            retry_after("2").with("x-ratelimit-reset", "3"),
            2_000,
        ),
        ("the cap itself", retry_after("120"), 120_000),
    ];
    for (name, step, expected) in rows {
        assert_eq!(wait(step).await, Some(expected), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_400_can_name_a_wait_in_its_text() {
    let text = |body| json(400, body);
    let rows: Vec<(&str, Step, u128)> = vec![
        (
            "text",
            text(r#"{"message":"Limit. Retry after 7 seconds."}"#),
            7_000,
        ),
        (
            "text in capitals",
            text(r#"{"message":"RETRY AFTER  1 SECOND"}"#),
            1_000,
        ),
        (
            "text in the detail",
            text(r#"{"message_detail":"retry after 5 seconds"}"#),
            5_000,
        ),
        (
            "text of a 503",
            json(503, r#"{"message":"Retry after 7 seconds"}"#),
            500,
        ),
    ];
    for (name, step, expected) in rows {
        assert_eq!(wait(step).await, Some(expected), "{name}");
    }
    for body in [
        r#"{"message":"Retry after 7 minutes"}"#,
        r#"{"message":"Retry after a few seconds"}"#,
        r#"{"message":"Retry later"}"#,
    ] {
        assert_eq!(wait(text(body)).await, None, "{body}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_above_the_cap_is_the_callers() {
    let day = [
        status(429).with("x-ratelimit-reset", "67150"),
        status(503).with("retry-after", "67150"),
        status(503).with("retry-after", &date(TestClock::DAWN + 67_150)),
        json(400, r#"{"message":"Retry after 67150 seconds"}"#),
    ];
    for step in day {
        let script = Script::new([step]);
        let error = call(&script.client(), &GET).await.unwrap_err();
        assert_eq!(error.retry_after(), Some(Duration::from_secs(67_150)));
        assert_eq!((error.attempts(), script.clock_millis()), (1, 0));
        assert!(error.to_string().contains("retry after 67150 s"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_nobody_can_mean_is_none() {
    for step in [
        status(503).with("retry-after", "99999999999999999999999"),
        status(503).with("retry-after", "18446744073709551615"),
        status(503).with("retry-after-ms", "1e300"),
        status(429).with("x-ratelimit-reset", "18446744073709551615"),
        json(400, r#"{"message":"Retry after 99999999999 seconds"}"#),
    ] {
        let script = Script::new(vec![step; 3]);
        let error = call(&script.client(), &GET).await.unwrap_err();
        assert_eq!(error.retry_after(), None, "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_cap_and_the_backoff_can_be_set() {
    let script = Script::new([status(429).with("x-ratelimit-reset", "67150")]);
    let policy = RetryPolicy::new().max_wait(Duration::from_secs(70_000));
    let client = script.builder().retry(policy).build().unwrap();
    call(&client, &GET).await.unwrap();
    assert_eq!(script.times(), [0, 67_150_000]);

    let script = Script::new(vec![status(503); 6]);
    let policy = RetryPolicy::new()
        .max_attempts(6)
        .backoff(Duration::from_secs(1), Duration::from_secs(5));
    let client = script.builder().retry(policy).build().unwrap();
    call(&client, &GET).await.unwrap_err();
    assert_eq!(script.times(), [0, 1_000, 3_000, 7_000, 12_000, 17_000]);
}

#[tokio::test(start_paused = true)]
async fn header_names_can_be_set() {
    let mut names = HeaderNames::default();
    names.retry_after = http::HeaderName::from_static("x-wait");
    names.request_id = http::HeaderName::from_static("x-id");
    let script = Script::new([status(503).with("x-wait", "4").with("retry-after", "9")]);
    let client = script.builder().header_names(names).build().unwrap();
    call(&client, &GET).await.unwrap();
    assert_eq!(script.times(), [0, 4_000]);
    let script = Script::new([status(404).with("x-id", "r1").with("x-pinterest-rid", "r2")]);
    let mut names = HeaderNames::default();
    names.request_id = http::HeaderName::from_static("x-id");
    let client = script.builder().header_names(names).build().unwrap();
    let error = call(&client, &GET).await.unwrap_err();
    assert_eq!(error.request_id(), Some("r1"));
}
