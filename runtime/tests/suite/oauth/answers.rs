//! What a session makes of odd answers, and of refusals.

use pinterest_v5_runtime::{Error, ErrorKind};
use serde_json::{Value, json};

use super::world::{START, World, tokens};

fn count(log: &[String], start: &str) -> usize {
    log.iter().filter(|event| event.starts_with(start)).count()
}

fn refused() -> Value {
    json!({ "code": 283, "message": "The authorization grant is invalid" })
}

#[tokio::test]
async fn an_odd_answer_costs_no_login() {
    let odd = [
        json!({ "access_token": "a2", "refresh_token": "r2" }),
        json!({ "access_token": "a2", "refresh_token": "r2", "expires_in": "2592000" }),
        json!({ "access_token": "a2", "refresh_token": "r2", "expires_in": 2_592_000.0, "scope": null }),
        json!({ "access_token": "a2", "refresh_token": "r2", "expires_in": [], "token_type": 1, "scope": {} }),
    ];
    for answer in odd {
        let world = World::with_token_for(0);
        world.answer("/oauth/token", 200, answer.clone());
        world.client().list().await.unwrap();
        assert_eq!(count(&world.log(), "/boards Bearer a2"), 1, "{answer}");
        assert_eq!(world.stored()["refresh_token"], "r2", "{answer}");
    }
}

#[tokio::test]
async fn an_answer_without_a_usable_access_token_still_saves_the_refresh_token() {
    for access in [json!(null), json!("a\r\nb"), json!("")] {
        let world = World::with_token_for(0);
        let client = world.client();
        let answer = json!({ "access_token": access, "refresh_token": "r2" });
        world.answer("/oauth/token", 200, answer);
        let error = client.list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Refresh);
        assert!(!error.needs_login(), "{error}");
        assert_eq!(world.stored()["refresh_token"], "r2");
        client.list().await.unwrap();
        let log = world.log();
        assert_eq!(count(&log, "/boards Bearer a2"), 1);
        assert!(log.iter().any(|event| event.ends_with("refresh_token=r2")));
    }
}

#[tokio::test]
async fn an_answer_without_any_token_is_told() {
    let world = World::with_token_for(0);
    world.answer("/oauth/token", 200, json!({ "error": "x" }));
    let error = world.client().list().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.needs_login()),
        (ErrorKind::Refresh, false)
    );
    assert!(error.to_string().contains("holds no token"), "{error}");
}

#[tokio::test]
async fn a_stored_token_that_no_header_may_hold_counts_as_absent() {
    let world = World::default();
    world
        .store_json(&json!({ "access_token": "a\r\n1", "expires_at": "x", "refresh_token": "r1" }));
    world.client().list().await.unwrap();
    assert_eq!(count(&world.log(), "/boards Bearer a2"), 1);
}

#[tokio::test]
async fn a_refused_refresh_takes_what_another_process_has_saved() {
    let world = World::with_token_for(0);
    let client = world.client();
    world.answer("/oauth/token", 401, refused());
    world.hold("answer");
    let call = tokio::spawn(client.list());
    world.reached().await;
    world.store_json(
        &json!({ "access_token": "b", "expires_at": START + 900, "refresh_token": "s" }),
    );
    world.release();
    call.await.unwrap().unwrap();
    let log = world.log();
    assert_eq!(count(&log, "/boards Bearer b"), 1, "{log:?}");
    assert_eq!(count(&log, "/oauth/token"), 1);
}

#[tokio::test]
async fn a_refused_refresh_uses_the_refresh_token_that_another_process_has_saved() {
    let world = World::with_token_for(0);
    let client = world.client();
    world.answer("/oauth/token", 401, refused());
    world.hold("answer");
    let call = tokio::spawn(client.list());
    world.reached().await;
    world.store_json(&json!({ "refresh_token": "s" }));
    world.release();
    call.await.unwrap().unwrap();
    let log = world.log();
    assert!(
        log.iter().any(|event| event.ends_with("refresh_token=s")),
        "{log:?}"
    );
}

/// What a refresh that ends so becomes.
async fn failure(status: u16, body: Value) -> Error {
    let world = World::with_token_for(0);
    for _ in 0..3 {
        world.answer("/oauth/token", status, body.clone());
    }
    world.client().list().await.unwrap_err()
}

#[tokio::test]
async fn a_failed_refresh_says_what_the_server_said_and_what_helps() {
    let error = failure(401, refused()).await;
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::Refresh, Some("boards/list"))
    );
    assert_eq!(
        (error.status().unwrap().as_u16(), error.code()),
        (401, Some(283))
    );
    assert!(error.needs_login() && error.is_auth());
    assert_eq!(
        error.to_string(),
        "boards/list: the access token could not be refreshed: The authorization grant is invalid; log in again \
         (status 401, code 283)"
    );
    for (status, body) in [
        (500, json!({})),
        (429, json!({ "code": 8, "message": "too many" })),
        (0, json!({})),
    ] {
        let error = failure(status, body).await;
        assert_eq!(error.kind(), ErrorKind::Refresh);
        assert!(!error.needs_login() && !error.is_auth(), "{error}");
    }
    assert!(failure(429, json!({})).await.is_rate_limited());
    assert!(failure(503, json!({})).await.is_server_error());
    assert!(
        failure(0, json!({}))
            .await
            .to_string()
            .contains("broke off")
    );
    let wrong_app = failure(
        401,
        json!({ "code": 2, "message": "Authentication failed." }),
    )
    .await;
    assert!(wrong_app.is_auth() && !wrong_app.needs_login());
    let empty = World::default().client().list().await.unwrap_err();
    assert!(empty.needs_login() && empty.is_auth());
}

#[tokio::test]
async fn a_token_that_was_just_given_is_not_renewed_when_it_is_refused() {
    let world = World::with_token_for(0);
    let client = world.client();
    for _ in 0..50 {
        world.answer("/boards", 401, json!({ "code": 2, "message": "" }));
    }
    for _ in 0..50 {
        assert!(client.list().await.unwrap_err().is_auth());
    }
    assert_eq!(count(&world.log(), "/oauth/token"), 1);
    // Another process finds it as new as it is.
    world.answer("/boards", 401, json!({ "code": 2, "message": "" }));
    world.client().list().await.unwrap_err();
    assert_eq!(count(&world.log(), "/oauth/token"), 0);
    world.advance(60);
    world.answer("/oauth/token", 200, tokens(3));
    world.answer("/boards", 401, json!({ "code": 2, "message": "" }));
    client.list().await.unwrap();
    assert_eq!(count(&world.log(), "/oauth/token"), 1);
}

#[tokio::test]
async fn a_short_life_is_renewed_at_its_half() {
    let world = World::with_token_for(0);
    let client = world.client();
    let mut answer = tokens(2);
    answer["expires_in"] = json!(60);
    world.answer("/oauth/token", 200, answer);
    for _ in 0..10 {
        client.list().await.unwrap();
    }
    world.advance(29);
    client.list().await.unwrap();
    assert_eq!(count(&world.log(), "/oauth/token"), 1);
    world.advance(1);
    client.list().await.unwrap();
    assert_eq!(count(&world.log(), "/oauth/token"), 1);
}

#[tokio::test]
async fn a_store_that_never_answers_fails_calls_and_not_the_session() {
    for point in ["load", "save"] {
        let world = World::with_token_for(0);
        let client = world.client();
        world.hold(point);
        world.run_out_of(30);
        let error = client.list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TokenStore, "{error}");
        world.run_out_of(0);
        world.release();
        client.list().await.unwrap();
        assert_eq!(world.stored()["refresh_token"], "r2");
        assert_eq!(count(&world.log(), "/oauth/token"), 1);
    }
}

#[tokio::test]
async fn a_session_gives_its_tokens_and_renews_them_when_asked() {
    let world = World::with_token_for(86_400);
    let session = world.session();
    let given = session.tokens().await.unwrap();
    assert_eq!(given.access_token().unwrap().expose(), "a1");
    assert_eq!(given.scopes().collect::<Vec<_>>(), ["boards:read"]);
    let renewed = session.refresh().await.unwrap();
    assert_eq!(renewed.access_token().unwrap().expose(), "a2");
    assert_eq!(session.tokens().await.unwrap(), renewed);
    assert_eq!(serde_json::to_value(&renewed).unwrap(), world.stored());
    let error = World::default().session().tokens().await.unwrap_err();
    assert!(error.needs_login(), "{error}");
}

#[cfg(feature = "tracing")]
#[tokio::test]
async fn a_refresh_is_an_event() {
    let capture = crate::exchange::capture::Capture::default();
    let guard = capture.start();
    let world = World::with_token_for(0);
    world.answer("/oauth/token", 401, refused());
    world.client().list().await.unwrap_err();
    world.client().list().await.unwrap();
    drop(guard);
    let text = capture.text();
    let events: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("grant_type"))
        .collect();
    assert_eq!(
        events,
        [
            "event message=the access token could not be refreshed server.address=\"api.pinterest.com\" \
             pinterest.grant_type=\"refresh_token\" error.type=\"401\" pinterest.error_code=283",
            "event message=the access token was refreshed server.address=\"api.pinterest.com\" \
             pinterest.grant_type=\"refresh_token\"",
        ]
    );
}
