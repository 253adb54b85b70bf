//! Pass *recursion*: a member whose type contains the struct itself is boxed.
//!
//! Lists and maps are on the heap already, and so are the structs inside unions.

use std::collections::BTreeSet;

use crate::ir::{Api, Shape, Type, TypeId, Usage};

pub(super) fn run(api: &mut Api) {
    for id in api.types.ids() {
        let Shape::Struct(object) = &api.types[id].shape else {
            continue;
        };
        let boxed: Vec<bool> = object
            .fields
            .iter()
            .map(|field| by_value(&field.usage).is_some_and(|inner| contains(api, inner, id)))
            .collect();
        if let Shape::Struct(object) = &mut api.types[id].shape {
            for (field, boxed) in object.fields.iter_mut().zip(boxed) {
                field.boxed = boxed;
            }
        }
    }
}

/// The type that a usage holds in place.
fn by_value(usage: &Usage) -> Option<TypeId> {
    match &usage.ty {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}

/// Whether a type holds another in place, at any depth.
fn contains(api: &Api, outer: TypeId, inner: TypeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![outer];
    while let Some(id) = open.pop() {
        if id == inner {
            return true;
        }
        if seen.insert(id)
            && let Shape::Struct(object) = &api.types[id].shape
        {
            open.extend(
                object
                    .fields
                    .iter()
                    .filter_map(|field| by_value(&field.usage)),
            );
        }
    }
    false
}
