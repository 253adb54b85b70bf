//! What `object!` makes of structs: reading, writing, and the members that have no field.

use std::collections::BTreeMap;

use pinterest_v5_runtime::{Id, Patch, object};
use serde_json::{Value, from_str, json, to_string, to_value};

#[derive(Clone, Debug, PartialEq)]
struct Board {
    id: Id,
    r#type: String,
    note: Option<String>,
    pins: Option<i64>,
    additional: BTreeMap<String, f64>,
}
object! {
    both Board
    constants { "kind" => "board", "version" => 5, }
    fields {
        id: "id", required;
        r#type: "type", required;
        note: "the-note", nullable;
        pins: "pins", optional;
    }
    rest { additional }
}

#[derive(Debug, Default, PartialEq)]
struct Update {
    name: Patch<String>,
}
object! { both Update default fields { name: "name", patch; } }

#[derive(Debug, PartialEq)]
struct Nothing {}
object! { both Nothing fields {} }

#[derive(Debug, Default, PartialEq)]
struct Tags {
    tags: Vec<String>,
}
object! { both Tags default fields { tags: "tags", list; } }

const FULL: &str =
    r#"{"kind":"board","version":5,"id":"1","type":"a","the-note":"n","pins":3,"CLICKS":1.5}"#;

#[test]
fn a_full_object_survives_unchanged_and_in_order() {
    let board: Board = from_str(FULL).unwrap();
    assert_eq!(
        board.additional,
        BTreeMap::from([("CLICKS".to_owned(), 1.5)])
    );
    assert_eq!(to_string(&board).unwrap(), FULL);
}

#[test]
fn absent_and_null_members_read_as_none_and_only_nullable_ones_are_written() {
    let board: Board = from_str(r#"{"id":"1","type":"a","pins":null}"#).unwrap();
    assert_eq!((&board.note, board.pins), (&None, None));
    assert_eq!(
        to_value(&board).unwrap(),
        json!({"kind": "board", "version": 5, "id": "1", "type": "a", "the-note": null})
    );
}

#[test]
fn an_absent_list_and_null_are_empty_and_another_type_is_refused() {
    for text in ["{}", r#"{"tags":null}"#, r#"{"tags":[]}"#] {
        let read: Tags = from_str(text).unwrap();
        assert_eq!(read, Tags { tags: Vec::new() });
        assert_eq!(to_string(&read).unwrap(), r#"{"tags":[]}"#);
    }
    let read: Tags = from_str(r#"{"tags":["a"]}"#).unwrap();
    assert_eq!(read.tags, ["a"]);
    from_str::<Tags>(r#"{"tags":"a"}"#).unwrap_err();
}

#[test]
fn constants_are_ignored_on_read_whatever_they_say() {
    let board: Board = from_str(r#"{"kind":{"a":1},"id":"1","type":"a"}"#).unwrap();
    assert!(board.additional.is_empty());
}

#[test]
fn a_missing_required_member_is_named() {
    let error = from_str::<Board>(r#"{"id":"1"}"#).unwrap_err();
    assert!(
        error.to_string().starts_with("missing field `type`"),
        "{error}"
    );
}

#[test]
fn something_other_than_an_object_is_named() {
    let error = from_str::<Board>("[]").unwrap_err();
    assert!(
        error.to_string().contains("expected an object (Board)"),
        "{error}"
    );
}

#[test]
fn of_a_duplicate_member_the_last_counts() {
    let board: Board = from_str(r#"{"id":"1","id":"2","type":"a"}"#).unwrap();
    assert_eq!(board.id.as_str(), "2");
}

#[test]
fn keys_with_escapes_are_recognised() {
    let board: Board = from_str(r#"{"\u0069d":"1","type":"a"}"#).unwrap();
    assert_eq!(board.id.as_str(), "1");
}

#[test]
fn unknown_members_are_ignored() {
    let nothing: Nothing = from_str(r#"{"new":{"deep":[1,2]}}"#).unwrap();
    assert_eq!(to_string(&nothing).unwrap(), "{}");
}

#[test]
fn a_patch_tells_absent_null_and_value_apart() {
    let cases = [
        (Patch::Unset, "{}"),
        (Patch::Null, r#"{"name":null}"#),
        (Patch::Set("x".to_owned()), r#"{"name":"x"}"#),
    ];
    for (name, text) in cases {
        let update = Update { name };
        assert_eq!(to_string(&update).unwrap(), text);
        assert_eq!(from_str::<Update>(text).unwrap(), update);
    }
}

#[test]
fn objects_read_from_values_as_from_text() {
    let value: Value = from_str(FULL).unwrap();
    let board: Board = serde_json::from_value(value).unwrap();
    assert_eq!(to_string(&board).unwrap(), FULL);
}

struct Names(Vec<String>);

impl Names {
    fn new(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(names.into_iter().map(Into::into).collect())
    }
}

pinterest_v5_runtime::from_list! { Names(String) }

struct Name(String);

impl Name {
    fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }
}

pinterest_v5_runtime::from_text! { Name }

#[test]
fn what_has_a_text_alone_is_made_from_any_text() {
    let owned = "a".to_owned();
    for made in [Name::from("a"), Name::from(&owned), Name::from(owned)] {
        assert_eq!(made.0, "a");
    }
}

#[test]
fn what_has_a_list_alone_is_made_from_any_list() {
    let (three, two) = (["a", "b", "c"], vec!["a", "b"]);
    let all = [
        Names::from(&three[..2]),
        Names::from(["a", "b"]),
        Names::from(&two),
        Names::from(two),
    ];
    for made in all {
        assert_eq!(made.0, ["a", "b"]);
    }
}
