//! Where deviations are told, apart from the response.

use pinterest_v5_runtime::{Core, Decoding, Request};

use super::{LIST, ListPins};
use crate::support::Server;

#[tokio::test]
async fn the_client_counts_deviations_and_has_a_setting() {
    let server = Server::answering(200, r#"{"items":[{"id":"1","count":"2"},null]}"#);
    let client: Core = server
        .builder()
        .decoding(Decoding::Lenient)
        .build()
        .unwrap();
    assert_eq!(client.deviations(), 0);
    for calls in 1..=2 {
        let page = ListPins(Request::new(&client, &LIST)).await.unwrap();
        assert_eq!(
            (page.items.len(), client.clone().deviations()),
            (1, 2 * calls)
        );
    }
    let strict: Core = server.builder().decoding(Decoding::Strict).build().unwrap();
    ListPins(Request::new(&strict, &LIST)).await.unwrap_err();
    assert_eq!((client.deviations(), strict.deviations()), (4, 1));
}

#[cfg(feature = "tracing")]
#[tokio::test]
async fn one_event_tells_of_the_answer() {
    let server = Server::answering(
        200,
        r#"{"items":[{"id":"1","metrics":{"549755885175":"leak"}},7]}"#,
    );
    let capture = crate::exchange::capture::Capture::default();
    let guard = capture.start();
    ListPins(server.request(&LIST)).send().await.unwrap();
    drop(guard);
    let text = capture.text();
    let events: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("event"))
        .collect();
    assert_eq!(
        events,
        [
            "event message=the answer is not what the description promises pinterest.operation=\"pins/list\" \
             pinterest.deviations=2 pinterest.left_out=2 pinterest.path=\"items[0].metrics.*\" \
             pinterest.expected=\"a number\" pinterest.found=\"a string\""
        ]
    );
}
