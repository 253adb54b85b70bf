//! When a session refreshes, and how often.

use std::time::Duration;

use pinterest_v5_runtime::{ErrorKind, MemoryStore, Tokens};
use serde_json::json;

use super::world::{START, World, tokens};

const REFRESH: &str =
    "/oauth/token Basic YXBwOmFwcC1zZWNyZXQ= grant_type=refresh_token&refresh_token=r1";

fn refreshes(log: &[String]) -> usize {
    log.iter()
        .filter(|event| event.starts_with("/oauth/token"))
        .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_calls_on_an_expired_token_refresh_it_once() {
    let world = World::with_token_for(0);
    let client = world.client();
    let calls: Vec<_> = (0..100)
        .map(|_| tokio::spawn(client.clone().list()))
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let log = world.log();
    assert_eq!(refreshes(&log), 1);
    assert_eq!(
        log.iter()
            .filter(|event| *event == "/boards Bearer a2")
            .count(),
        100
    );
    assert_eq!(log.len(), 104, "{log:?}");
}

#[tokio::test]
async fn a_hundred_calls_whose_token_is_refused_refresh_it_once() {
    let world = World::with_token_for(86_400);
    let client = world.client();
    client.list().await.unwrap();
    for _ in 0..100 {
        world.answer(
            "/boards",
            401,
            json!({ "code": 2, "message": "Authentication failed." }),
        );
    }
    let calls: Vec<_> = (0..100)
        .map(|_| tokio::spawn(client.clone().list()))
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(refreshes(&world.log()), 1);
}

#[tokio::test]
async fn the_new_tokens_are_saved_before_they_are_used() {
    let world = World::with_token_for(60);
    world.client().list().await.unwrap();
    assert_eq!(
        world.log(),
        ["load", "claim", REFRESH, "save", "/boards Bearer a2"]
    );
    assert_eq!(
        world.stored(),
        json!({
            "access_token": "a2",
            "obtained_at": START,
            "expires_at": START + 2_592_000,
            "refresh_token": "r2",
            "refresh_token_expires_at": START + 5_184_000,
            "scope": "boards:read,pins:read",
        })
    );
}

#[tokio::test]
async fn a_token_is_renewed_two_minutes_before_its_end() {
    let world = World::with_token_for(300);
    let client = world.client();
    world.advance(179);
    client.list().await.unwrap();
    assert_eq!(world.log(), ["load", "/boards Bearer a1"]);
    world.advance(1);
    client.list().await.unwrap();
    assert_eq!(
        world.log(),
        ["load", "claim", REFRESH, "save", "/boards Bearer a2"]
    );
}

#[tokio::test]
async fn the_two_minutes_can_be_changed() {
    let world = World::with_token_for(300);
    let oauth = world.oauth().skew(Duration::from_secs(10));
    let client = oauth.client(oauth.session(world.clone())).unwrap();
    world.advance(289);
    client.list().await.unwrap();
    assert_eq!(world.log(), ["load", "/boards Bearer a1"]);
    world.advance(1);
    client.list().await.unwrap();
    assert_eq!(refreshes(&world.log()), 1);
}

#[tokio::test]
async fn a_refused_token_is_renewed_and_the_call_made_again() {
    for (status, code) in [(401, 2), (400, 1104)] {
        let world = World::with_token_for(86_400);
        world.answer("/boards", status, json!({ "code": code, "message": "" }));
        world.client().list().await.unwrap();
        let log = world.log();
        assert_eq!(
            log,
            [
                "load",
                "/boards Bearer a1",
                "load",
                "claim",
                REFRESH,
                "save",
                "/boards Bearer a2"
            ]
        );
    }
}

#[tokio::test]
async fn a_missing_scope_or_another_fault_renews_nothing() {
    for (status, code) in [(401, 3), (401, 7), (400, 1), (403, 2)] {
        let world = World::with_token_for(86_400);
        world.answer("/boards", status, json!({ "code": code, "message": "" }));
        let error = world.client().list().await.unwrap_err();
        assert_eq!((error.kind(), error.code()), (ErrorKind::Api, Some(code)));
        assert_eq!(
            world.log(),
            ["load", "/boards Bearer a1"],
            "{status} {code}"
        );
    }
}

#[tokio::test]
async fn a_token_that_is_refused_again_is_not_renewed_again() {
    let world = World::with_token_for(86_400);
    for _ in 0..2 {
        world.answer("/boards", 401, json!({ "code": 2, "message": "" }));
    }
    let error = world.client().list().await.unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.code()),
        (401, Some(2))
    );
    assert_eq!(refreshes(&world.log()), 1);
}

#[tokio::test]
async fn what_the_server_does_not_renew_is_kept() {
    let world = World::with_token_for(60);
    world.answer(
        "/oauth/token",
        200,
        json!({ "access_token": "a2", "expires_in": 60 }),
    );
    world.client().list().await.unwrap();
    assert_eq!(
        world.stored(),
        json!({
            "access_token": "a2", "obtained_at": START, "expires_at": START + 60, "refresh_token": "r1", "scope": "boards:read",
        })
    );
}

#[tokio::test]
async fn the_end_that_the_server_names_goes_before_the_lifetime() {
    let world = World::with_token_for(60);
    let mut answer = tokens(2);
    answer["refresh_token_expires_at"] = json!(START + 7);
    world.answer("/oauth/token", 200, answer);
    world.client().list().await.unwrap();
    assert_eq!(world.stored()["refresh_token_expires_at"], START + 7);
}

#[tokio::test]
async fn a_refresh_that_fails_says_why_to_everyone_and_is_tried_again_by_the_next_call() {
    let world = World::with_token_for(0);
    let client = world.client();
    world.answer(
        "/oauth/token",
        401,
        json!({ "code": 283, "message": "The authorization grant is invalid" }),
    );
    world.hold("ask");
    let calls: Vec<_> = (0..10)
        .map(|_| tokio::spawn(client.clone().list()))
        .collect();
    world.reached().await;
    world.release();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert_eq!(
            (error.kind(), error.operation()),
            (ErrorKind::Refresh, Some("boards/list"))
        );
        let source = std::error::Error::source(&error).unwrap();
        let source: &pinterest_v5_runtime::Error = source.downcast_ref().unwrap();
        assert_eq!(
            (source.operation(), source.code()),
            (Some("oauth/token"), Some(283))
        );
    }
    assert_eq!(refreshes(&world.log()), 1);
    client.list().await.unwrap();
    assert_eq!(refreshes(&world.log()), 1);
}

#[tokio::test]
async fn a_login_that_cannot_be_renewed_is_used_to_its_end() {
    let ends = [
        json!({ "access_token": "a1", "expires_at": START + 60 }),
        json!({
            "access_token": "a1", "expires_at": START + 60,
            "refresh_token": "r1", "refresh_token_expires_at": START,
        }),
    ];
    for tokens in ends {
        let world = World::default();
        world.store_json(&tokens);
        let client = world.client();
        client.list().await.unwrap();
        assert_eq!(world.log(), ["load", "/boards Bearer a1"]);
        world.advance(60);
        let error = client.list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(error.to_string().contains("log in again"), "{error}");
        assert_eq!(world.log(), ["load"]);
    }
}

#[tokio::test]
async fn a_refresh_token_is_enough_to_begin_with() {
    let world = World::default();
    let store = MemoryStore::new(Tokens::from_refresh_token("r1"));
    let oauth = world.oauth();
    oauth
        .client(oauth.session(store.clone()))
        .unwrap()
        .list()
        .await
        .unwrap();
    assert_eq!(world.log(), [REFRESH, "/boards Bearer a2"]);
    assert_eq!(
        store.tokens().unwrap().access_token().unwrap().expose(),
        "a2"
    );
}
