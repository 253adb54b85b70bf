//! Bodies that are no JSON, or hardly.

use pinterest_v5_runtime::{ErrorKind, ResponseFuture, object};
use serde_json::Value;

use super::{LIST, ListPins, page};
use crate::support::Server;

#[tokio::test]
async fn what_is_no_json_is_an_error_of_its_own_kind() {
    let deep = format!(r#"{{"items":{}"#, "[".repeat(200)) + &"]".repeat(200) + "}";
    for (body, kind, text) in [
        (
            "",
            ErrorKind::EmptyBody,
            "pins/list: the body is empty (text/plain, 0 bytes) (status 200, request rid-1)",
        ),
        (
            " \n",
            ErrorKind::EmptyBody,
            "the body is empty (text/plain, 2 bytes)",
        ),
        (
            "<!doctype html><p>leak",
            ErrorKind::Html,
            "the body is HTML and not JSON (text/plain, 22 bytes)",
        ),
        (
            r#"{"items":[{"id":"leak"#,
            ErrorKind::Truncated,
            "the body ends in the middle of the JSON (text/plain, 21 bytes)",
        ),
        (
            "leak",
            ErrorKind::NotJson,
            "the body is not JSON (text/plain, 4 bytes)",
        ),
        (
            r#"{"items":[]} leak"#,
            ErrorKind::NotJson,
            "the body is not JSON",
        ),
        (
            "\u{1f}\u{8b}leak",
            ErrorKind::NotJson,
            "the body is not JSON",
        ),
        (
            deep.as_str(),
            ErrorKind::TooDeep,
            "nested deeper than 127 levels",
        ),
    ] {
        let server = Server::answering(200, body.to_owned()).with("content-type", "text/plain");
        let error = ListPins(server.request(&LIST)).await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (kind, None), "{body}");
        assert!(error.to_string().contains(text), "{error}");
        assert!(!format!("{error:?} {error}").contains("leak"), "{error:?}");
        assert_eq!(error.body().map(|kept| &kept[..]), Some(body.as_bytes()));
    }
}

#[tokio::test]
async fn nothing_overflows_the_stack() {
    for (open, close) in [
        (r#"{"type":"group","members":["#, "]}"),
        ("[", "]"),
        (r#"{"a":"#, "}"),
    ] {
        let depth = 10_000;
        let value = format!("{}1{}", open.repeat(depth), close.repeat(depth));
        for member in ["id", "media", "rows", "any", "problems", "owner", "metrics"] {
            let body = format!(r#"{{"items":[{{"id":"1","{member}":{value}}}]}}"#);
            let outcome = ListPins(Server::answering(200, body).request(&LIST))
                .send()
                .await;
            assert_eq!(outcome.unwrap_err().kind(), ErrorKind::TooDeep, "{member}");
        }
        let ignored = format!(r#"{{"items":[],"new":{value}}}"#);
        assert!(page(ignored).await.1.is_empty());
        let request = Server::answering(200, value).request(&LIST);
        ResponseFuture::<Value>::new(request).await.unwrap_err();
    }
    // As deep as JSON may be, and every level odd.
    let value = format!(
        r#"{}{{"type":"video","length":"x"}}{}"#,
        r#"{"type":"group","members":["#.repeat(60),
        "]}".repeat(60)
    );
    let body = format!(r#"{{"items":[{{"id":"1","media":{value}}}]}}"#);
    let (page, told) = page(body).await;
    assert_eq!((page.items.len(), told.len()), (1, 1));
}

#[tokio::test]
async fn a_byte_order_mark_and_text_that_is_not_unicode_are_overlooked() {
    for (body, note, deviation) in [
        (
            &b"\xEF\xBB\xBF{\"items\":[{\"id\":\"1\",\"note\":\"a\"}]}"[..],
            "a",
            "`$` should be JSON and is JSON behind a byte order mark",
        ),
        (
            &b"{\"items\":[{\"id\":\"1\",\"note\":\"a\xFFb\"}]}"[..],
            "a\u{fffd}b",
            "`$` should be JSON and is JSON with text that is not Unicode",
        ),
        (
            &br#"{"items":[{"id":"1","note":"\\\ud83d-\ud83d\ude00\udc00"}]}"#[..],
            "\\\u{fffd}-\u{1f600}\u{fffd}",
            "`$` should be JSON and is JSON with text that is not Unicode",
        ),
    ] {
        let (page, told) = page(body).await;
        assert_eq!(page.items[0].note.as_deref(), Some(note));
        assert_eq!(told, [deviation]);
    }
}

struct Tree {
    id: i64,
    children: Option<Vec<Tree>>,
}
object! { response Tree fields { id: "id", required; children: "children", optional; } }

impl Tree {
    fn count(&self) -> i64 {
        let children = self.children.iter().flatten();
        self.id + children.map(Self::count).sum::<i64>()
    }
}

/// A list is read several times if something in it deviates, but not so often for each list that it is in.
#[tokio::test]
async fn odd_elements_on_every_level_end() {
    let read = async |depth| {
        let open = r#"{"id":"1","children":[{},"#.repeat(depth);
        let body = format!(r#"{open}{{"id":1}}{}"#, "]}".repeat(depth));
        let request = Server::answering(200, body).request(&LIST);
        ResponseFuture::<Tree>::new(request).await
    };
    let few = read(3).await.unwrap();
    let paths: Vec<_> = few
        .deviations()
        .iter()
        .map(|one| one.path().to_owned())
        .collect();
    assert_eq!(few.body().count(), 4);
    assert_eq!(
        paths,
        [
            "id",
            "children[0].id",
            "children[1].id",
            "children[1].children[0].id",
            "children[1].children[1].id",
            "children[1].children[1].children[0].id",
        ]
    );
    // Whatever comes of it, it comes.
    let _ = read(60).await;
}
