//! Patterns, lengths, counts and bounds of what is sent, and lists that are empty.

use pinterest_v5_runtime::{
    AuthScheme, Check, ListStyle, Method, Operation, Request, RequestOptions, Rule,
};
use serde_json::json;

use super::{Call, core, refusal};
use crate::support::Server;

static PINS: Operation = Operation::new("pins/list", Method::Post, "/users/{user_id}/pins", "pins")
    .with_auth(&[AuthScheme::OAuth])
    .with_checks(&[
        Check::parameter("user_id", Rule::Pattern(r"^\d+$")),
        Check::parameter("page_size", Rule::Range(1.0, 250.0)),
        Check::parameter("pin_ids", Rule::Items(1, 2)),
        Check::parameter("pin_ids.*", Rule::Pattern(r"^(AG)?\d+$")),
        Check::body("", Rule::Items(1, 3)),
        Check::body("*.title", Rule::Length(2, 5)),
        Check::body("*.bid", Rule::Above(0.0)),
        Check::body("*.source.?kind=image|cover.url", Rule::Pattern("^https://")),
        Check::body("*.prices.*", Rule::Range(f64::NEG_INFINITY, 9.0)),
    ]);

fn pins(server: &Server, user: &str, size: i64, pins: &[&str], body: &serde_json::Value) -> Call {
    let mut request = Request::new(&core(server), &PINS);
    request.path("user_id", &user);
    request.query("page_size", &size);
    request.query_list("pin_ids", ListStyle::Comma, pins.iter().copied());
    request.json(body);
    Call(request)
}

#[tokio::test]
async fn everything_that_the_api_would_not_take_is_in_one_error() {
    let server = Server::answering(200, "");
    let fine = json!([
        {"title": "Soup", "bid": 0.1, "source": {"kind": "image", "url": "https://a"}, "prices": {"a": 9, "b": -1}},
        {"title": "süß", "bid": null, "source": {"kind": "video", "url": "ftp://a"}},
    ]);
    pins(&server, "12", 250, &["AG1", "2"], &fine)
        .await
        .unwrap();
    let odd = json!([
        {"title": "S", "bid": 0},
        {"title": "Secrets", "source": {"kind": "cover", "url": "http://a"}, "prices": {"a": 10}},
        {}, {},
    ]);
    let error = pins(&server, "me", 251, &["x", "2", "3"], &odd)
        .await
        .unwrap_err();
    let violations: Vec<String> = error.violations().iter().map(ToString::to_string).collect();
    assert_eq!(
        violations,
        [
            r"`user_id` does not match the pattern `^\d+$`",
            "`page_size` is above 250",
            "`pin_ids` has 3 elements, 2 is the most",
            r"`pin_ids[0]` does not match the pattern `^(AG)?\d+$`",
            "`$` has 4 elements, 3 is the most",
            "`[0].title` has 1 character, 2 is the least",
            "`[1].title` has 7 characters, 5 is the most",
            "`[0].bid` is not above 0",
            "`[1].source.url` does not match the pattern `^https://`",
            "`[1].prices.a` is above 9",
        ]
    );
    let text = refusal(&error);
    assert!(violations.iter().all(|one| text.contains(one)), "{text}");
    assert!(
        !text.contains("Secrets") && text.ends_with("`unchecked()` sends it all the same"),
        "{text}"
    );
    assert_eq!(server.count(), 1);

    let odd = || pins(&server, "me", 251, &[], &odd);
    odd().unchecked().await.unwrap();
    odd()
        .options(RequestOptions::new().checks(false))
        .await
        .unwrap();
    let careless = server.builder().checks(false).build().unwrap();
    let mut request = Request::new(&careless, &PINS);
    request.path("user_id", &"me");
    Call(request).await.unwrap();
    assert_eq!(server.count(), 4);
}

static SOURCE: Operation = Operation::new("sources/create", Method::Post, "/sources", "sources")
    .with_auth(&[AuthScheme::OAuth])
    .with_checks(&[Check::body("?media_id.title", Rule::Length(2, 5))]);

#[tokio::test]
async fn a_rule_on_objects_with_a_member_leaves_others_alone() {
    let server = Server::answering(200, "");
    let source = |body: serde_json::Value| {
        let mut request = Request::new(&core(&server), &SOURCE);
        request.json(&body);
        Call(request)
    };
    source(json!({"url": "https://a", "title": "S"}))
        .await
        .unwrap();
    let error = source(json!({"media_id": null, "title": "S"})).await;
    let error = error.unwrap_err();
    assert!(
        refusal(&error).contains("`title` has 1 character"),
        "{error}"
    );
}

#[tokio::test]
async fn an_empty_list_is_no_condition_that_the_caller_meant() {
    let server = Server::answering(200, "");
    let body = json!([{}]);
    let error = pins(&server, "1", 1, &[], &body).await.unwrap_err();
    assert!(
        refusal(&error).contains("`pin_ids` is an empty list"),
        "{error}"
    );
    let error = pins(&server, "1", 1, &["1"], &json!([])).await.unwrap_err();
    assert!(refusal(&error).contains("`$` is empty"), "{error}");
    assert_eq!(server.count(), 0);
    pins(&server, "1", 1, &[], &body).unchecked().await.unwrap();
    assert!(!server.only().uri().to_string().contains("pin_ids"));
}
