//! A removal, with all that belongs to what goes.

use serde_json::{Value, json};

use super::{Call, Outcome, cascade, text};
use crate::resources::Kind;
use crate::shape::Shape;

/// Removes what the path names, or those that the query names.
pub(super) fn delete(call: &mut Call<'_>, kind: &Kind) -> Outcome {
    if call.operation.template.ends_with('}') {
        let (id, _) = call.named(kind)?;
        remove(call, kind, &id);
        return Ok(call.success(Some(Value::Null)));
    }
    let scope = call.scope();
    let parameters = call.verdict.parameters.values();
    let named: Vec<String> = parameters
        .flat_map(|value| {
            value
                .as_array()
                .cloned()
                .unwrap_or_else(|| vec![value.clone()])
        })
        .map(|value| text(&value))
        .filter(|id| !scope.values().any(|place| place == id))
        .collect();
    let mut outcomes = Vec::new();
    for id in named {
        let is_there = call.holds(kind, &id, &scope);
        if is_there {
            remove(call, kind, &id);
        }
        let status = if is_there {
            json!({ "code": 204, "message": "removed" })
        } else {
            json!({ "code": 404, "message": kind.missing(&id).message })
        };
        outcomes.push(json!({ "id": id, "status": status }));
    }
    let first = call.operation.first_success();
    let first = first.and_then(|success| success.schema.as_ref());
    let lists =
        first.is_some_and(|schema| Shape::of(call.description, &[schema]).kind == Some("array"));
    if lists {
        return Ok(crate::Answer::json(&outcomes.into()));
    }
    let missing = outcomes
        .iter()
        .find(|outcome| outcome["status"]["code"] == 404);
    match missing.and_then(|outcome| outcome["id"].as_str()) {
        Some(id) => Err(kind.missing(id)),
        None => Ok(call.success(Some(Value::Null))),
    }
}

pub(super) fn remove(call: &mut Call<'_>, kind: &Kind, id: &str) {
    call.state.remove(&kind.collection, id);
    cascade(call.state, kind, id);
}
