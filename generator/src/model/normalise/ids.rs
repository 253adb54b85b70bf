//! Pass *ids*: identifiers become types of their own, the same in paths, queries and bodies.
//!
//! A text parameter named `x_id` makes the identifier type `XId`. It is then used wherever a text member or parameter
//! is called `x_id` (in any case: analytics rows say `AD_ID`), in lists called `x_ids`, and for the `id` of the object
//! that `GET .../{x_id}` answers with.

use std::collections::BTreeMap;

use crate::model::ir::{Api, Hint, Location, Operation, Shape, Type, TypeDef, TypeId, Usage};

pub(super) fn run(api: &mut Api) {
    let names = id_names(api);
    let kinds: BTreeMap<String, TypeId> = names
        .into_iter()
        .map(|(name, at)| {
            let hint = Hint::inline(&name);
            (name, api.types.push(TypeDef::new(at, hint, Shape::Id)))
        })
        .collect();
    own_ids(api, &kinds);
    for operation in &mut api.operations {
        let owner = operation.path.clone();
        for parameter in &mut operation.parameters {
            let name = match parameter.location {
                Location::Path => path_name(&owner, &parameter.name),
                _ => parameter.name.clone(),
            };
            retype(&mut parameter.usage, &name, &kinds);
        }
    }
    for id in api.types.ids() {
        if let Shape::Struct(object) = &mut api.types[id].shape {
            for field in &mut object.fields {
                retype(&mut field.usage, &field.wire, &kinds);
            }
        }
    }
}

/// The names of identifiers, with the place that first declares each.
fn id_names(api: &Api) -> BTreeMap<String, crate::source::pointer::Pointer> {
    let mut names = BTreeMap::new();
    for operation in &api.operations {
        for parameter in operation
            .parameters
            .iter()
            .filter(|one| one.usage.ty == Type::String)
        {
            let name = match parameter.location {
                Location::Path => path_name(&operation.path, &parameter.name),
                _ => parameter.name.clone(),
            };
            if name.ends_with("_id") {
                names
                    .entry(name)
                    .or_insert_with(|| parameter.usage.at.clone());
            }
        }
    }
    names
}

/// A path parameter called `id` is named after the segment before it.
fn path_name(path: &str, name: &str) -> String {
    if name != "id" {
        return name.to_owned();
    }
    let segments: Vec<&str> = path.split('/').collect();
    let position = segments
        .iter()
        .position(|segment| *segment == "{id}")
        .unwrap_or_default();
    match position
        .checked_sub(1)
        .and_then(|before| segments.get(before))
    {
        Some(owner) if !owner.is_empty() => format!("{}_id", owner.trim_end_matches('s')),
        _ => name.to_owned(),
    }
}

/// Gives the type to a usage whose name says that it holds such an identifier, or a list of them.
fn retype(usage: &mut Usage, name: &str, kinds: &BTreeMap<String, TypeId>) {
    let name = name.to_lowercase();
    match &mut usage.ty {
        Type::String => {
            if let Some(id) = kinds.get(&name) {
                usage.ty = Type::Named(*id);
            }
        }
        Type::List(item) if item.ty == Type::String && name.ends_with("_ids") => {
            if let Some(id) = kinds.get(name.trim_end_matches('s')) {
                item.ty = Type::Named(*id);
            }
        }
        _ => {}
    }
}

/// Types the `id` member of the objects that `GET .../{x_id}` answers with.
fn own_ids(api: &mut Api, kinds: &BTreeMap<String, TypeId>) {
    let answers: Vec<(TypeId, TypeId)> = api
        .operations
        .iter()
        .filter_map(|operation| answer(operation, kinds))
        .collect();
    for (object, kind) in answers {
        if let Shape::Struct(object) = &mut api.types[object].shape {
            let own = object.fields.iter_mut().find(|field| field.wire == "id");
            if let Some(field) = own.filter(|field| field.usage.ty == Type::String) {
                field.usage.ty = Type::Named(kind);
            }
        }
    }
}

fn answer(operation: &Operation, kinds: &BTreeMap<String, TypeId>) -> Option<(TypeId, TypeId)> {
    let last = operation.path.rsplit('/').next()?;
    let name = last.strip_prefix('{')?.strip_suffix('}')?;
    let kind = kinds.get(&path_name(&operation.path, name))?;
    match operation.success.as_ref()?.ty {
        Type::Named(object) if operation.method == "GET" => Some((object, *kind)),
        _ => None,
    }
}
