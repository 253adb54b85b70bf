//! Limits of time, from one exchange to a whole call.

use std::time::{Duration, UNIX_EPOCH};

use pinterest_v5_runtime::{
    BodyFuture, Error, ErrorKind, Request, RequestOptions, RetryPolicy, Timeouts,
};

use super::script::{GET, POST, Script, Step, TestClock, call, status};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

async fn with(script: &Script, options: RequestOptions) -> Result<(), Error> {
    let mut request = Request::new(&script.client(), &GET);
    request.set_options(options);
    BodyFuture::new(request).await
}

#[tokio::test(start_paused = true)]
async fn an_exchange_ends_after_a_minute_or_what_is_set() {
    for (timeouts, expected) in [
        (Timeouts::new(), 60_000),
        (Timeouts::new().attempt(seconds(5)), 5_000),
        (Timeouts::new().total(seconds(7)), 7_000),
        (
            Timeouts::new().attempt(Duration::MAX).total(seconds(90)),
            90_000,
        ),
    ] {
        let script = Script::new([Step::Silent]);
        let client = script.builder().timeouts(timeouts).build().unwrap();
        let error = call(&client, &POST).await.unwrap_err();
        assert!(error.is_timeout() && !error.is_connect(), "{error}");
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert_eq!((error.attempts(), script.clock_millis()), (1, expected));
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_would_end_too_late_is_not_begun() {
    let slow = || status(503).with("retry-after", "7");
    let script = Script::new([slow(), slow()]);
    let options = RequestOptions::new().total_timeout(seconds(10));
    let error = with(&script, options).await.unwrap_err();
    assert_eq!((error.attempts(), script.clock_millis()), (2, 7_000));
    assert_eq!(error.retry_after(), Some(seconds(7)));
    assert_eq!(
        error.status().unwrap(),
        503,
        "the last answer, not a timeout"
    );
}

#[tokio::test(start_paused = true)]
async fn the_total_covers_all_attempts() {
    let script = Script::new([Step::Silent, Step::Silent, Step::Silent]);
    let options = RequestOptions::new()
        .timeout(seconds(4))
        .total_timeout(seconds(6))
        .retry(RetryPolicy::new().backoff(seconds(1), seconds(1)));
    let error = with(&script, options).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!((error.attempts(), script.clock_millis()), (2, 6_000));
}

#[tokio::test(start_paused = true)]
async fn a_deadline_is_a_time_of_day_and_the_nearer_end_counts() {
    let dawn = UNIX_EPOCH + seconds(TestClock::DAWN);
    for (options, expected) in [
        (RequestOptions::new().deadline(dawn + seconds(3)), 3_000),
        (
            RequestOptions::new()
                .deadline(dawn + seconds(9))
                .total_timeout(seconds(2)),
            2_000,
        ),
    ] {
        let script = Script::new([Step::Silent]);
        let error = with(&script, options).await.unwrap_err();
        assert!(error.is_timeout());
        assert_eq!(script.clock_millis(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_sent_after_the_deadline() {
    let dawn = UNIX_EPOCH + seconds(TestClock::DAWN);
    for end in [dawn, dawn - seconds(1)] {
        let script = Script::new([]);
        let error = with(&script, RequestOptions::new().deadline(end)).await;
        let error = error.unwrap_err();
        assert!(error.is_timeout());
        assert_eq!((error.attempts(), script.count()), (0, 0));
    }
}
