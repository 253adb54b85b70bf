//! Counts: identifiers.

use std::collections::BTreeMap;

use super::members;
use model::ir::{Identity, Operation, Shape, Type, TypeId, Types, Usage};
use rust::emit::Context;

/// Members and parameters that are called like identifiers, or whose words call them so, and are text or numbers all the
/// same, also as keys; either all, or those for which the description gives no reason.
pub(super) fn plain(context: Context<'_>, for_a_reason: bool) -> Vec<String> {
    let parameters = context.api.operations.iter().flat_map(|operation| {
        operation.parameters.iter().map(|parameter| {
            let place = format!("{} {}", parameter.location.as_str(), parameter.name);
            (place, parameter.name.as_str(), &parameter.usage)
        })
    });
    let members = members(context);
    let members = members.map(|(place, field, _)| (place, field.wire.as_str(), &field.usage));
    let all = members.chain(parameters);
    all.filter(|(_, name, usage)| is_called_so(name) && is_plain(usage) || is_said_so(name, usage))
        .filter(|(.., usage)| for_a_reason || !has_reason(usage))
        .map(|(place, ..)| place)
        .collect()
}

/// The identifiers, each with the number of its uses.
pub(super) fn kinds(context: Context<'_>) -> Vec<String> {
    let mut uses: BTreeMap<TypeId, usize> = BTreeMap::new();
    let types = context.names.sorted_types().into_iter();
    let types = types.flat_map(|(id, _)| context.api.types[id].shape.usages());
    let operations = context.api.operations.iter();
    for usage in types.chain(operations.flat_map(Operation::usages)) {
        usage.for_each_named(&mut |id| *uses.entry(id).or_default() += 1);
    }
    let names = context.names.sorted_types().into_iter();
    let ids = names.filter(|(id, _)| is_id(&context.api.types, *id));
    ids.map(|(id, name)| format!("{name}: {}", uses.get(&id).copied().unwrap_or_default()))
        .collect()
}

/// The own ids of things in answers that may be missing.
pub(super) fn optional(context: Context<'_>) -> Vec<String> {
    let members = members(context).filter(|(_, field, answered)| {
        *answered && field.wire == "id" && !field.is_argument() && !field.patch
    });
    members.map(|(place, ..)| place).collect()
}

fn is_id(types: &Types, id: TypeId) -> bool {
    matches!(types[id].shape, Shape::Id)
}

fn is_called_so(name: &str) -> bool {
    let name = name.to_lowercase();
    let last = name.rsplit(['_', '-']).next().unwrap_or_default();
    matches!(last, "id" | "ids")
}

/// Whether text, texts or keys of a map are identifiers by the name or the words of their place.
fn is_said_so(name: &str, usage: &Usage) -> bool {
    match &usage.ty {
        Type::Map(None, _) => name.to_lowercase().contains("_id_to_") || speaks_of_ids(usage),
        Type::List(item) => item.ty == Type::String && speaks_of_ids(usage),
        ty => *ty == Type::String && speaks_of_ids(usage),
    }
}

/// Whether words begin with `Ids of`, or have `by id`, `by asset id` or `for each audience id`.
fn speaks_of_ids(usage: &Usage) -> bool {
    let words = usage.docs.as_deref().unwrap_or_default().to_lowercase();
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
    let begins = matches!(
        words.as_slice(),
        ["id" | "ids", "of", ..] | [_, "id" | "ids", "of", ..]
    );
    let sorted = |words: &[&str]| {
        words[2] == "id" && words[..2].iter().any(|word| matches!(*word, "by" | "each"))
    };
    begins || words.windows(3).any(sorted)
}

fn has_reason(usage: &Usage) -> bool {
    let within = usage.ty.inner().is_some_and(has_reason);
    within || usage.identity == Some(Identity::Nothing)
}

/// Whether there is text or a number at the bottom.
fn is_plain(usage: &Usage) -> bool {
    match usage.ty.inner() {
        Some(inner) => is_plain(inner),
        None => matches!(usage.ty, Type::String | Type::Integer | Type::Number),
    }
}
