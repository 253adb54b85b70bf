//! Calls about several things: each element succeeds or fails by itself.

use serde_json::{Map, Value, json};

use super::{Call, create, text, update, view};
use crate::answer::{Answer, Refusal};
use crate::resources::{Kind, Write, elements};
use crate::shape::Shape;

/// Makes or changes one thing for each element of the body.
pub(super) fn bulk(call: &mut Call<'_>, kind: &Kind, write: Write) -> Answer {
    let list = elements(call.description, call.operation).unwrap_or_default();
    let body = call.verdict.body.clone().unwrap_or_default();
    let (shared, listed) = match list {
        "" => (Map::new(), body),
        name => {
            let mut shared = call.body();
            let listed = shared.shift_remove(name).unwrap_or_default();
            (shared, listed)
        }
    };
    let mut outcomes = Vec::new();
    for element in listed.as_array().cloned().unwrap_or_default() {
        let mut own = shared.clone();
        own.extend(element.as_object().cloned().unwrap_or_default());
        let outcome = match write {
            Write::Create => create(call, kind, &own, &call.scope()),
            Write::Update => change(call, kind, &own),
        };
        let outcome = outcome.map(|id| view::view(call, kind, &id));
        outcomes.push((element, outcome));
    }
    let success = call.operation.first_success();
    let schema = success.and_then(|success| success.schema.as_ref());
    let Some(schema) = schema else {
        return call.success(None);
    };
    let value = envelope(call, schema, &outcomes);
    let status = success.map_or(200, |success| success.status);
    Answer {
        status,
        ..Answer::json(&value)
    }
}

fn change(call: &mut Call<'_>, kind: &Kind, own: &Map<String, Value>) -> Result<String, Refusal> {
    let id = own.get(&kind.id).or_else(|| own.get("id")).map(text);
    let id = id.unwrap_or_default();
    if !call.holds(kind, &id, &call.scope()) {
        return Err(kind.missing(&id));
    }
    update::update(call, kind, &id, own)?;
    Ok(id)
}

type Done = (Value, Result<Value, Refusal>);

/// The outcomes in the form that the operation answers in.
fn envelope(call: &Call<'_>, schema: &Value, outcomes: &[Done]) -> Value {
    let shape = Shape::of(call.description, &[schema]);
    if shape.kind == Some("array") {
        return rows(call, &shape.items, outcomes).into();
    }
    let name = shape.properties.keys().find(|name| **name != "errors");
    let name = name.copied().unwrap_or("items");
    let items = shape
        .properties
        .get(name)
        .map(|schemas| Shape::of(call.description, schemas));
    let items = items.map(|items| items.items).unwrap_or_default();
    if !shape.properties.contains_key("errors") {
        return json!({ name: rows(call, &items, outcomes) });
    }
    let done = outcomes
        .iter()
        .filter_map(|(_, outcome)| outcome.as_ref().ok());
    let failed = outcomes.iter().filter_map(|(sent, outcome)| {
        let refusal = outcome.as_ref().err()?;
        Some(json!({ "data": sent, "error_messages": [refusal.message] }))
    });
    json!({ name: done.collect::<Vec<_>>(), "errors": failed.collect::<Vec<_>>() })
}

fn rows(call: &Call<'_>, items: &[&Value], outcomes: &[Done]) -> Vec<Value> {
    let shape = Shape::of(call.description, items);
    let fault = ["exceptions", "exception"].into_iter();
    let mut fault = fault;
    let fault = fault.find(|name| shape.properties.contains_key(name));
    let is_list = fault.is_some_and(|name| {
        let fault = Shape::of(call.description, &shape.properties[name]);
        fault.kind == Some("array")
    });
    let row = |outcome: &Result<Value, Refusal>| match (outcome, fault) {
        (Ok(value), Some(_)) => json!({ "data": value }),
        (Err(refusal), Some(name)) => {
            let one = json!({ "code": refusal.code, "message": refusal.message });
            let one = if is_list { json!([one]) } else { one };
            json!({ name: one })
        }
        // Without a place of its own, a failure stands where the thing would.
        (Ok(value), None) if shape.properties.contains_key("data") => json!({ "data": value }),
        (Err(refusal), None) if shape.properties.contains_key("data") => {
            json!({ "data": { "code": refusal.code, "message": refusal.message } })
        }
        (Ok(value), None) if shape.kind == Some("string") => value["id"].clone(),
        (Ok(value), None) => value.clone(),
        (Err(refusal), None) => json!({ "code": refusal.code, "message": refusal.message }),
    };
    outcomes.iter().map(|(_, outcome)| row(outcome)).collect()
}
