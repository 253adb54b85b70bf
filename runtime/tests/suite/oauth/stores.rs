//! What a session does with its store, and with one that fails.

use pinterest_v5_runtime::{BoxFuture, ErrorKind, StoreResult, StoredTokens, TokenStore};
use serde_json::json;

use super::world::{START, World, poll_once};

#[tokio::test]
async fn a_failed_save_is_told_and_made_up_for_without_another_refresh() {
    let world = World::with_token_for(60);
    let client = world.client();
    world.fail_saves(2);
    for _ in 0..2 {
        let error = client.list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TokenStore);
        assert_eq!(
            std::error::Error::source(&error).unwrap().to_string(),
            "the disk is full"
        );
    }
    client.list().await.unwrap();
    let log = world.log();
    let short: Vec<&str> = log
        .iter()
        .map(|event| event.split(" Basic").next().unwrap())
        .collect();
    assert_eq!(
        short,
        [
            "load",
            "claim",
            "/oauth/token",
            "save",
            "save",
            "save",
            "/boards Bearer a2"
        ]
    );
    assert_eq!(world.stored()["refresh_token"], "r2");
}

#[tokio::test]
async fn a_rotated_token_survives_a_crash_between_save_and_use() {
    let world = World::with_token_for(60);
    let mut call = world.client().list();
    while world.stored()["refresh_token"] == "r1" {
        assert!(poll_once(&mut call).await.is_pending());
    }
    drop(call);
    assert!(!world.log().contains(&"/boards Bearer a2".to_owned()));
    // Another process, which knows the store only.
    world.client().list().await.unwrap();
    assert_eq!(world.log(), ["load", "/boards Bearer a2"]);
}

#[tokio::test]
async fn a_token_that_another_process_renewed_is_taken_from_the_store() {
    let world = World::with_token_for(300);
    let client = world.client();
    client.list().await.unwrap();
    world.log();
    world.store_json(
        &json!({ "access_token": "b", "expires_at": START + 900, "refresh_token": "s" }),
    );
    world.advance(200);
    client.list().await.unwrap();
    assert_eq!(world.log(), ["load", "/boards Bearer b"]);

    world.store_json(
        &json!({ "access_token": "c", "expires_at": START + 900, "refresh_token": "t" }),
    );
    world.answer("/boards", 401, json!({ "code": 2, "message": "" }));
    client.list().await.unwrap();
    assert_eq!(
        world.log(),
        ["/boards Bearer b", "load", "/boards Bearer c"]
    );
}

#[tokio::test]
async fn an_empty_store_asks_for_a_login() {
    let error = World::default().client().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(error.to_string().contains("login"), "{error}");
}

struct Broken;

impl TokenStore for Broken {
    fn load(&self) -> BoxFuture<'_, StoreResult<Option<StoredTokens>>> {
        Box::pin(async { Err("no such table".into()) })
    }

    fn replace<'a>(
        &'a self,
        _: Option<&'a StoredTokens>,
        _: &'a StoredTokens,
    ) -> BoxFuture<'a, StoreResult<bool>> {
        Box::pin(async { Ok(false) })
    }
}

#[tokio::test]
async fn a_failed_load_is_told() {
    let oauth = World::default().oauth();
    let error = oauth
        .client(oauth.session(Broken))
        .unwrap()
        .list()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TokenStore);
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "no such table"
    );
}

/// Panics at the first load.
struct Fragile(World, std::sync::atomic::AtomicBool);

impl TokenStore for Fragile {
    fn load(&self) -> BoxFuture<'_, StoreResult<Option<StoredTokens>>> {
        let first = !self.1.swap(true, std::sync::atomic::Ordering::Relaxed);
        Box::pin(async move {
            assert!(!first, "a bug of the user's");
            self.0.load().await
        })
    }

    fn replace<'a>(
        &'a self,
        old: Option<&'a StoredTokens>,
        new: &'a StoredTokens,
    ) -> BoxFuture<'a, StoreResult<bool>> {
        self.0.replace(old, new)
    }
}

#[tokio::test]
async fn a_store_that_panics_fails_a_call_and_not_the_session() {
    let world = World::with_token_for(60);
    let oauth = world.oauth();
    let client = oauth
        .client(oauth.session(Fragile(world.clone(), false.into())))
        .unwrap();
    assert_eq!(client.list().await.unwrap_err().kind(), ErrorKind::Refresh);
    client.list().await.unwrap();
}

#[tokio::test]
async fn a_slow_refresh_counts_from_when_it_was_asked_for() {
    let world = World::with_token_for(0);
    let mut call = world.client().list();
    let asked = |log: &[String]| log.iter().any(|event| event.starts_with("/oauth/token"));
    let mut log = Vec::new();
    while !asked(&log) {
        assert!(poll_once(&mut call).await.is_pending());
        log.extend(world.log());
    }
    world.advance(50);
    call.await.unwrap();
    assert_eq!(world.stored()["expires_at"], START + 2_592_000);
}
