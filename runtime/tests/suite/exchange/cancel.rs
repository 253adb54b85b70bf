//! Dropping a call, wherever it waits, leaves nothing behind.

use std::time::Duration;

use futures_util::poll;
use pinterest_v5_runtime::{Core, Quota, RateLimits, Tier};

use super::script::{GET, Script, Step, call, status};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn limited(script: &Script, tier: Tier) -> Core {
    let builder = script.builder().rate_limits(RateLimits::new(tier));
    builder.build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_in_the_queue_gives_up_its_turn_and_its_places() {
    // The category has two calls a day: a place that is lost would show.
    let tier = Tier::custom()
        .all(Quota::new(1, seconds(60)))
        .category("ads_read", Quota::per_day(2));
    let script = Script::new([]);
    let limits = RateLimits::new(tier).wait_at_most(Duration::MAX);
    let client = script.builder().rate_limits(limits).build().unwrap();
    call(&client, &GET).await.unwrap();
    let mut dropped: Vec<_> = (0..3).map(|_| Box::pin(call(&client, &GET))).collect();
    for waiting in &mut dropped {
        assert!(poll!(waiting).is_pending());
    }
    let mut last = Box::pin(call(&client, &GET));
    assert!(poll!(&mut last).is_pending());
    drop(dropped);
    last.await.unwrap();
    assert_eq!(script.times(), [0, 60_000]);
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_under_way_frees_its_place_one_window_later() {
    let script = Script::new([Step::Silent]);
    let client = limited(&script, Tier::custom().all(Quota::new(1, seconds(5))));
    let mut dropped = Box::pin(call(&client, &GET));
    assert!(poll!(&mut dropped).is_pending());
    let mut waiting = Box::pin(call(&client, &GET));
    assert!(poll!(&mut waiting).is_pending());
    tokio::time::advance(seconds(2)).await;
    drop(dropped);
    waiting.await.unwrap();
    assert_eq!(script.times(), [0, 7_000]);
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_between_attempts_sends_no_more_and_holds_nothing() {
    let script = Script::new([status(503).with("retry-after", "100")]);
    let client = limited(&script, Tier::custom().all(Quota::new(1, seconds(5))));
    let mut dropped = Box::pin(call(&client, &GET));
    assert!(poll!(&mut dropped).is_pending());
    assert_eq!(script.count(), 1);
    drop(dropped);
    call(&client, &GET).await.unwrap();
    assert_eq!(script.times(), [0, 5_000]);
    tokio::time::advance(seconds(200)).await;
    assert_eq!(script.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_never_polled_does_nothing() {
    let script = Script::new([]);
    drop(call(&script.client(), &GET));
    assert_eq!(script.count(), 0);
}
