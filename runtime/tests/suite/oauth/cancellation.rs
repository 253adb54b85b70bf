//! Dropping calls at every point at which a refresh can wait.
//!
//! The promise: a refresh belongs to the session. Whoever waits drives it on; if all are dropped it stands still, and
//! the next call takes it up where it stood.

use std::time::Duration;

use serde_json::json;

use super::world::{World, poll_once};

fn refreshes(world: &World) -> usize {
    let log = world.log();
    log.iter()
        .filter(|event| event.starts_with("/oauth/token"))
        .count()
}

/// How often a call on an expired token is polled before it is done.
async fn points() -> usize {
    let mut call = World::with_token_for(0).client().list();
    for polls in 1.. {
        if poll_once(&mut call).await.is_ready() {
            return polls;
        }
    }
    0
}

#[tokio::test]
async fn the_next_call_takes_up_a_refresh_that_nobody_waits_for() {
    let points = points().await;
    assert!(
        points > 8,
        "load, two of the claim, two of the token call, two of the save, two of the call itself: {points}"
    );
    for stop in 0..points {
        let world = World::with_token_for(0);
        let client = world.client();
        let mut call = client.list();
        for _ in 0..stop {
            assert!(poll_once(&mut call).await.is_pending());
        }
        drop(call);
        client.list().await.unwrap();
        let stored = world.stored();
        assert_eq!(
            (&stored["access_token"], &stored["refresh_token"]),
            (&json!("a2"), &json!("r2"))
        );
        assert_eq!(refreshes(&world), 1, "dropped after {stop} polls");
    }
}

#[tokio::test(start_paused = true)]
async fn another_waiter_goes_on_when_one_is_dropped() {
    for point in ["load", "claim", "claimed", "ask", "answer", "save", "saved"] {
        let world = World::with_token_for(0);
        let client = world.client();
        world.hold(point);
        let first = tokio::spawn(client.list());
        world.reached().await;
        let second = tokio::spawn(client.list());
        tokio::task::yield_now().await;
        first.abort();
        assert!(first.await.unwrap_err().is_cancelled());
        world.release();
        // Virtual time runs out at once if nobody wakes the second.
        let second = tokio::time::timeout(Duration::from_secs(1), second).await;
        second.expect(point).unwrap().unwrap();
        assert_eq!(refreshes(&world), 1, "dropped at {point}");
    }
}

#[tokio::test]
async fn a_refresh_that_was_left_alone_and_then_fails_is_begun_anew() {
    let world = World::with_token_for(0);
    let client = world.client();
    world.answer("/oauth/token", 0, json!(null));
    let mut call = client.list();
    while !world
        .log()
        .iter()
        .any(|event| event.starts_with("/oauth/token"))
    {
        assert!(poll_once(&mut call).await.is_pending());
    }
    drop(call);
    client.list().await.unwrap();
    assert_eq!(refreshes(&world), 1);
}

#[tokio::test]
async fn a_refused_token_can_be_dropped_anywhere_too() {
    for stop in 0..9 {
        let world = World::with_token_for(86_400);
        let client = world.client();
        world.answer("/boards", 401, json!({ "code": 2, "message": "" }));
        let mut call = client.list();
        for _ in 0..stop {
            assert!(poll_once(&mut call).await.is_pending());
        }
        drop(call);
        client.list().await.unwrap();
        assert!(refreshes(&world) <= 1, "dropped after {stop} polls");
    }
}

#[tokio::test]
async fn nothing_is_left_when_all_are_gone() {
    for stop in 0..points().await {
        let world = World::with_token_for(0);
        let client = world.client();
        let mut call = client.list();
        for _ in 0..stop {
            assert!(poll_once(&mut call).await.is_pending());
        }
        drop(call);
        assert!(world.handles() > 0);
        drop(client);
        assert_eq!(world.handles(), 0, "dropped after {stop} polls");
    }
}
