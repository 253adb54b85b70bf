//! Lists that are too long for one call.

use std::error::Error as _;
use std::time::Duration;

use pinterest_v5_runtime::{
    AuthScheme, BulkCall, ErrorKind, Method, OneCall, Operation, Request, TransportError,
};
use serde_json::{Value, json};

use super::{Ads, Told, failures};
use crate::script::Scripted;

static CREATE: Operation =
    Operation::new("ads/create", Method::Post, "/ads", "ads").with_auth(&[AuthScheme::OAuth]);

struct Create(Request);

pinterest_v5_runtime::bulk_call! { Create => Ads, 30 }

/// Answers item by item: a number above 9,000 is refused with the code of what it is above it.
pub(super) fn answer(body: &[u8]) -> Value {
    let sent: Vec<i64> = serde_json::from_slice(body).unwrap();
    let items: Vec<Value> = sent
        .iter()
        .map(|number| match number {
            9000.. => json!({"exceptions": [{"code": number - 9000, "message": "refused"}]}),
            _ => json!({"data": number.to_string(), "exceptions": []}),
        })
        .collect();
    json!({ "items": items })
}

pub(super) fn server() -> Scripted {
    Scripted::new(|_, wire| Ok((200, answer(wire.body()).to_string())))
}

fn create(server: &Scripted, items: impl IntoIterator<Item = i64>) -> Create {
    let mut request = server.request(&CREATE);
    let items: Vec<i64> = items.into_iter().collect();
    request.json(&items);
    Create(request)
}

#[tokio::test]
async fn failures_among_a_thousand_items_are_reported_at_their_index() {
    let server = server();
    let refused = [7, 29, 30, 31, 500, 989, 990, 999];
    let items = (0..1000).map(|index| {
        if refused.contains(&index) {
            9000 + index
        } else {
            index
        }
    });
    let bulk = create(&server, items).in_parts().await.unwrap();
    let expected: Vec<Told> = refused
        .iter()
        .map(|index| {
            let position = usize::try_from(*index).unwrap();
            (Some(position), Some(*index), Some("refused".to_owned()))
        })
        .collect();
    assert_eq!(failures(&bulk), expected);
    assert_eq!(bulk.outcomes().len(), 1000);
    for (index, outcome) in bulk.outcomes().iter().enumerate() {
        if let Ok(data) = outcome {
            assert_eq!(*data, index.to_string());
        }
    }
    assert_eq!(server.count(), 34);
    let sizes = server.bodies().into_iter().map(|body| {
        let items: Vec<i64> = serde_json::from_slice(&body).unwrap();
        items.len()
    });
    let expected: Vec<usize> = std::iter::repeat_n(30, 33).chain([10]).collect();
    assert_eq!(sizes.collect::<Vec<_>>(), expected);
}

struct SendEvents(Request);

pinterest_v5_runtime::bulk_call! { SendEvents => Ads, 30, in "data" }

/// A list that is a member of the body is cut as well, and whatever is beside it goes with each part.
#[tokio::test]
async fn a_list_within_a_body_is_sent_in_parts() {
    let server = Scripted::new(|_, wire| {
        let body: Value = serde_json::from_slice(wire.body()).unwrap();
        assert_eq!(body["source"], "shop");
        let list = body["data"].to_string();
        Ok((200, answer(list.as_bytes()).to_string()))
    });
    let mut request = server.request(&CREATE);
    let data: Vec<i64> = (0..70)
        .map(|index| if index == 65 { 9007 } else { index })
        .collect();
    request.json(&json!({ "data": data, "source": "shop" }));
    let bulk = SendEvents(request).in_parts().await.unwrap();
    assert_eq!(server.count(), 3);
    assert_eq!(bulk.outcomes().len(), 70);
    assert_eq!(
        failures(&bulk),
        [(Some(65), Some(7), Some("refused".to_owned()))]
    );

    let mut request = server.request(&CREATE);
    request.json(&json!({ "source": "shop" }));
    let failure = SendEvents(request).in_parts().await.unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Request);
}

#[tokio::test(start_paused = true)]
async fn so_many_calls_are_under_way_at_once_and_no_more() {
    for (concurrency, seconds) in [
        (None, 3),
        (Some(0), 10),
        (Some(1), 10),
        (Some(3), 4),
        (Some(99), 1),
    ] {
        let server = server().taking(Duration::from_secs(1));
        let mut call = create(&server, 0..300).in_parts();
        if let Some(calls) = concurrency {
            call = call.concurrency(calls);
        }
        let start = tokio::time::Instant::now();
        assert_eq!(call.await.unwrap().into_result().unwrap().len(), 300);
        assert_eq!(start.elapsed().as_secs(), seconds, "{concurrency:?}");
        let most = concurrency.unwrap_or(4).clamp(1, 10);
        assert_eq!(server.most_under_way(), most);
    }
}

#[tokio::test]
async fn a_call_that_fails_fails_its_items_and_no_others() {
    let server = Scripted::new(|_, wire| match answer(wire.body()) {
        body if body["items"][0]["data"] == "30" => {
            Ok((403, json!({"code": 29, "message": "trial"}).to_string()))
        }
        body if body["items"][0]["data"] == "60" => Err(TransportError::exchange("broke")),
        body => Ok((200, body.to_string())),
    });
    let bulk = create(&server, 0..100).in_parts().await.unwrap();
    let failed: Vec<_> = bulk.failed().map(|one| one.index().unwrap()).collect();
    assert_eq!(failed, (30..90).collect::<Vec<_>>());
    let at = |index: usize| bulk.outcomes()[index].as_ref().unwrap_err();
    assert_eq!((at(30).code(), at(59).message()), (Some(29), Some("trial")));
    assert_eq!(at(59).error().unwrap().status().unwrap(), 403);
    assert_eq!(at(60).error().unwrap().kind(), ErrorKind::Transport);
    assert_eq!(
        at(60).to_string(),
        "item 60 was in a call that failed: ads/create: the exchange with the server broke off"
    );
    assert!(at(60).reasons().is_empty() && at(60).item().is_none() && at(60).code().is_none());
    assert_eq!(bulk.succeeded().count(), 40);
    let error = bulk.into_result().unwrap_err();
    assert!(error.source().unwrap().to_string().contains("403"));
}

#[tokio::test]
async fn an_answer_of_another_length_moves_no_other_index() {
    let server = Scripted::new(|_, wire| {
        let mut body = answer(wire.body());
        let items = body["items"].as_array_mut().unwrap();
        match items[0]["data"].as_str() {
            Some("0") => items.truncate(28),
            Some("30") => items.push(json!({"exceptions": {"code": 5}})),
            _ => {}
        }
        Ok((200, body.to_string()))
    });
    let bulk = create(&server, 0..62).in_parts().await.unwrap();
    let expected = [
        (Some(28), None, None),
        (Some(29), None, None),
        (None, Some(5), None),
    ];
    assert_eq!(failures(&bulk), expected);
    assert_eq!(
        bulk.outcomes()[28].as_ref().unwrap_err().to_string(),
        "item 28 is missing from the answer"
    );
    assert_eq!(bulk.outcomes()[30].as_ref().unwrap(), "30");
    assert_eq!(bulk.outcomes()[61].as_ref().unwrap(), "61");
    assert_eq!(bulk.outcomes().len(), 63);
}

#[tokio::test]
async fn nothing_is_sent_for_an_empty_list_or_a_call_that_cannot_be_sent() {
    static BAD: Operation = Operation::new("ads/create", Method::Post, "/{id}/ads", "ads")
        .with_auth(&[AuthScheme::OAuth]);
    let server = server();
    let bulk = create(&server, []).in_parts().await.unwrap();
    assert!(bulk.outcomes().is_empty());
    let mut request = server.request(&BAD);
    request.path("id", &"");
    request.json(&[1, 2]);
    let error = Create(request).in_parts().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    let mut request = server.request(&CREATE);
    request.json(&json!({"not": "a list"}));
    let error = Create(request).in_parts().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    drop(create(&server, 0..9).in_parts());
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn an_answer_that_is_a_plain_list_has_one_element_for_each_item() {
    let server = Scripted::new(|before, wire| match before {
        1 => Ok((400, "{}".to_owned())),
        _ => Ok((200, String::from_utf8(wire.body().to_vec()).unwrap())),
    });
    let mut request = server.request(&CREATE);
    request.json(&[1, 2, 3, 4, 5]);
    let call = BulkCall::<Vec<i64>>::new(request, 2).concurrency(1);
    let bulk = call.clone().await.unwrap();
    assert_eq!(bulk.succeeded().collect::<Vec<_>>(), [&1, &2, &5]);
    assert_eq!(
        failures(&bulk),
        [(Some(2), None, None), (Some(3), None, None)]
    );
    assert!(format!("{call:?}").contains("ads/create"));
}

#[test]
fn the_call_can_be_moved_to_another_thread() {
    fn check<F: Send + 'static>(_: F) {}
    check(create(&server(), 0..9).in_parts().into_future());
}

#[tokio::test]
async fn one_item_is_the_answer_or_says_why_it_is_not() {
    let call = |answer: &'static str| {
        let server = Scripted::new(move |_, _| Ok((200, answer.to_owned())));
        let mut request = server.request(&CREATE);
        request.json(&["ad"]);
        OneCall::<Ads>::new(request)
    };
    let ad = call(r#"{"items":[{"data":"a","exceptions":null}]}"#)
        .await
        .unwrap();
    assert_eq!(ad, "a");
    let refused =
        r#"{"items":[{"data":null,"exceptions":[{"code":29,"message":"Name is taken"}]}]}"#;
    let error = call(refused).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::ItemFailed, Some(29))
    );
    assert_eq!(error.message(), Some("Name is taken"));
    assert!(error.to_string().contains("Name is taken"), "{error}");
    assert!(error.body().is_some(), "the whole answer is there");
    let error = call(r#"{"items":[]}"#).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("does not say what became of the item"),
        "{error}"
    );
}
