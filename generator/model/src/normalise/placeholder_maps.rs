//! Pass *placeholder maps*: a map whose only declared member represents its keys.
//!
//! `{properties: {APP_TYPE: {enum: [..]}}, additionalProperties: {type: number}}` documents the keys by a member that
//! never occurs; its type contradicts the type of the values. An enum among them is the type of the keys.

use std::collections::HashMap;

use crate::ir::{Api, Shape, Type, TypeId, Usage};

pub(super) fn run(api: &mut Api) {
    let maps: HashMap<TypeId, Type> = api
        .types
        .iter()
        .filter_map(|(id, def)| map_type(api, &def.shape).map(|map| (id, map)))
        .collect();
    api.for_each_usage_mut(&mut |usage| {
        if let Type::Named(id) = usage.ty
            && let Some(map) = maps.get(&id)
        {
            usage.ty = map.clone();
        }
    });
}

fn map_type(api: &Api, shape: &Shape) -> Option<Type> {
    let Shape::Struct(object) = shape else {
        return None;
    };
    let [only] = object.fields.as_slice() else {
        return None;
    };
    let value = object.rest.as_deref()?;
    if only.required || value.ty == Type::Any || value.ty == only.usage.ty {
        return None;
    }
    Some(Type::Map(
        key_type(api, &only.usage),
        Box::new(value.clone()),
    ))
}

fn key_type(api: &Api, key: &Usage) -> Option<TypeId> {
    match key.ty {
        Type::Named(id) if matches!(api.types[id].shape, Shape::Enum(_)) => Some(id),
        _ => None,
    }
}
