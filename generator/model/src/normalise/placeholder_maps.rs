//! Pass *placeholder maps*: a map whose only declared member represents its keys.
//!
//! `{properties: {APP_TYPE: {enum: [..]}}, additionalProperties: {type: number}}` documents the keys by a member that
//! never occurs; its type contradicts the type of the values. An enum among them is the type of the keys, and a name like
//! `AUDIENCE_ID` says what they identify.

use std::collections::HashMap;

use crate::ir::{Api, Identity, Shape, Type, TypeId, Usage};

pub(super) fn run(api: &mut Api) {
    let maps: HashMap<TypeId, (Type, Option<Identity>)> = api
        .types
        .iter()
        .filter_map(|(id, def)| map_type(api, &def.shape).map(|map| (id, map)))
        .collect();
    api.for_each_usage_mut(&mut |usage| {
        if let Type::Named(id) = usage.ty
            && let Some((map, identity)) = maps.get(&id)
        {
            usage.ty = map.clone();
            usage.identity = usage.identity.take().or_else(|| identity.clone());
        }
    });
}

fn map_type(api: &Api, shape: &Shape) -> Option<(Type, Option<Identity>)> {
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
    let map = Type::Map(key_type(api, &only.usage), Box::new(value.clone()));
    let name = only.wire.to_lowercase();
    let identity = name.ends_with("_id").then_some(Identity::Of(name));
    Some((map, identity))
}

fn key_type(api: &Api, key: &Usage) -> Option<TypeId> {
    match key.ty {
        Type::Named(id) if matches!(api.types[id].shape, Shape::Enum(_)) => Some(id),
        _ => None,
    }
}
