//! Items of long lists that our own checks refuse.

use pinterest_v5_runtime::{AuthScheme, BulkCall, Check, Method, Operation, Rule};
use serde_json::{Value, json};

use super::Ads;
use super::calls::{answer, server};
use crate::script::Scripted;

static CHECKED: Operation = Operation::new("ads/create", Method::Post, "/ads", "ads")
    .with_auth(&[AuthScheme::OAuth])
    .with_checks(&[
        Check::body("data", Rule::Items(1, 3)),
        Check::body("data.*", Rule::Range(0.0, 99.0)),
        Check::body("source", Rule::Length(0, 4)),
    ]);

fn checked(server: &Scripted, data: &[i64], source: &str) -> BulkCall<Ads> {
    let mut request = server.request(&CHECKED);
    request.json(&json!({ "data": data, "source": source }));
    BulkCall::of_member(request, "data", 3)
}

/// What our own checks refuse is one item, so it must not take those with it that happen to be in the same call.
#[tokio::test]
async fn an_item_that_the_checks_refuse_fails_alone() {
    let server = Scripted::new(|_, wire| {
        let body: Value = serde_json::from_slice(wire.body()).unwrap();
        Ok((200, answer(body["data"].to_string().as_bytes()).to_string()))
    });
    let data = [0, 100, 2, 101, 102, 103, 6, 7, 9008];
    let bulk = checked(&server, &data, "shop").await.unwrap();
    let sent: Vec<Value> = server
        .bodies()
        .iter()
        .map(|body| serde_json::from_slice(body).unwrap())
        .collect();
    assert_eq!(
        sent,
        [
            json!({ "data": [0, 2], "source": "shop" }),
            json!({ "data": [6, 7], "source": "shop" })
        ]
    );
    let outcomes = bulk.outcomes().iter();
    let created: Vec<Option<&str>> = outcomes.map(|outcome| outcome.as_deref().ok()).collect();
    let expected = [
        Some("0"),
        None,
        Some("2"),
        None,
        None,
        None,
        Some("6"),
        Some("7"),
        None,
    ];
    assert_eq!(created, expected);
    let failures: Vec<String> = bulk.failed().map(ToString::to_string).collect();
    assert!(
        failures[0].starts_with("item 1 was not sent: ads/create: "),
        "{failures:?}"
    );
    assert!(
        failures[0].contains("`data[1]` is above 99"),
        "{failures:?}"
    );
    assert!(failures[4].contains("`data[8]`"), "{failures:?}");
    assert_eq!(
        bulk.failed_of(data).collect::<Vec<_>>(),
        [100, 101, 102, 103, 9008]
    );

    let unchecked = {
        let mut request = server.request(&CHECKED);
        request.json(&json!({ "data": [100], "source": "shop" }));
        request.skip_checks();
        BulkCall::<Ads>::of_member(request, "data", 3)
    };
    unchecked.await.unwrap().into_result().unwrap();
    assert_eq!(server.count(), 3);
}

/// What is wrong beside the items is wrong with each call.
#[tokio::test]
async fn a_call_that_the_checks_refuse_fails_as_a_whole() {
    let server = server();
    let bulk = checked(&server, &[1, 2, 300, 4], "bazaar").await.unwrap();
    assert_eq!(bulk.failed().count(), 4);
    for failure in bulk.failed() {
        assert!(
            failure
                .error()
                .unwrap()
                .violations()
                .iter()
                .any(|one| one.path == "source")
        );
    }
    assert_eq!(server.count(), 0);
}
