//! Pass *ids*: identifiers become types of their own, the same in paths, queries, bodies and answers.
//!
//! A text parameter named `x_id` makes the identifier type `XId`, and so does a thing that has an `id` (`own`). Wherever a
//! member or parameter is called `x_id`, `other_x_id` or `x_ids`, in any case, it is of that type; one that no type is
//! known for makes its own. The keys of a map are where it is called `x_id_to_y`. What goes by another name is said in
//! the description: by `x-ids` for all places with a name, by `x-id` at one place.
//!
//! Invariant: text that is called an identifier stays text only where `x-id: false` says so.

mod kinds;
mod own;
mod words;

use self::kinds::Kinds;
use self::words::singular;
use crate::ir::{Api, Identity, Operation, Shape, Type, TypeId, Usage};

/// What a whole number is as text, by the pattern that the description has for most identifiers.
const DIGITS: &str = r"^\d+$";

pub(super) fn run(api: &mut Api) {
    let mut kinds = Kinds::new(&api.identities);
    parameters(api, &mut kinds);
    own::run(api, &mut kinds);
    members(api, &mut kinds);
    api.shared_ids = kinds.shared(&mut api.types);
    api.either_way_ids = kinds.either_way();
}

/// Types what travels in paths and queries, where numbers are text too. Those names are the surest: a name makes a type,
/// whatever it ends with.
fn parameters(api: &mut Api, kinds: &mut Kinds) {
    for operation in &mut api.operations {
        let path = operation.path.clone();
        for parameter in &mut operation.parameters {
            let name = parameter_name(&path, &parameter.name);
            if let Some(name) = called(&parameter.usage, &name) {
                each_value(&mut parameter.usage, &mut |usage| {
                    if usage.ty == Type::Integer {
                        usage.bounds.pattern = Some(DIGITS.to_owned());
                        usage.ty = Type::String;
                    }
                    if usage.ty == Type::String {
                        usage.ty = Type::Named(kinds.make(&mut api.types, &name, &usage.at));
                    }
                });
            }
        }
    }
}

/// Types the members that are named after what they identify, and what else says that it is an identifier.
fn members(api: &mut Api, kinds: &mut Kinds) {
    let ids: Vec<TypeId> = api.types.ids().collect();
    for id in ids {
        let mut shape = std::mem::replace(&mut api.types[id].shape, Shape::Id);
        if let Shape::Struct(object) = &mut shape {
            for field in &mut object.fields {
                member(api, kinds, &mut field.usage, &field.wire);
            }
        }
        if let Shape::Union(union) = &mut shape {
            for variant in &mut union.variants {
                member(api, kinds, &mut variant.usage, "");
            }
        }
        api.types[id].shape = shape;
    }
    let mut operations = std::mem::take(&mut api.operations);
    for usage in operations.iter_mut().flat_map(Operation::usages_mut) {
        member(api, kinds, usage, "");
    }
    api.operations = operations;
}

fn member(api: &mut Api, kinds: &mut Kinds, usage: &mut Usage, name: &str) {
    if let Type::Map(key, value) = &mut usage.ty {
        if let Some(name) = called_by_keys(usage.identity.as_ref(), name) {
            let known = kinds.find(&name);
            let id = known.unwrap_or_else(|| kinds.make(&mut api.types, &name, &usage.at));
            *key = Some(id);
        }
        return member(api, kinds, value, "");
    }
    let Some(name) = called(usage, name) else {
        return;
    };
    let said = said(usage).is_some();
    each_value(usage, &mut |usage| {
        // A whole number is sent as one, which an identifier made of text would not be.
        if usage.ty == Type::String || usage.ty == Type::Integer && usage.read_only {
            let known = if said { None } else { kinds.find(&name) };
            let id = known.unwrap_or_else(|| kinds.make(&mut api.types, &name, &usage.at));
            usage.ty = Type::Named(id);
        }
    });
}

/// What a place identifies: what it says itself, or else what its name says.
fn called(usage: &Usage, name: &str) -> Option<String> {
    match said(usage) {
        Some(Identity::Of(name)) => Some(name.clone()),
        Some(Identity::Nothing) => None,
        None => {
            let name = singular(&name.to_lowercase());
            name.ends_with("_id").then_some(name)
        }
    }
}

/// What the keys of a map identify: `asset_id_to_roles` says it, as `x-id` at the map does.
fn called_by_keys(identity: Option<&Identity>, name: &str) -> Option<String> {
    match identity {
        Some(Identity::Of(name)) => Some(name.clone()),
        Some(Identity::Nothing) => None,
        None => {
            let name = name.to_lowercase();
            let key = singular(name.split_once("_to_")?.0);
            key.ends_with("_id").then_some(key)
        }
    }
}

/// What the place says, or the values of the list there.
fn said(usage: &Usage) -> Option<&Identity> {
    let within = usage.ty.inner().and_then(said);
    usage.identity.as_ref().or(within)
}

/// Changes the values of a list, or the value itself.
fn each_value(usage: &mut Usage, change: &mut impl FnMut(&mut Usage)) {
    match &mut usage.ty {
        Type::List(item) => each_value(item, change),
        _ => change(usage),
    }
}

/// A parameter that is only called `id` or `ids` is named after the segment before it, or the last one of the path.
fn parameter_name(path: &str, name: &str) -> String {
    if !matches!(name, "id" | "ids") {
        return name.to_owned();
    }
    let before = path.split("/{id}").next().unwrap_or_default();
    match before.rsplit('/').next() {
        Some(owner) if !owner.is_empty() => format!("{}_id", singular(owner)),
        _ => name.to_owned(),
    }
}
