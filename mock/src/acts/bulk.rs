//! Calls about several things: each element succeeds or fails by itself.

use serde_json::{Map, Value};

use super::{Call, Outcome, create, envelope, references, text, update, view};
use crate::answer::{Answer, Refusal};
use crate::resources::{Kind, Write, elements};
use crate::shape::Shape;

/// Makes or changes one thing for each element of the body.
pub(super) fn bulk(call: &mut Call<'_>, kind: &Kind, write: Write) -> Outcome {
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
    let success = call.operation.first_success();
    let schema = success.and_then(|success| success.schema.as_ref());
    let mut outcomes = Vec::new();
    let listed = listed.as_array().cloned().unwrap_or_default();
    // A list of ids has no place for a failure: then all fail with the one.
    if schema.is_some_and(|schema| is_of_texts(call, schema)) {
        for element in listed.iter().filter_map(Value::as_object) {
            references::check(call, element, &call.scope())?;
        }
    }
    for element in listed {
        let mut own = shared.clone();
        own.extend(element.as_object().cloned().unwrap_or_default());
        let outcome = match write {
            Write::Create => create(call, kind, &own, &call.scope()),
            Write::Update => change(call, kind, &own),
        };
        let outcome = outcome.map(|id| view::view(call, kind, &id));
        outcomes.push((element, outcome));
    }
    let Some(schema) = schema else {
        return Ok(call.success(None));
    };
    let value = envelope::envelope(call, schema, &outcomes);
    let status = success.map_or(200, |success| success.status);
    Ok(Answer {
        status,
        ..Answer::json(&value)
    })
}

fn is_of_texts(call: &Call<'_>, schema: &Value) -> bool {
    let elements = Shape::of(call.description, &[schema]).items;
    Shape::of(call.description, &elements).kind == Some("string")
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
