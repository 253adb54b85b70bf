//! Which operations send a type, and which answer with it.

use super::call::Call;
use super::{Context, docs};
use crate::names::Ident;
use model::ir::{Operation, Shape, TypeId, Usage};

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

/// A sentence on the calls whose path has an identifier, if there are such.
pub(super) fn takers(context: Context<'_>, id: TypeId) -> Option<String> {
    let operations = context.api.operations.iter().enumerate();
    let takes = |one: &Operation| {
        let mut parameters = one.parameters.iter();
        parameters.any(|parameter| {
            parameter.usage.named() == Some(id)
                && one.path.ends_with(&format!("{{{}}}", parameter.name))
        })
    };
    let calls = operations.filter(|(_, one)| takes(one));
    let calls = calls.map(|(position, one)| linked(context, &Call::new(context, position, one)));
    let calls: Vec<String> = calls.take(3).collect();
    let (last, others) = calls.split_last()?;
    Some(match others {
        [] => format!(" {last} takes it."),
        others => format!(" {} and {last} take it.", others.join(", ")),
    })
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
