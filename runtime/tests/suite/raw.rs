//! Calls that the description does not have.

use pinterest_v5_runtime::{ErrorKind, Method, RawCall, RequestOptions, Response};
use serde_json::json;

use crate::support::Server;

#[tokio::test]
async fn a_raw_call_goes_with_everything_that_a_call_has() {
    let server = Server::answering(200, r#"{"id":"7"}"#);
    let call = RawCall::new(&server.core(), Method::Post, "/new/things%2F1")
        .query("page_size", 5)
        .query("q", "a b")
        .json(&json!({"name": "Soup"}));
    assert_eq!(call.await.unwrap(), json!({"id": "7"}));
    let wire = server.only();
    assert_eq!(
        (wire.method().as_str(), wire.uri().path()),
        ("POST", "/v5/new/things%2F1")
    );
    assert_eq!(wire.uri().query(), Some("page_size=5&q=a%20b"));
    assert_eq!(wire.headers()["authorization"], "Bearer pina_token");
    assert_eq!(wire.body(), r#"{"name":"Soup"}"#);
}

/// As calls of the description write most of their lists.
#[tokio::test]
async fn a_list_is_a_parameter_for_each_value() {
    let server = Server::answering(200, "{}");
    RawCall::new(&server.core(), Method::Get, "/new")
        .query("ids", 7)
        .query_list("states", ["A", "B"])
        .query_list("ids", [1, 2])
        .await
        .unwrap();
    assert_eq!(
        server.only().uri().query(),
        Some("states=A&states=B&ids=1&ids=2")
    );
}

#[tokio::test]
async fn its_answer_is_read_as_what_the_caller_takes_it_for() {
    let server = Server::answering(200, "[1,2]");
    let raw = || RawCall::new(&server.core(), Method::Get, "/new");
    let numbers: Vec<i64> = raw().decode().await.unwrap();
    assert_eq!(numbers, [1, 2]);
    let response: Response<Vec<i64>> = raw().options(RequestOptions::new()).send().await.unwrap();
    assert_eq!(response.request_id(), Some("rid-1"));
    let error = raw().decode::<bool>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn a_path_that_leads_elsewhere_is_refused() {
    let server = Server::answering(200, "{}");
    for path in [
        "new",
        "//host/x",
        "/a/../b",
        "/a/%2e%2e/b",
        "/a?b=1",
        "/a#b",
        "/a b",
        "/a/",
        "/",
    ] {
        let error = RawCall::new(&server.core(), Method::Get, path)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{path}: {error}");
    }
    assert_eq!(server.count(), 0);
}

#[tokio::test(start_paused = true)]
async fn what_fails_is_repeated_only_if_the_method_says_that_it_may_be() {
    for (method, sent) in [(Method::Get, 3), (Method::Post, 1)] {
        let server = Server::answering(503, "");
        let core = server.core();
        let error = RawCall::new(&core, method, "/new").await.unwrap_err();
        assert_eq!(
            (error.status().map(|it| it.as_u16()), server.count()),
            (Some(503), sent)
        );
    }
}
