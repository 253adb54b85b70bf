//! The outcomes of a bulk call in the form that its operation answers in.

use serde_json::{Map, Value, json};

use super::Call;
use super::made_up::required;
use crate::answer::Refusal;
use crate::shape::{BranchSchema, Shape};

/// What was sent, and what became of it.
pub(super) type Done = (Value, Result<Value, Refusal>);

/// The outcomes after the schema of the answer.
pub(super) fn envelope(call: &Call<'_>, schema: &Value, outcomes: &[Done]) -> Value {
    let shape = Shape::of(call.description, &[schema]);
    if shape.kind == Some("array") {
        return rows(call, &shape.items, outcomes).into();
    }
    let name = shape.properties.keys().find(|name| **name != "errors");
    let name = name.copied().unwrap_or("items");
    let items = |name: &str| {
        let list = shape.properties.get(name);
        list.map(|schemas| Shape::of(call.description, schemas).items)
            .unwrap_or_default()
    };
    if !shape.properties.contains_key("errors") {
        return json!({ name: rows(call, &items(name), outcomes) });
    }
    let row = Shape::of(call.description, &items("errors"));
    let data = row.properties.get("data").cloned().unwrap_or_default();
    let done = outcomes
        .iter()
        .filter_map(|(_, outcome)| outcome.as_ref().ok());
    let failed = outcomes.iter().filter_map(|(sent, outcome)| {
        let refusal = outcome.as_ref().err()?;
        Some(json!({ "data": filled(call, &data, sent), "error_messages": [refusal.message] }))
    });
    json!({ name: done.collect::<Vec<_>>(), "errors": failed.collect::<Vec<_>>() })
}

fn rows(call: &Call<'_>, items: &[&Value], outcomes: &[Done]) -> Vec<Value> {
    let shape = Shape::of(call.description, items);
    let mut faults = ["exceptions", "exception"].into_iter();
    let fault = faults.find(|name| shape.properties.contains_key(name));
    let has_data = shape.properties.contains_key("data");
    let row = |(sent, outcome): &Done| match (outcome, fault) {
        (Ok(value), Some(_)) => json!({ "data": value }),
        (Err(refusal), Some(name)) => {
            let fault = Shape::of(call.description, &shape.properties[name]);
            let one = error(refusal);
            let is_list = fault.kind == Some("array");
            json!({ name: if is_list { json!([one]) } else { one } })
        }
        (Ok(value), None) if has_data => json!({ "data": value }),
        // Without a place of its own, a failure stands where the thing would.
        (Err(refusal), None) if has_data => {
            json!({ "data": failure(call, &shape.properties["data"], sent, refusal) })
        }
        (Ok(value), None) if shape.kind == Some("string") => value["id"].clone(),
        (Ok(value), None) => value.clone(),
        (Err(refusal), None) => error(refusal),
    };
    outcomes.iter().map(row).collect()
}

/// The branch that tells of a failure: the one that has exceptions.
fn failure(call: &Call<'_>, data: &[&Value], sent: &Value, refusal: &Refusal) -> Value {
    let unions = Shape::of(call.description, data).unions;
    let mut branches = unions.iter().flat_map(|union| &union.branches);
    let schema = branches.find_map(|branch| match branch.schema {
        BranchSchema::Inline(schema) => schema.pointer("/properties/exceptions").map(|_| schema),
        BranchSchema::Reference(_) => None,
    });
    let Some(schema) = schema else {
        return error(refusal);
    };
    let mut value = filled(call, &[schema], sent);
    value["exceptions"] = error(refusal);
    value
}

/// What was sent as far as `schemas` declare it, and what they require besides.
pub(super) fn filled(call: &Call<'_>, schemas: &[&Value], sent: &Value) -> Value {
    let shape = Shape::of_value(call.description, schemas, sent);
    let mut members: Map<String, Value> = Map::new();
    for (name, schemas) in &shape.properties {
        let own = sent.get(*name).filter(|own| !own.is_null()).cloned();
        let needed = || {
            shape
                .required
                .contains(name)
                .then(|| required(call, name, schemas))
        };
        if let Some(member) = own.or_else(|| needed().flatten()) {
            members.insert((*name).to_owned(), member);
        }
    }
    members.into()
}

fn error(refusal: &Refusal) -> Value {
    json!({ "code": refusal.code, "message": refusal.message })
}
