//! What the types show of themselves.

use std::error::Error as _;
use std::fmt::Debug;

use pinterest_v5_runtime::{Callback, Credential, Error, MemoryStore, Tokens};
use serde_json::json;

use super::world::World;

const SECRETS: [&str; 5] = [
    "top-access",
    "top-refresh",
    "top-code",
    "top-state",
    "app-secret",
];

fn shows_none(value: &dyn Debug) {
    let text = format!("{value:?} {value:#?}");
    assert!(
        SECRETS.iter().all(|secret| !text.contains(secret)),
        "{text}"
    );
}

fn tells_none(error: &Error) {
    shows_none(error);
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        let text = error.to_string();
        assert!(
            SECRETS.iter().all(|secret| !text.contains(secret)),
            "{text}"
        );
        cause = error.source();
    }
}

#[test]
fn debug_shows_no_secret() {
    let tokens: Tokens = serde_json::from_value(
        json!({ "access_token": "top-access", "refresh_token": "top-refresh" }),
    )
    .unwrap();
    let world = World::default();
    let login = world.oauth().authorize(["boards:read"]).unwrap();
    let state = login.state().expose().to_owned();
    assert!(!format!("{login:?}").contains(&state));
    let oauth = world.oauth();
    shows_none(&oauth.session(MemoryStore::new(tokens.clone())));
    shows_none(&Credential::from(
        oauth.session(MemoryStore::new(tokens.clone())),
    ));
    shows_none(
        &oauth
            .client(oauth.session(MemoryStore::new(tokens.clone())))
            .unwrap(),
    );
    shows_none(&oauth);
    shows_none(&MemoryStore::new(tokens.clone()));
    shows_none(&tokens);
    shows_none(&Callback::new("top-code", "top-state"));
    shows_none(&Credential::app("app", "app-secret"));
    shows_none(&Credential::access_token("top-access"));
}

#[tokio::test]
async fn errors_tell_no_secret() {
    let world = World::default();
    let login =
        json!({ "access_token": "top-access", "expires_at": 0, "refresh_token": "top-refresh" });
    world.store_json(&login);
    let client = world.client();
    // Servers quote what they were sent.
    let quoting = json!({ "code": 283, "message": "bad grant top-refresh" });
    world.answer("/oauth/token", 401, quoting);
    let error = client.list().await.unwrap_err();
    tells_none(&error);
    assert!(error.source().is_some());
    world.answer(
        "/oauth/token",
        200,
        json!({ "access_token": "top\naccess", "refresh_token": "top-refresh" }),
    );
    tells_none(&client.list().await.unwrap_err());
    world.fail_saves(1);
    tells_none(&client.list().await.unwrap_err());
    let error = world
        .oauth()
        .exchange(Callback::new("top-code", "top-state"), "state")
        .await
        .unwrap_err();
    tells_none(&error);
}
