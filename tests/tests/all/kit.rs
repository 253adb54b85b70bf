//! The kit for tests of programs, with the emitted types.

use bytes::Bytes;
use pinterest_v5::api::boards;
use pinterest_v5::runtime::testing::{Sample, Scenario};
use pinterest_v5::runtime::{BoxFuture, Transport, TransportError};
use pinterest_v5::{Client, Page, types};
use pinterest_v5_mock::{Fault, LocalPinterest};
use serde_json::json;

/// Each type from nothing, as the strictest decoding takes it.
#[test]
fn every_answer_has_a_sample() {
    macro_rules! samples {
        ($($name:ident)*) => { $({
            let [one, other] = [types::$name::sample(), types::$name::sample()];
            assert_eq!(format!("{one:?}"), format!("{other:?}"));
        })* };
    }
    samples!(
        Ad AdAccount AdGroup Audience Board BoardSection Campaign Catalog ConversionTag CustomerList Keyword
        LeadForm MediaUpload OrderLine Pin Schedule
    );
    assert_eq!(types::Board::sample().name, "1");
    assert_eq!(
        Page::of([types::Pin::sample(), types::Pin::sample()])
            .items
            .len(),
        2
    );
}

/// What a test takes that brings its own network.
struct Network;

impl Transport for Network {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            if request.uri().path() != "/v5/boards/1" {
                return Err(TransportError::exchange("nobody expected this call"));
            }
            let body = json!({ "id": "1", "name": "Soups" }).to_string();
            let response = http::Response::builder().header("content-type", "application/json");
            Ok(response.body(body.into()).expect("a response"))
        })
    }
}

#[tokio::test]
async fn a_test_with_its_own_network() {
    let client: Client = Client::builder()
        .transport(Network)
        .access_token("pina_1")
        .build()
        .expect("a client");
    assert_eq!(
        client.boards().get("1").await.expect("a board").name,
        "Soups"
    );
}

#[tokio::test]
async fn the_same_test_with_a_scenario() {
    let scenario = Scenario::new();
    scenario
        .on(boards::Get::OPERATION)
        .reply(json!({ "id": "1", "name": "Soups" }));
    let client: Client = scenario.client().expect("a client");
    assert_eq!(
        client.boards().get("1").await.expect("a board").name,
        "Soups"
    );
}

/// A second wait inside one call is no end of the call: its time limit ends later.
#[tokio::test]
async fn a_local_pinterest_lets_a_call_wait_twice() {
    let pinterest = LocalPinterest::new().expect("a world");
    for _ in 0..2 {
        pinterest.fail_next(Fault::status(503, 2787, "Something went wrong."));
    }
    let client: Client = pinterest.client().expect("a client");
    client.boards().list().await.expect("the third attempt");
    assert_eq!(pinterest.exchanges().len(), 3);
}
