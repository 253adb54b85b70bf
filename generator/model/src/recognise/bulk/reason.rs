//! Reasons why a thing failed, and what holds them.

use crate::ir::{Api, BulkReason, Field, Struct, Type, TypeId, Usage};

/// Members that say why a thing failed.
const REASONS: [&str; 4] = ["exceptions", "exception", "errors", TEXT];

/// The one of them that is a text.
const TEXT: &str = "error_message";

/// Members of a reason that hold its text.
const MESSAGES: [&str; 3] = ["message", "messages", "error_messages"];

/// The members of a reason: its text, and a number as its code.
pub(super) fn reason(api: &Api, id: TypeId) -> Option<BulkReason> {
    let object = api.types.object(id)?;
    let texts = |usage: &Usage| match &usage.ty {
        Type::String => true,
        Type::List(inner) => inner.ty == Type::String,
        _ => false,
    };
    let messages = object.fields.iter().position(|field| {
        MESSAGES.contains(&field.wire.as_str()) && !field.patch && texts(&field.usage)
    })?;
    let code = object
        .fields
        .iter()
        .position(|field| field.wire == "code" && !field.patch && field.usage.ty == Type::Integer);
    Some(BulkReason { messages, code })
}

/// Whether a type is nothing but a reason: a code and a text.
pub(super) fn is_bare_reason(api: &Api, id: TypeId) -> bool {
    let found = reason(api, id).is_some_and(|reason| reason.code.is_some());
    found
        && api
            .types
            .object(id)
            .is_some_and(|object| object.fields.len() == 2)
}

/// The member that says why, of an object that there is only for things that failed.
pub(super) fn of_failure(api: &Api, id: TypeId) -> Option<usize> {
    let object = api.types.object(id)?;
    let (reasons, _) = beside_reasons(object)?;
    let field = &object.fields[reasons];
    (field.required && !field.usage.nullable && holds_reasons(api, &field.usage)).then_some(reasons)
}

/// Whether a member holds reasons: one or several, as objects or as texts.
pub(super) fn holds_reasons(api: &Api, usage: &Usage) -> bool {
    match &usage.ty {
        Type::List(item) | Type::OneOrMany(item) => {
            item.ty == Type::String || item.named().is_some_and(|id| reason(api, id).is_some())
        }
        Type::String => true,
        _ => usage.named().is_some_and(|id| reason(api, id).is_some()),
    }
}

/// The only member that says what failed, and the other one if there are two.
pub(super) fn beside_reasons(object: &Struct) -> Option<(usize, Option<usize>)> {
    let is_reasons = |field: &Field| {
        let is_text = field.usage.ty == Type::String;
        REASONS.contains(&field.wire.as_str()) && is_text == (field.wire == TEXT)
    };
    let mut positions =
        (0..object.fields.len()).filter(|position| is_reasons(&object.fields[*position]));
    let reasons = positions.next()?;
    let two = object.fields.len() == 2 && object.rest.is_none();
    positions
        .next()
        .is_none()
        .then(|| (reasons, two.then(|| 1 - reasons)))
}
