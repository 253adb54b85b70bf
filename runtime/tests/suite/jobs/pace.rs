//! When a job is asked about, and when no more.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use futures_core::Stream;
use pinterest_v5_runtime::{BoxFuture, Clock, ErrorKind, Poller};

use super::{Report, create, get, state, states};
use crate::exchange::script::{Script, TestClock, json};

const SECOND: Duration = Duration::from_secs(1);

/// A server that never comes to an end.
fn endless() -> Script {
    states(["IN_PROGRESS"; 1000])
}

/// The waits between arrivals, in milliseconds.
fn waits(server: &Script) -> Vec<u128> {
    let times = server.times();
    times.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[tokio::test(start_paused = true)]
async fn waits_double_up_to_the_longest() {
    let server = states(["IN_PROGRESS"; 7].into_iter().chain(["FINISHED"]));
    let client = server.client();
    get(&client).poll().await.unwrap();
    // The first look is at once.
    assert_eq!(server.times()[0], 0);
    assert_eq!(
        waits(&server),
        [1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]
    );
}

#[tokio::test(start_paused = true)]
async fn the_waits_can_be_set() {
    let server = states(["IN_PROGRESS"; 4].into_iter().chain(["FINISHED"]));
    let client = server.client();
    let poller = get(&client)
        .poll()
        .interval(3 * SECOND)
        .max_interval(5 * SECOND);
    poller.await.unwrap();
    assert_eq!(waits(&server), [3000, 5000, 5000, 5000]);
}

/// The test's clock, with chance in the middle.
struct Even(TestClock);

impl Clock for Even {
    fn monotonic(&self) -> Duration {
        self.0.monotonic()
    }

    fn now(&self) -> SystemTime {
        self.0.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.sleep(duration)
    }

    fn random(&self) -> u64 {
        u64::MAX / 2
    }
}

#[tokio::test(start_paused = true)]
async fn chance_picks_a_part_of_each_wait() {
    let server = states(["IN_PROGRESS"; 5].into_iter().chain(["FINISHED"]));
    let client = server.builder().clock(Even(server.clock)).build().unwrap();
    get(&client).poll().await.unwrap();
    assert_eq!(waits(&server), [500, 1000, 2000, 4000, 5000]);
}

#[tokio::test(start_paused = true)]
async fn time_that_the_caller_took_counts_as_waited() {
    let server = states(["IN_PROGRESS", "IN_PROGRESS", "FINISHED"]);
    let client = server.client();
    let mut poller = get(&client).poll();
    poller.try_next().await.unwrap();
    tokio::time::sleep(SECOND * 60).await;
    poller.try_next().await.unwrap();
    assert_eq!(server.times(), [0, 60_000]);
    poller.try_next().await.unwrap();
    assert_eq!(server.times(), [0, 60_000, 62_000]);
}

#[tokio::test(start_paused = true)]
async fn a_job_that_takes_too_long_is_an_error_that_says_how_to_go_on() {
    let server = endless();
    let client = server.client();
    let mut poller = get(&client).poll().max_wait(20 * SECOND);
    let error = (&mut poller).await.unwrap_err();
    // The last look is at the very end.
    assert_eq!(server.times(), [0, 1000, 3000, 7000, 15_000, 20_000]);
    assert_eq!(error.kind(), ErrorKind::JobUnfinished);
    assert_eq!(error.job_id(), Some("t/1"));
    assert_eq!(error.job_state(), Some("IN_PROGRESS"));
    assert!(error.body().is_some());
    let text = format!("{error} {error:?}");
    assert!(text.contains("poll on") && !text.contains("t/1"), "{text}");

    // Whoever polls on has all of the time once more.
    let error = poller.finish().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::JobUnfinished);
    assert_eq!(
        server.times()[6..],
        [20_000, 21_000, 23_000, 27_000, 35_000, 40_000]
    );
}

#[tokio::test(start_paused = true)]
async fn it_takes_half_an_hour_to_give_up() {
    let server = endless();
    let client = server.client();
    let error = get(&client).poll().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::JobUnfinished);
    assert_eq!(server.clock_millis(), 30 * 60 * 1000);
}

#[tokio::test(start_paused = true)]
async fn without_a_wait_there_is_one_look() {
    let server = endless();
    let client = server.client();
    let mut poller = get(&client).poll().max_wait(Duration::ZERO);
    let update = poller.try_next().await.unwrap().unwrap();
    assert_eq!(update.state(), Some("IN_PROGRESS"));
    let error = poller.try_next().await.unwrap_err();
    assert_eq!(
        (error.kind(), server.count()),
        (ErrorKind::JobUnfinished, 1)
    );
}

#[tokio::test(start_paused = true)]
async fn a_job_that_was_just_started_is_asked_about_after_a_wait() {
    let server = Script::new([
        json(200, r#"{"token": "t"}"#),
        state("IN_PROGRESS"),
        state("FINISHED"),
    ]);
    let client = server.client();
    create(&client).poll().await.unwrap();
    assert_eq!(server.times(), [0, 1000, 3000]);
}

#[tokio::test(start_paused = true)]
async fn a_poller_that_is_dropped_sends_nothing_more() {
    let server = endless();
    let client = server.client();
    drop(get(&client).poll());
    let mut poller = create(&client).poll();
    drop(poller.start());
    drop(poller);
    assert_eq!(server.count(), 0, "nothing is sent before the first poll");
    let job = Arc::new(client);
    let task = tokio::spawn(async move { get(&job).poll().await });
    tokio::time::sleep(SECOND * 4).await;
    task.abort();
    tokio::time::sleep(SECOND * 600).await;
    assert_eq!(server.times(), [0, 1000, 3000]);
}

#[tokio::test(start_paused = true)]
async fn a_poller_is_a_stream_that_can_be_stored_and_moved() {
    fn check<S: Stream + Send + Unpin + 'static>(stream: S) -> S {
        stream
    }
    let server = states(["FINISHED"]);
    let client = server.client();
    let mut poller: Poller<Report> = check(get(&client).poll());
    let text = format!("{poller:?}");
    assert!(
        text.contains("reports/get") && !text.contains("t%2F1"),
        "{text}"
    );
    let mut context = Context::from_waker(Waker::noop());
    let first = Pin::new(&mut poller).poll_next(&mut context);
    assert!(matches!(first, Poll::Ready(Some(Ok(update))) if update.is_done()));
    let last = Pin::new(&mut poller).poll_next(&mut context);
    assert!(matches!(last, Poll::Ready(None)));
}
