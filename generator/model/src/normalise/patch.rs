//! Pass *patch*: the members of update bodies that may be null.
//!
//! In the body of a PATCH, absent leaves a member as it is and null clears it. A type that answers use too stays plain:
//! reading it would be painful, and it has no null to send.

use std::collections::BTreeSet;

use crate::ir::{Api, Shape, Type, TypeId, Usage};

pub(super) fn run(api: &mut Api) {
    let bodies = |updates: bool| {
        let operations = api.operations.iter();
        let operations = operations.filter(move |one| (one.method == "PATCH") == updates);
        operations.filter_map(|operation| operation.body.as_ref())
    };
    let changed = |updates: bool| -> BTreeSet<TypeId> {
        bodies(updates)
            .flat_map(|body| changes(api, &body.usage))
            .collect()
    };
    let (updates, others) = (changed(true), changed(false));
    let reached = api.reached_from(bodies(true).map(|body| &body.usage));
    for id in updates.difference(&others) {
        let is_answer = api.types[*id].direction.response;
        if let Shape::Struct(object) = &mut api.types[*id].shape {
            object.updates = !is_answer;
        }
    }
    for id in reached {
        if api.types[id].direction.response {
            continue;
        }
        if let Shape::Struct(object) = &mut api.types[id].shape {
            for field in &mut object.fields {
                field.patch = field.usage.nullable && !field.required;
            }
        }
    }
}

/// What the body of an update changes: itself, or what it lists.
fn changes(api: &Api, body: &Usage) -> Vec<TypeId> {
    match &body.ty {
        Type::List(item) => changes(api, item),
        Type::Named(id) => match &api.types[*id].shape {
            Shape::Struct(object) => match object.fields.as_slice() {
                [field] if matches!(field.usage.ty, Type::List(_)) => changes(api, &field.usage),
                _ => vec![*id],
            },
            Shape::Union(union) => {
                let variants = union.variants.iter();
                variants
                    .flat_map(|variant| changes(api, &variant.usage))
                    .collect()
            }
            Shape::Enum(_) | Shape::Id => Vec::new(),
        },
        _ => Vec::new(),
    }
}
