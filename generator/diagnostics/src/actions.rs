//! Edits of the description, as actions of an overlay.
//!
//! Invariant: an action selects what the edit names and nothing else, also when other actions were applied before it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Edit;
use source::pointer::{Pointer, path_text};

/// Targets, each with its update; without one it is removed.
pub(super) fn actions(edit: &Edit, document: &Value) -> Vec<(String, Option<Value>)> {
    let path = |at: &Pointer| at.to_json_path(document);
    match edit {
        Edit::Remove(at) => remove(at, document),
        Edit::Set(at, value) => set(at, value, document),
        Edit::Append(list, value) => match list.lookup(document) {
            Some(Value::Array(_)) => vec![(path(list), Some(value.clone()))],
            _ => set(list, &json!([value]), document),
        },
        Edit::RemoveAll(path) => vec![(path.clone(), None)],
        Edit::Repoint(from, to) => {
            let target = format!("$..[?@['$ref'] == {}]", path_text(from));
            vec![(target, Some(json!({ "$ref": to.as_str() })))]
        }
    }
}

/// Of a single value that a list has twice, all go and one comes back: no path selects the second alone.
fn remove(at: &Pointer, document: &Value) -> Vec<(String, Option<Value>)> {
    let list = at
        .parent()
        .filter(|list| matches!(list.lookup(document), Some(Value::Array(_))));
    let single = at
        .lookup(document)
        .filter(|one| !one.is_object() && !one.is_array());
    let (Some(list), Some(single)) = (list, single) else {
        return vec![(at.to_json_path(document), None)];
    };
    let values = list
        .lookup(document)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    if values.filter(|one| *one == single).count() < 2 {
        return vec![(at.to_json_path(document), None)];
    }
    let list = list.to_json_path(document);
    let text = single
        .as_str()
        .map_or_else(|| single.to_string(), path_text);
    vec![
        (format!("{list}[?@ == {text}]"), None),
        (list, Some(single.clone())),
    ]
}

/// An update merges, so that what is of another kind has to go first. A keyword beside a reference would be ignored: it
/// goes where that leads.
fn set(at: &Pointer, value: &Value, document: &Value) -> Vec<(String, Option<Value>)> {
    let at = &past_references(at, document);
    let is_single = |value: &Value| !value.is_object() && !value.is_array();
    let is_element = at
        .parent()
        .is_some_and(|list| matches!(list.lookup(document), Some(Value::Array(_))));
    let mut actions = Vec::new();
    if let Some(old) = at.lookup(document) {
        let replaces = is_single(old) && is_single(value);
        if replaces && is_element {
            return vec![(at.to_json_path(document), Some(value.clone()))];
        }
        if !replaces {
            actions.push((at.to_json_path(document), None));
        }
    }
    let (mut around, mut update) = (at.clone(), value.clone());
    while let (Some(parent), Some(key)) = (around.parent(), around.last()) {
        around = parent;
        match around.lookup(document) {
            Some(Value::Array(_)) => break,
            Some(_) => {
                update = json!({ key: update });
                break;
            }
            None => update = json!({ key: update }),
        }
    }
    actions.push((around.to_json_path(document), Some(update)));
    actions
}

/// The place of a keyword; if it is beside a reference, that in what this points at.
fn past_references(at: &Pointer, document: &Value) -> Pointer {
    let mut at = at.clone();
    let mut seen = BTreeSet::new();
    while let (Some(owner), Some(key)) = (at.parent(), at.last()) {
        let target = owner.child("$ref").lookup(document).and_then(Value::as_str);
        let target = target.filter(|_| key != "$ref").and_then(Pointer::parse);
        match target {
            Some(target) if seen.insert(owner) => at = target.child(&key),
            _ => break,
        }
    }
    at
}
