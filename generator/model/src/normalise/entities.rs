//! Pass *entities*: a thing is one type, whichever call answers with it.
//!
//! The description declares some things once as they are listed and once as they are created or updated. Two structs
//! that only answers have, of the same kind of id and with the same members, are made equal, so that `dedup` keeps one.
//! They may differ in what is required and in null, which then hold only as far as both say so, and in an enum that
//! lists fewer of the other's values, which gives way to that everywhere: what was fetched fits an update too. Anything
//! else that differs keeps them apart.

use std::collections::BTreeMap;

use super::dedup::signature;
use crate::ir::{Api, Enum, Field, Operation, Shape, Type, TypeId};

pub(super) fn run(api: &mut Api) {
    for things in things(api).values() {
        for (position, one) in things.iter().enumerate() {
            for other in &things[position + 1..] {
                if let Some(enums) = alike(api, *one, *other) {
                    redirect(api, &enums);
                    weaken(api, *one, *other);
                    weaken(api, *other, *one);
                }
            }
        }
    }
}

/// The structs that only answers have, by the kind of their id. What may lack it is no thing, but what is said of one.
fn things(api: &Api) -> BTreeMap<TypeId, Vec<TypeId>> {
    let sent = api.reached_from(api.operations.iter().flat_map(Operation::sent));
    let answers = api.operations.iter().filter_map(|one| one.success.as_ref());
    let mut things: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for id in api.reached_from(answers).difference(&sent) {
        let own = api.types.object(*id).and_then(|object| {
            let mut fields = object.fields.iter();
            let own = fields.find(|field| field.wire == "id" && field.is_argument());
            own?.usage.named()
        });
        if let Some(kind) = own {
            things.entry(kind).or_default().push(*id);
        }
    }
    things
}

/// The enums that give way to others, if the two structs are of the same thing.
fn alike(api: &Api, one: TypeId, other: TypeId) -> Option<Vec<(TypeId, TypeId)>> {
    let (one, other) = (api.types.object(one)?, api.types.object(other)?);
    let whole = one.rest.is_none() && other.rest.is_none() && one.constants == other.constants;
    if !whole || one.fields.len() != other.fields.len() {
        return None;
    }
    let mut enums = Vec::new();
    for field in &one.fields {
        let twin = other.fields.iter().find(|twin| twin.wire == field.wire)?;
        if !same(field, twin) {
            enums.push(wider(api, field, twin)?);
        }
    }
    Some(enums)
}

/// Whether the members are of one type, null aside.
fn same(field: &Field, twin: &Field) -> bool {
    let of = |field: &Field| {
        let mut usage = field.usage.clone();
        usage.nullable = false;
        signature(&usage)
    };
    of(field) == of(twin)
}

/// Of two enums the one with fewer values, and the one with those and more.
fn wider(api: &Api, field: &Field, twin: &Field) -> Option<(TypeId, TypeId)> {
    let (one, other) = (field.usage.named()?, twin.usage.named()?);
    let values = |id: TypeId| match &api.types[id].shape {
        Shape::Enum(Enum::Text(values)) => Some(values),
        _ => None,
    };
    let (few, many) = (values(one)?, values(other)?);
    if few.iter().all(|value| many.contains(value)) {
        Some((one, other))
    } else if many.iter().all(|value| few.contains(value)) {
        Some((other, one))
    } else {
        None
    }
}

fn redirect(api: &mut Api, enums: &[(TypeId, TypeId)]) {
    for (narrow, wide) in enums {
        api.for_each_usage_mut(&mut |usage| {
            if let Type::Named(id) | Type::Map(Some(id), _) = &mut usage.ty
                && id == narrow
            {
                *id = *wide;
            }
        });
        let origins = api.types[*narrow].origins.clone();
        api.types[*wide].origins.extend(origins);
    }
}

/// Requires no more of the members of a struct than its twin does.
fn weaken(api: &mut Api, id: TypeId, twin: TypeId) {
    let facts: BTreeMap<String, (bool, bool)> = match api.types.object(twin) {
        Some(object) => {
            let fields = object.fields.iter();
            let fact = |field: &Field| (field.required, field.usage.nullable);
            fields.map(|one| (one.wire.clone(), fact(one))).collect()
        }
        None => return,
    };
    if let Shape::Struct(object) = &mut api.types[id].shape {
        for field in &mut object.fields {
            if let Some((required, nullable)) = facts.get(&field.wire) {
                field.required &= required;
                field.usage.nullable |= nullable;
            }
        }
    }
}
