//! A removal, with all that belongs to what goes.

use serde_json::{Value, json};

use super::{Call, Outcome, cascade, filter, text};
use crate::description::Place;
use crate::resources::{Kind, table::NOT_FILTERS};
use crate::shape::Shape;

/// Removes what the path names, or those that the query names.
pub(super) fn delete(call: &mut Call<'_>, kind: &Kind) -> Outcome {
    if call.operation.template.ends_with('}') {
        let (id, _) = call.named(kind)?;
        remove(call, kind, &id);
        return Ok(call.success(Some(Value::Null)));
    }
    let parameters = call.verdict.parameters.iter();
    let asked = parameters.filter(|((place, name), _)| {
        *place == Place::Query && !NOT_FILTERS.contains(&name.as_str())
    });
    let asked: Vec<(String, Value)> = asked
        .map(|((_, name), value)| (name.clone(), value.clone()))
        .collect();
    let mut outcomes = Vec::new();
    for (name, value) in asked {
        let values = value.as_array().cloned().unwrap_or_else(|| vec![value]);
        for value in values.iter().map(text) {
            let named = filter::named(call, kind, &name, &value);
            for id in &named {
                remove(call, kind, id);
            }
            let status = if named.is_empty() {
                json!({ "code": 404, "message": kind.missing(&value).message })
            } else {
                json!({ "code": 204, "message": "removed" })
            };
            outcomes.push(json!({ "id": value, "status": status }));
        }
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
