//! The kit for tests: it answers by rules, and fails a test that does not keep to them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use pinterest_v5_runtime::testing::{Sample, Scenario, value};
use pinterest_v5_runtime::{
    AuthScheme, Core, Error, Method, Operation, Page, Request, Response, ResponseFuture, Result,
    Timestamp, object,
};
use serde_json::{Value, json};

static LIST: Operation = Operation::new("boards/list", Method::Get, "/boards", "boards")
    .with_auth(&[AuthScheme::OAuth])
    .with_idempotence(true);
static UPDATE: Operation = Operation::new(
    "boards/update",
    Method::Patch,
    "/boards/{board_id}",
    "boards",
);

async fn list(client: &Core, size: u8) -> Result<Value> {
    let mut request = Request::new(client, &LIST);
    request.query("page_size", &size);
    ResponseFuture::<Value>::new(request)
        .await
        .map(Response::into_body)
}

async fn rename(client: &Core, id: &str, body: Value) -> Result<Value> {
    let mut request = Request::new(client, &UPDATE);
    request.path("board_id", &id);
    request.json(&body);
    ResponseFuture::<Value>::new(request)
        .await
        .map(Response::into_body)
}

/// What a scenario says at its end.
fn end(scenario: Scenario) -> String {
    let failed = catch_unwind(AssertUnwindSafe(|| drop(scenario)));
    let text = failed.expect_err("a scenario that was not kept to");
    text.downcast_ref::<String>().expect("a text").clone()
}

#[tokio::test]
async fn rules_answer_what_they_are_about() {
    let scenario = Scenario::new();
    scenario
        .on(&LIST)
        .with_query("page_size", 2)
        .reply(json!({ "items": [1] }));
    scenario.on(&LIST).times(2).reply(json!({ "items": [] }));
    scenario
        .on(&UPDATE)
        .with_path("board_id", "7")
        .with_body(json!({ "name": "Soup" }))
        .reply(json!({ "id": "7" }));
    scenario.on(&UPDATE).refuse(404, 40, "Board not found.");
    let client: Core = scenario.client().expect("a client");
    assert_eq!(
        list(&client, 3).await.expect("a page"),
        json!({ "items": [] })
    );
    assert_eq!(
        list(&client, 2).await.expect("a page"),
        json!({ "items": [1] })
    );
    assert_eq!(
        list(&client, 2).await.expect("a page"),
        json!({ "items": [] })
    );
    let body = json!({ "name": "Soup", "privacy": "SECRET" });
    assert_eq!(
        rename(&client, "7", body).await.expect("a board"),
        json!({ "id": "7" })
    );
    let refused = rename(&client, "8", json!({}))
        .await
        .expect_err("a refusal");
    assert!(refused.is_not_found() && refused.code() == Some(40));
}

#[tokio::test]
async fn a_call_without_a_rule_is_told_with_the_nearest_one() {
    let scenario = Scenario::new();
    scenario.on(&UPDATE).any_times().reply(json!({}));
    scenario
        .on(&LIST)
        .with_query("page_size", 2)
        .any_times()
        .reply(json!({}));
    let client: Core = scenario.client().expect("a client");
    let error = list(&client, 9).await.expect_err("no rule");
    let nearest = r#"the nearest is rule 2 (boards/list): query page_size is ["9"], not "2""#;
    assert!(error.to_string().contains(nearest), "{error}");
    let text = end(scenario);
    assert_eq!(
        text,
        format!("no rule takes GET /v5/boards?page_size=9; {nearest}\n")
    );
}

#[tokio::test]
async fn a_rule_without_its_calls_fails_the_test() {
    let scenario = Scenario::new();
    scenario.on(&LIST).times(2).reply(json!({}));
    let client: Core = scenario.client().expect("a client");
    list(&client, 1).await.expect("an answer");
    assert_eq!(
        end(scenario),
        "rule 1 (boards/list) was used 1 times of 2\n"
    );
}

#[tokio::test]
async fn an_order_is_kept() {
    let scenario = Scenario::in_order();
    scenario
        .on(&UPDATE)
        .with_path("board_id", "1")
        .reply(json!({}));
    scenario.on(&LIST).reply(json!({}));
    let client: Core = scenario.client().expect("a client");
    list(&client, 1).await.expect_err("it is too early");
    rename(&client, "1", json!({})).await.expect("its turn");
    list(&client, 1).await.expect("its turn");
    assert!(end(scenario).starts_with("no rule takes GET /v5/boards"));
}

#[tokio::test]
async fn a_network_fails_as_it_is_told() {
    let scenario = Scenario::new();
    scenario.on(&UPDATE).lose();
    let client: Core = scenario.client().expect("a client");
    let lost = rename(&client, "1", json!({}))
        .await
        .expect_err("no answer");
    assert!(!lost.is_connect() && lost.status().is_none());
}

/// Time passes for the client alone, and as much as it would have waited.
#[tokio::test]
async fn a_client_waits_for_nothing() {
    let scenario = Scenario::new();
    scenario.on(&LIST).times(2).refuse(503, 0, "Try again.");
    scenario.on(&LIST).reply(json!({ "items": [] }));
    scenario.on(&LIST).throttle(Duration::from_secs(40));
    scenario.on(&LIST).reply(json!({ "items": [] }));
    let client: Core = scenario.client().expect("a client");
    list(&client, 1).await.expect("a page after two waits");
    let waited = scenario.clock().passed();
    assert!(waited > Duration::ZERO && waited < Duration::from_secs(10));
    list(&client, 1).await.expect("a page when there are calls");
    assert_eq!(scenario.clock().passed(), waited + Duration::from_secs(40));
    let [first, ..] = &scenario.calls()[..] else {
        panic!("no call")
    };
    assert_eq!(first.header("authorization"), Some("Bearer pina_test"));
    assert!(!format!("{first:?}").contains("pina_test"));
}

#[test]
fn values_come_without_a_call() {
    assert_eq!(*Response::for_test(7).body(), 7);
    let page = Page::of([1, 2]);
    assert_eq!(
        (page.items.as_slice(), page.next_bookmark()),
        ([1, 2].as_slice(), None)
    );
    let read: Page<u8> = value(json!({ "items": [1, 2] }));
    assert_eq!(read, page);
    let error = Error::for_test(401, 3, "Not sufficient permissions");
    assert!(error.is_missing_scope() && error.to_string().contains("Not sufficient permissions"));
    assert!(Error::for_test(429, 9, "spam").is_spam());
    let retryable = [(429, 8), (429, 9), (503, 0), (400, 1), (404, 50)]
        .map(|(status, code)| Error::for_test(status, code, "refused").is_retryable());
    assert_eq!(retryable, [true, false, true, false, false]);
}

#[tokio::test]
async fn what_was_sent_can_be_looked_at() {
    let scenario = Scenario::new();
    scenario.on(&LIST).reply(json!({ "items": [] }));
    scenario.on(&UPDATE).reply(json!({ "id": "7" }));
    let client: Core = scenario.client().expect("a client");
    list(&client, 3).await.expect("a page");
    let body = json!({ "name": "Soup" });
    rename(&client, "7", body.clone()).await.expect("a board");
    let calls = scenario.calls();
    let [listed, renamed] = &calls[..] else {
        panic!("{} calls", calls.len())
    };
    assert_eq!(
        (listed.method(), listed.query("page_size")),
        ("GET", Some("3"))
    );
    assert_eq!(
        (listed.query("bookmark"), listed.body()),
        (None, &Value::Null)
    );
    assert!(renamed.path().ends_with("/boards/7"));
    assert_eq!((renamed.method(), renamed.body()), ("PATCH", &body));
}

/// Members that are required are there, the others are not.
#[derive(Debug, PartialEq)]
struct Pin {
    id: String,
    saves: i64,
    owner: Owner,
    tags: Vec<String>,
    created: Timestamp,
    title: Option<String>,
}
object! {
    both Pin
    fields {
        id: "id", required;
        saves: "saves", required;
        owner: "owner", required;
        tags: "tags", list;
        created: "created", required;
        title: "title", optional;
    }
}

#[derive(Debug, PartialEq)]
struct Owner {
    verified: bool,
}
object! { both Owner fields { verified: "verified", required; } }

#[test]
fn a_sample_has_what_its_type_requires() {
    let pin = Pin::sample();
    assert_eq!(
        (pin.id.as_str(), pin.saves, pin.owner.verified),
        ("1", 1, true)
    );
    assert_eq!((&pin.tags, &pin.title), (&Vec::new(), &None));
    assert_eq!(Pin::sample(), pin);
    assert_eq!(Page::of([Pin::sample()]).items.len(), 1);
}

#[test]
#[should_panic(expected = "there is no sample of")]
fn a_type_that_nothing_fits_has_no_sample() {
    #[derive(Debug)]
    struct Never;
    impl<'de> serde::Deserialize<'de> for Never {
        fn deserialize<D: serde::Deserializer<'de>>(_: D) -> std::result::Result<Self, D::Error> {
            Err(serde::de::Error::custom("never"))
        }
    }
    assert_eq!(format!("{:?}", Never::sample()), "");
}
