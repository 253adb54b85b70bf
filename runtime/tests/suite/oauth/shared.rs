//! Sessions that share a store, as processes and machines do: who refreshes, and what becomes of one that dies at it.

use pinterest_v5_runtime::{Error, ErrorKind};
use serde_json::{Value, json};

use super::app::App;
use super::world::{World, poll_once, tokens};

const LEASE: u64 = 90;

fn refused() -> Value {
    json!({ "code": 283, "message": "The authorization grant is invalid" })
}

fn count(log: &[String], start: &str) -> usize {
    log.iter().filter(|event| event.starts_with(start)).count()
}

/// Runs a call until it has written its claim and waits at `point`, and kills its process there.
async fn die_at(world: &World, point: &'static str) {
    world.hold(point);
    let client = world.client();
    let call = tokio::spawn(client.list());
    world.reached().await;
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    drop(client);
    world.release();
}

/// A call of another process, which waits until the lease of the first is over.
async fn after_the_lease(world: &World) -> Result<Value, Error> {
    let client: App = world.client();
    let mut call = client.list();
    for _ in 0..200 {
        assert!(
            poll_once(&mut call).await.is_pending(),
            "the lease is over early"
        );
        tokio::task::yield_now().await;
    }
    world.advance(LEASE + 1);
    call.await
}

#[tokio::test]
async fn who_comes_while_another_refreshes_waits_and_takes_what_that_one_saves() {
    let world = World::with_token_for(0);
    world.hold("answer");
    let first = tokio::spawn(world.client().list());
    world.reached().await;
    let others: Vec<_> = (0..7)
        .map(|_| tokio::spawn(world.client().list()))
        .collect();
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    world.release();
    first.await.unwrap().unwrap();
    for other in others {
        other.await.unwrap().unwrap();
    }
    let log = world.log();
    assert_eq!(count(&log, "/oauth/token"), 1);
    assert_eq!(count(&log, "/boards Bearer a2"), 8);
    assert_eq!(world.state().refresh_began_at(), None);
}

#[tokio::test]
async fn who_has_a_token_that_is_still_good_does_not_wait() {
    let world = World::with_token_for(60);
    world.hold("answer");
    let first = tokio::spawn(world.client().list());
    world.reached().await;
    world.client().list().await.unwrap();
    assert_eq!(count(&world.log(), "/boards Bearer a1"), 1);
    world.release();
    first.await.unwrap().unwrap();
    assert_eq!(count(&world.log(), "/boards Bearer a2"), 1);
}

#[tokio::test]
async fn a_process_that_dies_before_the_server_is_asked_costs_no_login() {
    let world = World::with_token_for(0);
    die_at(&world, "ask").await;
    assert!(world.state().refresh_began_at().is_some());
    after_the_lease(&world).await.unwrap();
    assert_eq!(world.stored()["refresh_token"], "r2");
    assert_eq!(world.state().refresh_began_at(), None);
}

#[tokio::test]
async fn a_login_that_is_lost_with_a_process_is_an_error_of_its_own_until_the_next_login() {
    let world = World::with_token_for(0);
    die_at(&world, "save").await;
    for _ in 0..2 {
        world.answer("/oauth/token", 401, refused());
    }
    let error = after_the_lease(&world).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::LoginLost, Some(283))
    );
    assert!(error.needs_login() && error.is_auth());
    let text = error.to_string();
    assert!(
        text.contains("never saved") && text.contains("log in again"),
        "{text}"
    );
    // Nobody waits for another lease, and everybody is told the same.
    let error = world.client().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::LoginLost);
    world.store_json(&tokens(5));
    world.client().list().await.unwrap();
}

#[tokio::test]
async fn a_refusal_without_a_crash_is_none_of_those_and_leaves_no_mark() {
    let world = World::with_token_for(0);
    for _ in 0..2 {
        world.answer("/oauth/token", 401, refused());
        let error = world.client().list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Refresh);
        assert!(error.needs_login());
        assert_eq!(world.state().refresh_began_at(), None);
    }
}

#[tokio::test]
async fn an_answer_that_was_lost_may_have_cost_the_login_too() {
    let world = World::with_token_for(0);
    let client = world.client();
    world.answer("/oauth/token", 0, json!(null));
    assert_eq!(client.list().await.unwrap_err().kind(), ErrorKind::Refresh);
    world.answer("/oauth/token", 401, refused());
    let error = world.client().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::LoginLost);
}

#[tokio::test]
async fn who_is_too_slow_saves_what_nobody_else_has() {
    let world = World::with_token_for(0);
    world.hold("save");
    let slow = tokio::spawn(world.client().list());
    world.reached().await;
    world.answer("/oauth/token", 401, refused());
    let error = after_the_lease(&world).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::LoginLost);
    world.release();
    slow.await.unwrap().unwrap();
    assert_eq!(world.stored()["refresh_token"], "r2");
    world.client().list().await.unwrap();
}

#[tokio::test]
async fn who_is_too_slow_does_not_overwrite_a_new_login() {
    let world = World::with_token_for(0);
    world.hold("save");
    let slow = tokio::spawn(world.client().list());
    world.reached().await;
    world.log();
    world.store_json(&tokens(7));
    world.release();
    slow.await.unwrap().unwrap();
    assert_eq!(world.stored()["refresh_token"], "r7");
    assert_eq!(count(&world.log(), "/boards Bearer a7"), 1);
}

#[tokio::test]
async fn a_lease_that_a_clock_far_ahead_wrote_ends_all_the_same() {
    let world = World::with_token_for(0);
    let mut state = serde_json::to_value(world.state()).unwrap();
    state["leased_until"] = json!(i64::from(u32::MAX));
    world.put(serde_json::from_value(state).unwrap());
    after_the_lease(&world).await.unwrap();
    assert_eq!(world.stored()["refresh_token"], "r2");
}

#[tokio::test]
async fn a_claim_that_the_store_kept_and_did_not_confirm_is_taken_up_at_once() {
    let world = World::with_token_for(0);
    let client = world.client();
    world.hold("claimed");
    // The store takes longer than 30 s to say so.
    world.run_out_of(30);
    let error = client.list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TokenStore);
    assert!(world.state().refresh_began_at().is_some());
    world.run_out_of(0);
    world.release();
    client.list().await.unwrap();
    assert_eq!(count(&world.log(), "/oauth/token"), 1);
}

#[tokio::test]
async fn a_refresh_that_is_asked_for_counts_if_another_process_makes_it() {
    let world = World::with_token_for(86_400);
    let (one, other) = (world.session(), world.session());
    world.hold("answer");
    let first = tokio::spawn(async move { one.refresh().await });
    world.reached().await;
    let second = tokio::spawn(async move { other.refresh().await });
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    world.release();
    first.await.unwrap().unwrap();
    second.await.unwrap().unwrap();
    assert_eq!(count(&world.log(), "/oauth/token"), 1);
}
