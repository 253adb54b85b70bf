//! Looks that fail, and jobs that go on all the same.

use std::time::Duration;

use pinterest_v5_runtime::{ErrorKind, RetryPolicy};

use super::{create, get, state, states};
use crate::exchange::script::{Script, Step, json, status};

#[tokio::test(start_paused = true)]
async fn a_failed_look_is_an_error_and_polling_goes_on_behind_it() {
    let fault = [
        Step::NoConnection,
        Step::Broken,
        status(500),
        json(200, "<html>"),
    ];
    for fault in fault {
        let server = Script::new([
            json(200, r#"{"token": "t"}"#),
            state("IN_PROGRESS"),
            fault,
            state("FINISHED"),
        ]);
        let client = server.builder().retry(RetryPolicy::none()).build().unwrap();
        let mut poller = create(&client).poll();
        assert!(!poller.try_next().await.unwrap().unwrap().is_done());
        let error = poller.try_next().await.unwrap_err();
        assert_eq!(error.attempts(), 1);
        assert_eq!(poller.job_id(), Some("t"));
        // Behind a wait, as behind any look, and without a second start.
        assert!(poller.try_next().await.unwrap().unwrap().is_done());
        assert_eq!(server.times(), [0, 1000, 3000, 7000]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_poller_can_be_awaited_again() {
    let server = Script::new([state("IN_PROGRESS"), status(400), state("FINISHED")]);
    let client = server.client();
    let mut poller = get(&client).poll();
    let error = (&mut poller).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    (&mut poller).await.unwrap();
    assert_eq!(server.times(), [0, 1000, 3000]);
}

#[tokio::test(start_paused = true)]
async fn looks_are_retried_as_any_call_is() {
    let server = Script::new([status(503), status(503), state("FINISHED")]);
    let client = server.client();
    let response = get(&client).poll().finish().await.unwrap();
    assert_eq!(response.attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_server_says_how_long_a_wait_is_at_least() {
    let limited = status(429).with("x-ratelimit-reset", "45");
    let server = Script::new([limited, state("FINISHED")]);
    let client = server.builder().retry(RetryPolicy::none()).build().unwrap();
    let mut poller = get(&client).poll();
    let error = poller.try_next().await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(45)));
    poller.finish().await.unwrap();
    assert_eq!(server.times(), [0, 45_000]);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_stays_away_does_not_hold_a_loop_for_ever() {
    let server = Script::new(vec![Step::NoConnection; 1000]);
    let client = server.builder().retry(RetryPolicy::none()).build().unwrap();
    let mut poller = get(&client).poll().max_wait(Duration::from_secs(60));
    let error = loop {
        let error = poller.try_next().await.unwrap_err();
        if error.kind() != ErrorKind::Transport {
            break error;
        }
    };
    assert_eq!(error.kind(), ErrorKind::JobUnfinished);
    assert_eq!((error.job_id(), error.status()), (Some("t/1"), None));
    assert_eq!(server.clock_millis(), 60_000);
}

#[tokio::test(start_paused = true)]
async fn the_call_under_way_is_not_lost_when_the_wait_for_it_is() {
    let server = states(["IN_PROGRESS", "FINISHED"]);
    let client = server.client();
    let mut poller = get(&client).poll();
    let brief = Duration::from_millis(1);
    for _ in 0..3 {
        let cut = tokio::time::timeout(brief, poller.finish()).await;
        assert!(cut.is_err());
    }
    poller.finish().await.unwrap();
    assert_eq!(server.times(), [0, 1000]);
}
