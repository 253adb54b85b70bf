//! A change: what is absent stays, null takes away, a value takes the place of another.

use serde_json::{Map, Value};

use super::conform::{conform, follow};
use super::{Call, conflicts, made_up, references};
use crate::answer::Refusal;
use crate::resources::Kind;
use crate::shape::{Shape, takes_null};

/// Changes the thing with this id, which is there.
pub(super) fn update(
    call: &mut Call<'_>,
    kind: &Kind,
    id: &str,
    body: &Map<String, Value>,
) -> Result<(), Refusal> {
    references::check(call, body, &call.scope())?;
    let Some(thing) = call.state.get(&kind.collection, id) else {
        return Err(kind.missing(id));
    };
    let mut value = thing.value.clone();
    let seen = Value::Object(value.clone());
    let shape = Shape::of_value(call.description, &[&kind.looks.schema], &seen);
    for (name, said) in body {
        let Some(schemas) = shape.properties.get(name.as_str()) else {
            continue;
        };
        let null = || {
            schemas
                .iter()
                .all(|schema| takes_null(call.description, schema))
        };
        if *name == kind.id || name == "id" || kind.scope.contains(name) {
            continue;
        }
        if said.is_null() && !null() {
            value.shift_remove(name);
        } else {
            value.insert(name.clone(), said.clone());
        }
    }
    for (name, schemas) in &shape.properties {
        if name.starts_with("updated")
            && let Some(now) = made_up::member(call, name, schemas, id)
        {
            value.insert((*name).to_owned(), now);
        }
    }
    follow(call, &shape, &mut value);
    conform(call, &kind.looks, id, &mut value);
    conflicts::twins(call, kind, Some(id), &[&value])?;
    if let Some(thing) = call.state.get_mut(&kind.collection, id) {
        thing.value = value;
    }
    Ok(())
}
