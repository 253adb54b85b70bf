//! What the guide promises of errors, of the typed client.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use bytes::Bytes;
use pinterest_v5::runtime::{
    BoxFuture, Environment, ErrorKind, RetryPolicy, Transport, TransportError,
};
use pinterest_v5::types::{AdAccountId, CampaignUpdate};
use pinterest_v5::{Client, Error};

/// Refuses each call with the next status and body, and then the last one again.
struct Refusing(Mutex<VecDeque<(u16, &'static str)>>);

impl Transport for Refusing {
    fn send(
        &self,
        _: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let mut steps = self.0.lock().unwrap();
        let (status, body) = steps[0];
        if steps.len() > 1 {
            steps.pop_front();
        }
        let mut answer = http::Response::new(Bytes::from(body));
        *answer.status_mut() = status.try_into().unwrap();
        let id = "4711".parse().unwrap();
        answer.headers_mut().insert("x-pinterest-rid", id);
        Box::pin(async { Ok(answer) })
    }
}

fn client(status: u16, body: &'static str) -> Client {
    Client::builder()
        .access_token("pina_AMA5")
        .transport(Refusing(Mutex::new([(status, body)].into())))
        .retry(RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO))
        .build()
        .unwrap()
}

/// The guide shows the text as it is.
fn is_in_guide(error: &Error) {
    let page = include_str!("../../../spec/guide/errors.md");
    assert!(page.contains(&error.to_string()), "{error}");
}

#[tokio::test]
async fn the_texts_in_the_guide_are_those_of_errors() {
    let scope = r#"{"code":3,"message":"Your token pina_AMA5 may not do this."}"#;
    let error = client(401, scope)
        .boards()
        .list_pins("1")
        .await
        .unwrap_err();
    assert!(error.is_missing_scope() && !error.is_auth());
    assert_eq!(error.required_scopes(), ["boards:read", "pins:read"]);
    is_in_guide(&error);

    let error = client(200, "{}").boards().get("Recipes").await.unwrap_err();
    assert_eq!(error.violations().len(), 1);
    is_in_guide(&error);
    let pattern = r#"{"code":1,"message":"'Recipes' does not match '^\\d+$'"}"#;
    let call = client(400, pattern).boards().get("Recipes").unchecked();
    let error = call.await.unwrap_err().to_string();
    assert!(
        error.contains(": 'Recipes' does not match '^\\d+$' (status 400"),
        "{error}"
    );

    let broken = r#"{"code":2787,"message":"Something went wrong on our end."}"#;
    let error = client(503, broken).boards().get("1").await.unwrap_err();
    assert!(error.is_server_error());
    is_in_guide(&error);

    let gone = r#"{"code":40,"message":"Board not found."}"#;
    let error = client(404, gone).boards().delete("1").await.unwrap_err();
    assert!(error.is_not_found());
    is_in_guide(&error);
}

#[tokio::test]
async fn an_item_that_failed_says_why() {
    let answer = r#"{"items":[
        {"data":{"id":"1","ad_account_id":"1","name":"Soup","objective_type":"AWARENESS"}},
        {"data":{},"exceptions":[{"code":2625,"message":"The name is taken"}]},
        {"data":{"id":"3","ad_account_id":"1","name":"Stew","objective_type":"AWARENESS"}}]}"#;
    let account: AdAccountId = "1".into();
    let items = ["1", "2", "3"].map(CampaignUpdate::new);
    let call = client(200, answer).campaigns().update(account, items);
    let error = call.await.unwrap().into_result().unwrap_err();
    let text = "1 of 3 items failed: item 1 did not succeed: The name is taken (code 2625)";
    assert_eq!(error.to_string(), text);
    assert!(include_str!("../../../spec/guide/bulk.md").contains(text));
}

#[tokio::test]
async fn one_item_that_failed_is_an_error_of_its_call() {
    let answer =
        r#"{"items":[{"data":{},"exceptions":[{"code":2625,"message":"The name is taken"}]}]}"#;
    let client = client(200, answer);
    let update = client.campaigns().update_one("1", CampaignUpdate::new("1"));
    let error = update.await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::ItemFailed, Some(2625))
    );
    assert_eq!(
        error.to_string(),
        "campaigns/update: the item did not succeed: The name is taken (status 200, code 2625, request 4711)"
    );
}

#[tokio::test]
async fn what_is_refused_before_it_is_sent_says_what_helps() {
    let builder = || Client::builder().environment(Environment::Sandbox);
    let none = builder().build().unwrap();
    let error = none.boards().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(
        error.is_auth() && error.to_string().contains("PINTEREST_ACCESS_TOKEN"),
        "{error}"
    );
    let error = client(200, "{}").boards().get("").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Request, 0));
}
