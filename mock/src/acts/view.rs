//! A thing as callers see it, with the counts that are not kept.

use serde_json::{Map, Value};

use super::conform::conform;
use super::{Call, made_up, special};
use crate::answer::Answer;
use crate::resources::Kind;
use crate::resources::table::{COUNTS, GETS, MADE_BY, PARTIAL};
use crate::shape::Shape;

/// What a caller sees of a thing; null if it is not there.
pub(super) fn view(call: &Call<'_>, kind: &Kind, id: &str) -> Value {
    let Some(thing) = call.state.get(&kind.collection, id) else {
        return Value::Null;
    };
    let mut value = thing.value.clone();
    for (of, member, counted, names) in COUNTS {
        if *of == kind.collection {
            let count = call
                .state
                .all(counted)
                .filter(|(_, one)| one.has(names, id))
                .count();
            value.insert((*member).to_owned(), count.into());
        }
    }
    special::count_records(call, kind, id, &mut value);
    special::show_pins(call, kind, id, &mut value);
    value.into()
}

/// The documented answer about a thing.
pub(super) fn answer(call: &Call<'_>, kind: &Kind, id: &str) -> Answer {
    let mut value = view(call, kind, id);
    // An answer with other members may name what the path does.
    if let Some(members) = value
        .as_object_mut()
        .filter(|_| is_partial(&call.operation.id))
    {
        for (name, id) in call.scope() {
            members.entry(name).or_insert_with(|| id.into());
        }
    }
    let looks = call.resources.answer(&call.operation.id);
    if let (Some(looks), Some(members)) = (looks, value.as_object_mut()) {
        conform(call, looks, id, members);
    }
    let schema = call.operation.usual_schema();
    let value = match schema {
        Some(schema) if is_partial(&call.operation.id) => shown(call, &[schema], &value, id),
        _ => value,
    };
    call.success(Some(value))
}

/// What `schemas` show of a thing: its members as far as it has them; the others are made up.
pub(super) fn shown(call: &Call<'_>, schemas: &[&Value], value: &Value, id: &str) -> Value {
    let mut members = Map::new();
    for (name, schemas) in &Shape::of(call.description, schemas).properties {
        let own = value.get(*name).filter(|own| !own.is_null()).cloned();
        let made = || made_up::member(call, name, schemas, id);
        if let Some(member) = own.or_else(made) {
            members.insert((*name).to_owned(), member);
        }
    }
    members.into()
}

/// Whether the answer of an operation shows other members than the thing has.
pub(super) fn is_partial(operation: &str) -> bool {
    GETS.iter().any(|(known, ..)| *known == operation)
        || MADE_BY.iter().any(|(_, known)| *known == operation)
        || PARTIAL.contains(&operation)
}
