//! What errors say of a body that could not be read.

use pinterest_v5_runtime::{ErrorKind, ResponseFuture};

use super::{LIST, Owner, strict_error};
use crate::support::Server;

async fn error(body: &'static str) -> pinterest_v5_runtime::Error {
    let request = Server::answering(200, body).request(&LIST);
    ResponseFuture::<Owner>::new(request).await.unwrap_err()
}

#[tokio::test]
async fn a_required_member_that_is_missing_names_itself() {
    let error = error(r#"{"nome":"leak"}"#).await;
    assert_eq!(
        (error.kind(), error.path()),
        (ErrorKind::Decode, Some("name"))
    );
    assert_eq!(
        error.to_string(),
        "pins/list: the body is not what the operation promises: the required member `name` is missing (status \
         200, request rid-1)"
    );
    assert!(!format!("{error:?}").contains("leak"));
}

#[tokio::test]
async fn the_path_leads_to_the_place() {
    for (body, path) in [
        ("{\n \"items\": [\n  {\"id\": null}]}", "items[0].id"),
        (
            r#"{"items":[{"id":"1"},{"id":"2","tags":["a",[]]}]}"#,
            "items[1].tags[1]",
        ),
        (
            r#"{"items":[{"id":"1","media":{"type":"video"}}]}"#,
            "items[0].media.length",
        ),
        (
            r#"{"items":[{"id":"1","problems":[{"name":"a"},{"name":[]}]}]}"#,
            "items[0].problems[1].name",
        ),
        (r#"{"items":"leak"}"#, "items"),
        (r#""leak""#, "$"),
        ("[{}]", "$"),
    ] {
        let error = strict_error(body).await;
        assert_eq!(
            (error.kind(), error.path()),
            (ErrorKind::Decode, Some(path)),
            "{body}"
        );
        assert!(error.to_string().contains(&format!("`{path}`")), "{error}");
        assert!(!format!("{error:?} {error}").contains("leak"), "{error:?}");
    }
}

#[tokio::test]
async fn a_page_that_could_not_be_read_still_tells_the_next_bookmark() {
    let error = strict_error(r#"{"items":[{}],"bookmark":"b2"}"#).await;
    assert_eq!(error.next_bookmark().as_deref(), Some("b2"));
    assert_eq!(
        strict_error(r#"{"items":[{}],"bookmark":""}"#)
            .await
            .next_bookmark(),
        None
    );
    assert_eq!(strict_error("<html>").await.next_bookmark(), None);
}
