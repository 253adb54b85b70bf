//! What a deviation cost: where the decoded body differs from that of the valid one.
//!
//! The own element of a deviation is the innermost element of a list that it is in, or the member of the body that
//! it is in if there is no list on the way.

use serde_json::{Map, Value};

use super::change::Step;

/// What is gone or other than it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cost {
    Nothing,
    OwnElement,
    Answer,
    More,
}

/// Compares what was decoded of the valid body and of the changed one.
pub(super) fn cost(valid: &Value, changed: &Value, path: &[Step]) -> Cost {
    if are_equal(valid, changed) {
        return Cost::Nothing;
    }
    let own = path
        .iter()
        .rposition(|step| matches!(step, Step::Element(_)));
    let own = &path[..path.len().min(own.unwrap_or(0) + 1)];
    if differ_within(valid, changed, own) {
        Cost::OwnElement
    } else {
        Cost::More
    }
}

/// Whether the two differ at the path only.
fn differ_within(valid: &Value, changed: &Value, path: &[Step]) -> bool {
    let Some((step, rest)) = path.split_first() else {
        return true;
    };
    match (step, valid, changed) {
        (Step::Member(name), Value::Object(before), Value::Object(after)) => {
            let others = before.keys().chain(after.keys()).filter(|key| *key != name);
            let mut others = others.map(|key| (before.get(key), after.get(key)));
            let value = |object: &Map<String, Value>| object.get(name).cloned().unwrap_or_default();
            others.all(|(before, after)| same(before, after))
                && differ_within(&value(before), &value(after), rest)
        }
        (Step::Element(index), Value::Array(before), Value::Array(after)) => {
            let rest_of = |list: &[Value]| list.get(index + 1..).unwrap_or_default().to_vec();
            let left_out = rest.is_empty() && after.len() + 1 == before.len();
            let behind = if left_out {
                after.get(*index..).unwrap_or_default().to_vec()
            } else {
                rest_of(after)
            };
            let inner = || match (before.get(*index), after.get(*index)) {
                (Some(before), Some(after)) => differ_within(before, after, rest),
                _ => false,
            };
            before.get(..*index) == after.get(..*index)
                && rest_of(before) == behind
                && (left_out || inner())
        }
        _ => false,
    }
}

/// Null, absent and an empty list are the same, and numbers are equal by value.
fn same(before: Option<&Value>, after: Option<&Value>) -> bool {
    let says_something = |value: &&Value| !value.is_null() && **value != Value::Array(Vec::new());
    match (before.filter(says_something), after.filter(says_something)) {
        (Some(before), Some(after)) => are_equal(before, after),
        (before, after) => before.is_none() && after.is_none(),
    }
}

fn are_equal(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::Object(one), Value::Object(other)) => {
            let keys = one.keys().chain(other.keys());
            keys.into_iter()
                .all(|key| same(one.get(key), other.get(key)))
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| are_equal(one, other))
        }
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        _ => before == after,
    }
}
