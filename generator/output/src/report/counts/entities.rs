//! Counts: things that come back from the server as more than one type.

use std::collections::{BTreeMap, BTreeSet};

use model::ir::{Api, BulkAnswer, Operation, Shape, Type, TypeId, Usage};
use rust::emit::Context;

/// Collections of the API whose calls answer with several structs that have an id.
pub(super) fn several(context: Context<'_>) -> Vec<String> {
    let api = context.api;
    let mut answers: BTreeMap<&str, BTreeSet<TypeId>> = BTreeMap::new();
    for operation in &api.operations {
        let collection = collection(&operation.path);
        let thing = operation.success.as_ref();
        let thing = thing.and_then(|usage| entity(api, operation, usage));
        if let Some(thing) = thing.filter(|id| has_id(api, *id)) {
            answers.entry(collection).or_default().insert(thing);
        }
    }
    let several = answers.into_iter().filter(|(_, types)| types.len() > 1);
    several
        .map(|(collection, types)| {
            let names: Vec<String> = types
                .iter()
                .map(|id| context.names.ty(*id).to_string())
                .collect();
            format!("{collection}: {}", names.join(", "))
        })
        .collect()
}

/// A path without the parameter at its end.
fn collection(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some((before, last)) if last.starts_with('{') => before,
        _ => path,
    }
}

/// The thing that an answer is about, through lists, pages and outcomes.
fn entity(api: &Api, operation: &Operation, usage: &Usage) -> Option<TypeId> {
    if let Some(item) = api.bulk.lists.get(&operation.id) {
        return outcome(api, *item);
    }
    match &usage.ty {
        Type::List(item) | Type::Page(item) => entity(api, operation, item),
        Type::Named(id) => match api.bulk.answers.get(id) {
            Some(BulkAnswer::Items { data, .. } | BulkAnswer::Lists { data, .. }) => data.named(),
            None if api.bulk.items.contains_key(id) => outcome(api, *id),
            None => match api.types.object(*id)?.page_item() {
                Some(item) => item.named(),
                None => Some(*id),
            },
        },
        _ => None,
    }
}

fn outcome(api: &Api, id: TypeId) -> Option<TypeId> {
    match &api.bulk.items.get(&id)?.data {
        Some(data) => data.named(),
        None => Some(id),
    }
}

fn has_id(api: &Api, id: TypeId) -> bool {
    match &api.types[id].shape {
        Shape::Struct(object) => object.fields.iter().any(|field| field.wire == "id"),
        _ => false,
    }
}
