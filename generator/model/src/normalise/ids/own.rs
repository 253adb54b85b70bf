//! The own `id` of each thing: which identifier type it is.
//!
//! A thing is known by the calls that send it or answer with it (`/boards`, `/boards/{board_id}`), or else by the name of
//! its component, whose last words are those of a known identifier.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds::Kinds;
use super::words::{singular, thing};
use super::{called, parameter_name};
use crate::ir::{Api, Operation, Shape, Type, TypeId, Usage};
use source::pointer::Pointer;

/// How deep in an answer the thing that it is about may be: a list, in an outcome, in an answer.
const DEEPEST: usize = 3;

pub(super) fn run(api: &mut Api, kinds: &mut Kinds) {
    let by_calls = by_calls(api);
    decide(api, kinds, |id, thing, kinds| {
        let names = by_calls.get(&id)?;
        let own = names.iter().filter(|name| is_called(thing, name));
        let mut known = names.iter().filter(|name| kinds.known(name).is_some());
        match (
            own.max_by_key(|name| name.len()),
            known.next(),
            known.next(),
        ) {
            (Some(own), ..) => Some(own.clone()),
            (None, Some(name), None) => Some(name.clone()),
            _ => None,
        }
    });
    decide(api, kinds, |_, thing, kinds| by_name(thing, kinds));
}

/// Whether the thing's name ends with that of the identifier.
fn is_called(thing: &[String], name: &str) -> bool {
    format!("_{}_id", thing.join("_")).ends_with(&format!("_{name}"))
}

/// Types the own id of each thing by the name that is chosen for it.
fn decide(
    api: &mut Api,
    kinds: &mut Kinds,
    choose: impl Fn(TypeId, &[String], &Kinds) -> Option<String>,
) {
    let ids: Vec<TypeId> = api.types.ids().collect();
    for id in ids {
        let Some(at) = own(api, id) else { continue };
        let Some(name) = choose(id, &thing_of(api, id), kinds) else {
            continue;
        };
        let kind = kinds.make(&mut api.types, &name, &at);
        if let Shape::Struct(object) = &mut api.types[id].shape {
            let mut fields = object.fields.iter_mut();
            if let Some(field) = fields.find(|field| field.wire == "id") {
                field.usage.ty = Type::Named(kind);
            }
        }
    }
}

/// Where the own id of a type is declared, if it is text and nothing else is said of it.
fn own(api: &Api, id: TypeId) -> Option<Pointer> {
    let mut fields = api.types.object(id)?.fields.iter();
    let usage = &fields.find(|field| field.wire == "id")?.usage;
    let is_open = usage.identity.is_none() && usage.ty == Type::String;
    is_open.then(|| usage.at.clone())
}

fn thing_of(api: &Api, id: TypeId) -> Vec<String> {
    let words = &api.types[id].hint().words;
    words.iter().flat_map(|word| thing(word)).collect()
}

/// The longest end of the thing's name that is a known identifier's.
fn by_name(thing: &[String], kinds: &Kinds) -> Option<String> {
    let ends = (0..thing.len()).map(|from| thing[from..].join("_") + "_id");
    ends.into_iter().find(|name| kinds.known(name).is_some())
}

/// For each type that calls send or answer with: what an identifier of it is called by their paths.
fn by_calls(api: &Api) -> BTreeMap<TypeId, BTreeSet<String>> {
    let mut names: BTreeMap<TypeId, BTreeSet<String>> = BTreeMap::new();
    for operation in &api.operations {
        let name = collection(operation);
        let body = operation.body.iter().map(|body| &body.usage);
        for usage in body.chain(&operation.success) {
            for id in things(api, usage) {
                names.entry(id).or_default().insert(name.clone());
            }
        }
    }
    names
}

/// The identifier of what a path ends with: that of its last parameter, or of one of its last words.
fn collection(operation: &Operation) -> String {
    let last = operation.path.rsplit('/').next().unwrap_or_default();
    match last
        .strip_prefix('{')
        .and_then(|last| last.strip_suffix('}'))
    {
        Some(name) => {
            let mut parameters = operation.parameters.iter();
            let parameter = parameters.find(|parameter| parameter.name == name);
            let name = parameter_name(&operation.path, name);
            parameter
                .and_then(|parameter| called(&parameter.usage, &name))
                .unwrap_or(name)
        }
        None => format!("{}_id", singular(last)),
    }
}

/// The objects with an own id that a body is about.
fn things(api: &Api, usage: &Usage) -> Vec<TypeId> {
    let mut found = Vec::new();
    let mut open = vec![(usage, 0)];
    while let Some((usage, depth)) = open.pop() {
        if let Some(inner) = usage.ty.inner() {
            open.push((inner, depth));
        }
        let Some(id) = usage.named() else { continue };
        if own(api, id).is_some() {
            found.push(id);
        } else if depth < DEEPEST {
            let parts = api.types[id].shape.usages();
            open.extend(parts.map(|part| (part, depth + 1)));
        }
    }
    found
}
