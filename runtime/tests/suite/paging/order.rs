//! Which items come, in which order, and what follows an error.

use pinterest_v5_runtime::{
    AuthScheme, ErrorKind, Items, Method, Operation, Pages, TransportError,
};
use serde_json::json;

use super::{ListPins, bodies, list, page, pages, rest};
use crate::script::{LIST, Scripted};

#[tokio::test]
async fn items_come_from_every_page_and_nothing_is_sent_before_the_first_is_wanted() {
    let server = pages(3);
    let items = list(&server).items();
    let read_ahead = list(&server).items().read_ahead();
    assert_eq!(server.count(), 0);
    drop(read_ahead);
    assert_eq!(rest(items).await, [0, 1, 10, 11, 20, 21]);
    assert_eq!(server.queries(), ["", "bookmark=b1", "bookmark=b2"]);
}

#[tokio::test]
async fn a_list_ends_where_the_bookmark_is_null_absent_or_empty_and_not_at_an_empty_page() {
    for end in [r#","bookmark":null"#, "", r#","bookmark":"""#] {
        let server = Scripted::new(move |before, _| {
            Ok((
                200,
                match before {
                    0 => r#"{"items":[1],"bookmark":"a+/="}"#.to_owned(),
                    1 => r#"{"items":[],"bookmark":"b"}"#.to_owned(),
                    2 => r#"{"items":[],"bookmark":"c"}"#.to_owned(),
                    _ => format!(r#"{{"items":[2]{end}}}"#),
                },
            ))
        });
        assert_eq!(rest(list(&server).items()).await, [1, 2], "{end}");
        let queries = ["", "bookmark=a%2B%2F%3D", "bookmark=b", "bookmark=c"];
        assert_eq!(server.queries(), queries);
    }
    let server = bodies(&[r#"{"items":[],"bookmark":null}"#]);
    assert!(rest(list(&server).items()).await.is_empty());
}

#[tokio::test]
async fn other_parameters_travel_with_every_page() {
    let server = pages(2);
    let mut request = server.request(&LIST);
    request.query("page_size", &2);
    request.query("start_index", &0);
    rest(ListPins(request).items()).await;
    let queries = [
        "page_size=2&start_index=0",
        "page_size=2&start_index=0&bookmark=b1",
    ];
    assert_eq!(server.queries(), queries);
}

#[tokio::test]
async fn a_post_repeats_its_body_and_puts_the_bookmark_into_the_query() {
    static POST: Operation = Operation::new("products/filter", Method::Post, "/filter", "products")
        .with_auth(&[AuthScheme::OAuth])
        .with_pages(true);
    let server = pages(2);
    let mut request = server.request(&POST);
    request.json(&json!({"filter": 1}));
    assert_eq!(rest(Items::new(request)).await, [0, 1, 10, 11]);
    assert_eq!(server.queries(), ["", "bookmark=b1"]);
    assert_eq!(server.bodies(), [&br#"{"filter":1}"#[..]; 2]);
}

#[tokio::test]
async fn a_bookmark_that_leads_back_ends_the_list_with_its_own_error() {
    let page = |item, bookmark| format!(r#"{{"items":[{item}],"bookmark":"{bookmark}"}}"#);
    for (loops, given) in [(&["a", "a"][..], 2), (&["a", "b", "c", "a"], 4)] {
        let server = Scripted::new(move |before, _| Ok((200, page(before, loops[before]))));
        let mut items = list(&server).items();
        for item in 0..given {
            assert_eq!(items.try_next().await.unwrap(), Some(item));
        }
        let error = items.try_next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Paging);
        let text = "pins/list: the bookmark of a page leads back to an earlier page";
        assert_eq!(error.to_string(), text);
        assert_eq!(items.try_next().await.unwrap(), None);
        assert_eq!(server.count(), loops.len());
    }
    // The page that a stream starts at counts as seen.
    let server = Scripted::new(move |_, _| Ok((200, page(1, "a+"))));
    let mut request = server.request(&LIST);
    request.query("bookmark", &"a+");
    let mut pages = ListPins(request).pages();
    assert!(pages.try_next().await.unwrap().is_some());
    assert_eq!(
        pages.try_next().await.unwrap_err().kind(),
        ErrorKind::Paging
    );
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_page_that_fails_is_neither_lost_nor_repeated() {
    for read_ahead in [false, true] {
        let server = Scripted::new(|before, wire| match before {
            2 => Err(TransportError::exchange("the connection broke")),
            3 => Ok((403, "{}".to_owned())),
            4 => Ok((429, "{}".to_owned())),
            5 => Ok((200, "no page".to_owned())),
            _ => Ok(page(wire, 4)),
        });
        let mut items = list(&server).items();
        if read_ahead {
            items = items.read_ahead();
        }
        let (mut all, mut kinds) = (Vec::new(), Vec::new());
        loop {
            match items.try_next().await {
                Ok(Some(item)) => all.push(item),
                Ok(None) => break,
                Err(error) => {
                    assert_eq!(all, [0, 1, 10, 11], "the error comes in its place");
                    kinds.push(error.kind());
                }
            }
        }
        assert_eq!(all, [0, 1, 10, 11, 20, 21, 30, 31]);
        let expected = [
            ErrorKind::Transport,
            ErrorKind::Api,
            ErrorKind::Api,
            ErrorKind::NotJson,
        ];
        assert_eq!(kinds, expected);
        assert_eq!(server.queries()[2..7], ["bookmark=b2"; 5]);
    }
}

#[tokio::test]
async fn a_call_that_cannot_be_sent_is_not_asked_for_again() {
    static BOARD: Operation = Operation::new("boards/pins", Method::Get, "/boards/{id}", "boards")
        .with_auth(&[AuthScheme::OAuth]);
    let server = pages(1);
    let mut request = server.request(&BOARD);
    request.path("id", &"");
    let mut pages = Pages::<i64>::new(request);
    assert_eq!(
        pages.try_next().await.unwrap_err().kind(),
        ErrorKind::Request
    );
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn pages_are_whole_responses() {
    let server = pages(2);
    let mut pages = list(&server).pages();
    let first = pages.try_next().await.unwrap().unwrap();
    assert_eq!(first.status(), 200);
    assert_eq!(first.request_id(), Some("rid-0"));
    assert_eq!(first.body().items, [0, 1]);
    assert_eq!(first.body().next_bookmark(), Some("b1"));
    let second = pages.try_next().await.unwrap().unwrap();
    assert_eq!(second.request_id(), Some("rid-1"));
    assert_eq!(second.body().next_bookmark(), None);
    assert!(pages.try_next().await.unwrap().is_none());
}
