//! Which operations send a type, and which answer with it.

use std::collections::BTreeMap;

use super::call::Call;
use super::{Context, docs};
use crate::names::Ident;
use model::ir::{Api, Location, Operation, Shape, TypeId, Usage};

/// More operations than these are only counted.
const MOST: usize = 5;

/// Lines for the documentation of a type; none for one that is only a part of others.
pub(super) fn lines(context: Context<'_>, id: TypeId) -> Vec<String> {
    let operations = || context.api.operations.iter().enumerate();
    let sends = |one: &Operation| {
        let body = one.body.as_ref().map(|body| &body.usage);
        inner(body) == Some(id)
    };
    let answers = |one: &Operation| {
        let item = one.page_item(&context.api.types);
        inner(item) == Some(id) || inner(one.success.as_ref()) == Some(id)
    };
    let is_id = matches!(context.api.types[id].shape, Shape::Id);
    let takes = |one: &Operation| {
        let mut parameters = one.parameters.iter();
        !is_id && parameters.any(|parameter| inner(Some(&parameter.usage)) == Some(id))
    };
    let parameter_of: Vec<_> = operations().filter(|(_, one)| takes(one)).collect();
    let sent: Vec<_> = operations().filter(|(_, one)| sends(one)).collect();
    let answered: Vec<_> = operations().filter(|(_, one)| answers(one)).collect();
    let mut text = Vec::new();
    for (how, operations) in [
        ("Taken by", parameter_of),
        ("Sent by", sent),
        ("Answered by", answered),
    ] {
        if operations.is_empty() {
            continue;
        }
        let few = operations.iter().take(MOST);
        let few = few.map(|(position, one)| linked(context, &Call::new(context, *position, one)));
        let few: Vec<String> = few.collect();
        let more = match operations.len().saturating_sub(MOST) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        text.extend([String::new(), format!("{how} {}{more}.", few.join(", "))]);
    }
    if text.is_empty() {
        return part_of(context, id);
    }
    text
}

/// The types that have a member of this one.
fn part_of(context: Context<'_>, id: TypeId) -> Vec<String> {
    let types = &context.api.types;
    let has = |shape: &Shape| match shape {
        Shape::Struct(object) => {
            let mut fields = object.fields.iter();
            fields.any(|field| inner(Some(&field.usage)) == Some(id))
        }
        Shape::Union(union) => {
            let mut variants = union.variants.iter();
            variants.any(|one| inner(Some(&one.usage)) == Some(id))
        }
        Shape::Enum(_) | Shape::Id => false,
    };
    let whole = types
        .iter()
        .filter(|(other, def)| *other != id && !def.tags.is_empty() && has(&def.shape));
    let mut names: Vec<&Ident> = whole.map(|(whole, _)| context.names.ty(whole)).collect();
    names.sort();
    let few = names.iter().take(MOST);
    let few: Vec<String> = few
        .map(|name| docs::link(name.bare(), &format!("crate::types::{name}"), name))
        .collect();
    let more = match names.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    if few.is_empty() {
        return Vec::new();
    }
    vec![String::new(), format!("Part of {}{more}.", few.join(", "))]
}

/// Calls that take an identifier are listed up to this number.
const FEW: usize = 4;

/// A sentence on the calls that take an identifier: those whose path ends in it, or else those that send it elsewhere.
pub(super) fn takers(context: Context<'_>, id: TypeId) -> Option<String> {
    let names = |one: &Operation| {
        let mut parameters = one.parameters.iter();
        parameters.any(|parameter| {
            parameter.usage.named() == Some(id)
                && one.path.ends_with(&format!("{{{}}}", parameter.name))
        })
    };
    let mut calls = calls_that(context, names);
    if calls.is_empty() {
        let mut known = BTreeMap::from([(id, true)]);
        calls = calls_that(context, |one| {
            let mut sent = one.sent();
            sent.any(|usage| reaches(context.api, usage, &mut known))
        });
    }
    if calls.len() > FEW {
        let more = calls.split_off(FEW - 1).len();
        calls.push(format!("{more} more"));
    }
    let (last, others) = calls.split_last()?;
    Some(match others {
        [] => format!(" {last} takes it."),
        others => format!(" {} and {last} take it.", others.join(", ")),
    })
}

/// A sentence on the call that lists what an identifier is of, if there is one; first in the group that takes it.
pub(super) fn lister(context: Context<'_>, id: TypeId) -> Option<String> {
    let lists = |one: &&Operation| {
        let item = inner(one.page_item(&context.api.types));
        item.is_some_and(|item| is_of(context, item, id))
    };
    let ends = |one: &Operation| {
        let last = one
            .parameters
            .iter()
            .rfind(|one| one.location == Location::Path);
        last.is_some_and(|last| last.usage.named() == Some(id))
    };
    let operations = &context.api.operations;
    let taker = operations.iter().find(|one| ends(one));
    let is_near = |one: &&Operation| taker.is_some_and(|taker| taker.tag == one.tag);
    let all = || operations.iter().filter(lists);
    let first = all().find(is_near).or_else(|| all().next())?;
    let call = calls_that(context, |one| one.id == first.id);
    Some(format!(" {} tells it.", call.first()?))
}

/// Whether the values of a type have the identifier as their own.
fn is_of(context: Context<'_>, of: TypeId, id: TypeId) -> bool {
    match &context.api.types[of].shape {
        Shape::Struct(object) => {
            let mut fields = object.fields.iter();
            fields.any(|field| field.wire == "id" && field.usage.named() == Some(id))
        }
        Shape::Union(union) => {
            let mut variants = union.variants.iter().filter_map(|one| one.usage.named());
            variants.any(|variant| is_of(context, variant, id))
        }
        Shape::Enum(_) | Shape::Id => false,
    }
}

/// Whether the usage mentions one of the types that are known to count, through any number of types. What is found is known
/// from then on; a type inside itself counts by its other members.
fn reaches(api: &Api, usage: &Usage, known: &mut BTreeMap<TypeId, bool>) -> bool {
    let mut named = Vec::new();
    usage.for_each_named(&mut |id| named.push(id));
    named.into_iter().any(|id| {
        if let Some(known) = known.get(&id) {
            return *known;
        }
        known.insert(id, false);
        let mut usages = api.types[id].shape.usages();
        let found = usages.any(|usage| reaches(api, usage, known));
        known.insert(id, found);
        found
    })
}

/// Links to the calls that are so.
fn calls_that(context: Context<'_>, mut is_so: impl FnMut(&Operation) -> bool) -> Vec<String> {
    let operations = context.api.operations.iter().enumerate();
    let calls = operations.filter(|(_, one)| is_so(one));
    calls
        .map(|(position, one)| linked(context, &Call::new(context, position, one)))
        .collect()
}

fn linked(context: Context<'_>, call: &Call<'_>) -> String {
    let module = &context.names.group(call.operation.tag).module;
    let method = &call.names.method;
    let text = format!("{}::{}", module.bare(), method.bare());
    let target = format!("crate::api::{module}::{}::{method}", call.group);
    docs::link(&text, &target, method)
}

/// The type itself, or what a list of it holds.
fn inner(usage: Option<&Usage>) -> Option<TypeId> {
    let usage = usage?;
    usage.named().or_else(|| inner(usage.ty.inner()))
}
