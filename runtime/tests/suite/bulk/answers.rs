//! One view of every form of answer.

use std::collections::BTreeMap;

use pinterest_v5_runtime::{Bulk, BulkError, OneOrMany};
use serde_json::{Value, json};

use super::{AdResult, Ads, Exception, Told, failures};

fn ads(items: &Value) -> Bulk<String, AdResult> {
    let ads: Ads = serde_json::from_value(json!({ "items": items })).unwrap();
    ads.into_bulk()
}

#[test]
fn every_form_of_exceptions_is_seen() {
    let exception = json!({"code": 4, "message": "no"});
    let refused = (Some(4), Some("no".to_owned()));
    for (exceptions, expected) in [
        (json!([exception]), Some(refused.clone())),
        (exception.clone(), Some(refused.clone())),
        (json!([null, exception, {"code": 5}]), Some(refused)),
        (json!({"code": 5}), Some((Some(5), None))),
        (json!({"message": "m"}), Some((None, Some("m".to_owned())))),
        (json!([]), None),
        (json!([null]), None),
        (json!({}), None),
        (json!(null), None),
    ] {
        let bulk = ads(&json!([{"data": "a", "exceptions": exceptions}, {"data": "b"}]));
        let expected: Vec<Told> = expected
            .into_iter()
            .map(|(code, message)| (Some(0), code, message))
            .collect();
        assert_eq!(failures(&bulk), expected, "{exceptions}");
        assert_eq!(bulk.outcomes()[1].as_ref().unwrap(), "b");
    }
}

#[test]
fn an_item_with_neither_data_nor_exceptions_has_not_succeeded() {
    let bulk = ads(&json!([{"data": null, "exceptions": null}, {}]));
    assert_eq!(
        failures(&bulk),
        [(Some(0), None, None), (Some(1), None, None)]
    );
    assert!(ads(&json!(null)).into_result().unwrap().is_empty());
}

#[test]
fn a_result_fails_if_any_item_failed_and_keeps_those_that_did_not() {
    let bulk = ads(&json!([{"data": "a"}, {"exceptions": [
        {"code": 2625, "message": "Taken\nby pina_AMA5"}, {"code": 1, "message": "second"},
    ]}, {"data": "c"}]));
    let error: BulkError<_, _> = bulk.into_result().unwrap_err();
    let text = r"1 of 3 items failed: item 1 did not succeed: Taken\nby [redacted] (code 2625), second (code 1)";
    assert_eq!(error.to_string(), text);
    let failure = error.bulk().failed().next().unwrap();
    assert!(!format!("{error:?} {failure:?}").contains("pina_"));
    assert_eq!(failure.reasons().len(), 2);
    assert_eq!(failure.item().unwrap().data, None);
    let (succeeded, failed) = error.into_bulk().into_parts();
    assert_eq!(
        (succeeded, failed.len()),
        (vec!["a".to_owned(), "c".to_owned()], 1)
    );
    let good = ads(&json!([{"data": "a"}, {"data": "b"}]));
    assert_eq!(good.into_result().unwrap(), ["a", "b"]);
}

#[derive(Clone, Debug, PartialEq)]
struct Record {
    item_id: String,
    errors: Option<Vec<Exception>>,
    status: Option<Status>,
}

#[derive(Clone, PartialEq)]
enum Status {
    Success,
    Unrecognized(pinterest_v5_runtime::UnrecognizedValue),
}

pinterest_v5_runtime::string_enum! { Status { "SUCCESS" => Success, } }
pinterest_v5_runtime::object! {
    response Record
    fields { item_id: "item_id", required; errors: "errors", optional; status: "status", optional; }
}
pinterest_v5_runtime::bulk_item! { Record errors, status == "SUCCESS" }

#[derive(Clone, Debug, PartialEq)]
struct Batch {
    items: Vec<Record>,
}

pinterest_v5_runtime::object! { response Batch fields { items: "items", required; } }
pinterest_v5_runtime::bulk! { Batch items: Record => Record }

#[test]
fn an_item_with_a_status_succeeds_with_that_of_success_only() {
    let batch: Batch = serde_json::from_value(json!({"items": [
        {"item_id": "a", "status": "SUCCESS", "errors": []},
        {"item_id": "b", "status": "PROCESSING"},
        {"item_id": "c", "errors": [{"code": 7}]},
        {"item_id": "d"},
    ]}))
    .unwrap();
    let bulk = batch.into_bulk();
    assert_eq!(
        failures(&bulk),
        [(Some(1), None, None), (Some(2), Some(7), None)]
    );
    let ids = bulk
        .failed()
        .map(|one| one.item().unwrap().item_id.as_str());
    assert_eq!(ids.collect::<Vec<_>>(), ["b", "c"]);
    assert_eq!(bulk.succeeded().count(), 2);
}

#[derive(Clone, Debug, PartialEq)]
struct Event {
    error_message: Option<String>,
    status: Status,
}

pinterest_v5_runtime::object! {
    response Event
    fields { error_message: "error_message", optional; status: "status", required; }
}
pinterest_v5_runtime::bulk_item! { Event error_message, status is "SUCCESS" }

#[derive(Clone, Debug, PartialEq)]
struct Events {
    events: Vec<Event>,
}

pinterest_v5_runtime::object! { response Events fields { events: "events", required; } }
pinterest_v5_runtime::bulk! { Events events: Event => Event }

#[test]
fn a_status_that_is_always_there_decides_and_a_text_is_the_reason() {
    let events: Events = serde_json::from_value(json!({"events": [
        {"status": "SUCCESS", "error_message": ""},
        {"status": "FAILURE", "error_message": "no such account"},
        {"status": "LATER"},
    ]}))
    .unwrap();
    assert_eq!(
        failures(&events.into_bulk()),
        [
            (Some(1), None, Some("no such account".to_owned())),
            (Some(2), None, None),
        ]
    );
}

#[derive(Clone, Debug, PartialEq)]
enum Submitted {
    Record(Box<Record>),
    Unrecognized(pinterest_v5_runtime::UnrecognizedVariant),
}

pinterest_v5_runtime::untagged_union! {
    response Submitted {
        Record: object ["item_id"] ["item_id", "errors", "status"],
    }
    from { Record(Record) }
}
pinterest_v5_runtime::bulk_item! { Submitted in outcome Record }

#[test]
fn items_may_be_of_several_kinds_and_one_of_an_unknown_kind_has_not_succeeded() {
    let text = r#"[{"item_id": "a"}, {"item_id": "b", "errors": [{"code": 7}]}, {"new": 1}]"#;
    let items: Vec<Submitted> = serde_json::from_str(text).unwrap();
    let bulk = Bulk::from_items(items);
    assert_eq!(
        failures(&bulk),
        [(Some(1), Some(7), None), (Some(2), None, None)]
    );
}

#[derive(Clone, Debug, PartialEq)]
struct KeywordError {
    data: Option<String>,
    error_messages: Option<Vec<String>>,
}

pinterest_v5_runtime::object! {
    response KeywordError
    fields { data: "data", optional; error_messages: "error_messages", optional; }
}
pinterest_v5_runtime::failure_reason! { KeywordError error_messages }

#[derive(Clone, Debug, PartialEq)]
struct Keywords {
    keywords: Option<BTreeMap<String, i64>>,
    errors: Option<OneOrMany<KeywordError>>,
}

pinterest_v5_runtime::object! {
    response Keywords
    fields { keywords: "keywords", optional; errors: "errors", optional; }
}
pinterest_v5_runtime::bulk! { Keywords keywords: (String, i64), errors: KeywordError }

#[test]
fn failures_that_are_listed_apart_have_no_index() {
    let keywords: Keywords = serde_json::from_value(json!({
        "keywords": {"a": 1},
        "errors": [{"data": "b", "error_messages": ["short", "odd"]}, {}],
    }))
    .unwrap();
    let bulk = keywords.into_bulk();
    let expected = [(None, None, Some("short".to_owned())), (None, None, None)];
    assert_eq!(failures(&bulk), expected);
    let first = bulk.failed().next().unwrap();
    assert_eq!(
        (first.reasons().len(), first.item().unwrap().data.as_deref()),
        (2, Some("b"))
    );
    assert_eq!(bulk.succeeded().collect::<Vec<_>>(), [&("a".to_owned(), 1)]);
    let none: Keywords = serde_json::from_value(json!({})).unwrap();
    assert!(none.into_result().unwrap().is_empty());
}
