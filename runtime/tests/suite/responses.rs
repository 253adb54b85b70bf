//! Responses and errors, and what they show.

use std::error::Error as _;

use crate::support::Server;
use bytes::Bytes;
use pinterest_v5_runtime::{
    AuthScheme, BodyFuture, BoxFuture, ClientBuilder, Core, Error, ErrorKind, Method, OneOrMany,
    Operation, Page, Request, ResponseFuture, Transport, TransportError, UnrecognizedVariant, call,
    object, tagged_union,
};
use serde_json::Value;

static LIST: Operation =
    Operation::new("pins/list", Method::Get, "/pins", "pins").with_auth(&[AuthScheme::OAuth]);

#[derive(Debug)]
struct Pin {
    id: String,
    media: Option<Media>,
    counts: Option<Vec<i64>>,
    problems: Option<OneOrMany<Video>>,
}
object! {
    response Pin
    fields {
        id: "id", required;
        media: "media", optional;
        counts: "counts", optional;
        problems: "problems", optional;
    }
}

#[derive(Debug)]
#[non_exhaustive]
enum Media {
    Video(Box<Video>),
    Group(Box<Group>),
    Unrecognized(UnrecognizedVariant),
}
tagged_union! { response Media tag "type" { "video" => Video, "group" => Group } }

#[derive(Debug)]
struct Video {
    length: i64,
}
object! { response Video fields { length: "length", required; } }

#[derive(Debug)]
struct Group {
    members: Vec<Media>,
}
object! { response Group fields { members: "members", required; } }

#[derive(Clone, Debug)]
#[must_use]
struct ListPins(Request);
call! { ListPins => Page<Pin> }

fn list(server: &Server) -> ListPins {
    ListPins(server.request(&LIST))
}

async fn error_of(status: u16, body: &'static str) -> Error {
    list(&Server::answering(status, body)).await.unwrap_err()
}

#[tokio::test]
async fn a_call_gives_the_body_or_the_whole_response() {
    let server = Server::answering(206, r#"{"items":[{"id":"1"}],"bookmark":null}"#);
    assert_eq!(list(&server).await.unwrap().items[0].id, "1");
    let response = list(&server).send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), response.request_id()),
        (206, Some("rid-1"))
    );
    assert!(response.bytes().starts_with(b"{\"items\"") && response.headers().len() == 1);
    let lengths = response.map(|page| page.items.len());
    assert_eq!((lengths.body(), lengths.status().as_u16()), (&1, 206));
}

#[test]
fn calls_move_between_threads() {
    fn check<T: Send + 'static>() {}
    check::<ResponseFuture<Page<Pin>>>();
    check::<BodyFuture<Page<Pin>>>();
    check::<Request>();
    check::<Error>();
    assert!(size_of::<Error>() <= 24);
}

#[tokio::test]
async fn bodies_may_be_empty_or_undocumented() {
    let empty = Server::answering(204, "");
    BodyFuture::<()>::new(empty.request(&LIST)).await.unwrap();
    assert_eq!(
        BodyFuture::<Value>::new(empty.request(&LIST))
            .await
            .unwrap(),
        Value::Null
    );
    let html = Server::answering(200, "<html>");
    BodyFuture::<()>::new(html.request(&LIST)).await.unwrap();
}

#[tokio::test]
async fn an_api_error_carries_all_and_shows_what_identifies_it() {
    let error = error_of(
        404,
        r#"{"code":50,"message":"Pin body-text","status":"failure"}"#,
    )
    .await;
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::Api, Some("pins/list"))
    );
    assert_eq!(
        (error.code(), error.message()),
        (Some(50), Some("Pin body-text"))
    );
    assert!(error.is_not_found() && !error.is_rate_limited());
    assert_eq!(error.request_id(), Some("rid-1"));
    assert!(error.body().unwrap().starts_with(b"{"));
    assert_eq!(
        error.to_string(),
        "pins/list: the server refused the call: Pin body-text (status 404, code 50, request rid-1)"
    );
    assert!(!format!("{error:?}").contains("failure"), "{error:?}");
}

#[tokio::test]
async fn errors_without_pinterests_body_work() {
    for body in [
        "<html>Bad Gateway</html>",
        "",
        "[]",
        "7",
        r#"{"code":"x","message":null}"#,
    ] {
        let error = error_of(502, body).await;
        assert_eq!((error.code(), error.message()), (None, None), "{body}");
        assert_eq!(error.status().unwrap().as_u16(), 502);
        assert_eq!(error.body().unwrap(), body);
    }
    assert_eq!(error_of(302, "").await.kind(), ErrorKind::Api);
}

#[tokio::test]
async fn unions_and_their_payloads_decode() {
    let server = Server::answering(
        200,
        r#"{"items":[{"id":"1","counts":[1],"media":{"type":"group","members":[{"type":"video","length":3},{"type":"new"}]}}]}"#,
    );
    let pin = list(&server).await.unwrap().items.remove(0);
    assert_eq!((pin.counts, pin.problems.is_none()), (Some(vec![1]), true));
    let Some(Media::Group(group)) = pin.media else {
        panic!("no group")
    };
    assert!(matches!(&group.members[0], Media::Video(video) if video.length == 3));
    assert!(
        matches!(&group.members[1], Media::Unrecognized(raw) if raw.as_json()["type"] == "new")
    );
}

/// Fails every exchange.
struct Broken(fn(String) -> TransportError);

impl Transport for Broken {
    fn send(
        &self,
        _: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let error = (self.0)("connection reset".to_owned());
        Box::pin(async { Err(error) })
    }
}

#[tokio::test]
async fn transport_errors_tell_what_the_server_may_have_seen() {
    for (make, connect, timeout) in [
        (TransportError::connect as fn(String) -> _, true, false),
        (TransportError::timeout, false, true),
        (TransportError::exchange, false, false),
    ] {
        let builder = ClientBuilder::<Core>::new().access_token("t");
        let core = builder.transport(Broken(make)).build().unwrap();
        let error = ListPins(Request::new(&core, &LIST)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert_eq!((error.is_connect(), error.is_timeout()), (connect, timeout));
        assert_eq!(error.source().unwrap().to_string(), "connection reset");
        assert!(error.status().is_none() && error.body().is_none());
    }
}
