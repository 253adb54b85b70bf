//! Items that cannot be read, and when a stream gives up.

use pinterest_v5_runtime::ErrorKind;
use serde_json::json;

use super::{bodies, list, pages};
use crate::script::Scripted;

#[tokio::test]
async fn an_odd_item_is_an_error_in_its_place() {
    for read_ahead in [false, true] {
        let server = bodies(&[
            r#"{"items":["a",0,1],"bookmark":"x"}"#,
            r#"{"items":[2,{},"3",null],"bookmark":"y"}"#,
            r#"{"items":[[]]}"#,
        ]);
        let mut items = list(&server).items();
        if read_ahead {
            items = items.read_ahead();
        }
        let mut all = Vec::new();
        loop {
            match items.try_next().await {
                Ok(Some(item)) => all.push(json!(item)),
                Ok(None) => break,
                Err(error) => {
                    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 1));
                    all.push(json!({ "odd": error.item_json() }));
                }
            }
        }
        let odd = |value| json!({ "odd": value });
        let expected = [
            odd(json!("a")),
            json!(0),
            json!(1),
            json!(2),
            odd(json!({})),
            json!(3),
            odd(json!(null)),
            odd(json!([])),
        ];
        assert_eq!(all, expected);
        assert_eq!(server.count(), 3);
    }
}

#[tokio::test]
async fn the_limit_of_items_counts_those_that_are_given() {
    let server = bodies(&[r#"{"items":[0,"a",1,2],"bookmark":"x"}"#]);
    let mut items = list(&server).items().max_items(2);
    assert_eq!(items.try_next().await.unwrap(), Some(0));
    items.try_next().await.unwrap_err();
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(server.count(), 1);
}

/// What comes of polling on after each error, and how many requests it takes.
async fn errors(answer: fn(usize) -> (u16, &'static str)) -> (Vec<ErrorKind>, usize) {
    let server = Scripted::new(move |before, _| {
        let (status, body) = answer(before);
        Ok((status, body.to_owned()))
    });
    let mut pages = list(&server).pages();
    let mut kinds = Vec::new();
    while let Some(page) = pages.try_next().await.transpose() {
        if let Err(error) = page {
            kinds.push(error.kind());
        }
        assert!(server.count() < 20, "it never ends");
    }
    (kinds, server.count())
}

#[tokio::test]
async fn the_same_failure_twice_in_a_row_ends_the_stream() {
    let html = errors(|_| (200, "<html>")).await;
    assert_eq!(html, (vec![ErrorKind::Html; 2], 2));
    let refused = errors(|_| (403, "{}")).await;
    assert_eq!(refused, (vec![ErrorKind::Api; 2], 2));
    let passing = errors(|before| match before {
        0 | 2 => (403, "{}"),
        1 => (408, "{}"),
        3 => (429, "{}"),
        4 => (500, "{}"),
        5 => (200, r#"{"items":[1]}"#),
        _ => (500, "not asked for"),
    });
    assert_eq!(passing.await, (vec![ErrorKind::Api; 5], 6));
}

#[tokio::test]
async fn empty_pages_without_end_are_an_error() {
    let server = Scripted::new(|before, _| {
        let items = if before == 50 { json!([7]) } else { json!([]) };
        Ok((
            200,
            json!({"items": items, "bookmark": before.to_string()}).to_string(),
        ))
    });
    let mut items = list(&server).items();
    assert_eq!(items.try_next().await.unwrap(), Some(7));
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Paging);
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(server.count(), 151);
    assert_eq!(super::rest(list(&pages(150)).items()).await.len(), 300);
}
