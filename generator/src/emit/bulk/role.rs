//! The part that a type plays in an answer about several items, by its shape.

use crate::emit::Context;
use crate::ir::{Api, Enum, Field, Shape, Struct, Type, TypeId, Usage};

/// Members that say why an item failed.
const FAULTS: [&str; 3] = ["exceptions", "exception", "errors"];

/// Members of a reason that hold its text.
const MESSAGES: [&str; 3] = ["message", "messages", "error_messages"];

/// The value of a status that means success.
const SUCCESS: &str = "SUCCESS";

/// The part of a type; members by their position.
pub(super) enum Role<'a> {
    Answer(Answer<'a>),
    Item(Item<'a>),
    /// A reason why an item failed.
    Fault {
        messages: usize,
        code: Option<usize>,
    },
}

/// An answer.
pub(super) enum Answer<'a> {
    /// One item after the other, in one list.
    Items {
        items: usize,
        item: TypeId,
        data: &'a Usage,
    },
    /// Successes and failures in two lists.
    Lists {
        succeeded: usize,
        data: Data<'a>,
        failed: usize,
        item: TypeId,
    },
}

/// What there is of successes that have a list of their own.
pub(super) enum Data<'a> {
    Values(&'a Usage),
    Entries(&'a Usage),
}

/// An item of an answer.
pub(super) enum Item<'a> {
    /// Its faults stand beside its data: one other member, or the item itself. It may have a status.
    Record {
        faults: usize,
        data: Option<(usize, &'a Usage)>,
        status: Option<(usize, &'static str)>,
    },
    /// One of several such items, each its own data.
    Union,
}

/// The parts of a type: that of an answer, and those that answers give it.
pub(super) fn roles(context: Context<'_>, id: TypeId) -> Vec<Role<'_>> {
    let api = context.api;
    let answer = answer(api, id).map(Role::Answer);
    let item = item(api, id).filter(|_| is_item(api, id)).map(Role::Item);
    let fault = fault(api, id).filter(|_| is_fault(api, id));
    let fault = fault.map(|(messages, code)| Role::Fault { messages, code });
    answer.into_iter().chain(item).chain(fault).collect()
}

fn answer(api: &Api, id: TypeId) -> Option<Answer<'_>> {
    let object = api.types.object(id)?;
    let def = &api.types[id];
    if !def.direction.response {
        return None;
    }
    items(api, id, object).or_else(|| lists(api, object))
}

/// An answer has one list of items; whatever else it has is about the whole.
fn items<'a>(api: &'a Api, id: TypeId, object: &'a Struct) -> Option<Answer<'a>> {
    let mut lists = object
        .fields
        .iter()
        .enumerate()
        .filter_map(|(position, field)| {
            let Type::List(usage) = &field.usage.ty else {
                return None;
            };
            let item_id = usage
                .named()
                .filter(|item| *item != id && !usage.nullable)?;
            let data = match item(api, item_id)? {
                Item::Record {
                    data: Some((_, data)),
                    ..
                } => data,
                _ => usage,
            };
            Some(Answer::Items {
                items: position,
                item: item_id,
                data,
            })
        });
    lists.next().filter(|_| lists.next().is_none())
}

/// Two members: what succeeded, and what failed with the reasons in it.
fn lists<'a>(api: &Api, object: &'a Struct) -> Option<Answer<'a>> {
    let (failed, succeeded) = beside_faults(object)?;
    let (failed_field, other) = (&object.fields[failed], &object.fields[succeeded?]);
    let (Type::List(usage) | Type::OneOrMany(usage)) = &failed_field.usage.ty else {
        return None;
    };
    let item = usage
        .named()
        .filter(|item| !usage.nullable && fault(api, *item).is_some())?;
    let data = match &other.usage.ty {
        Type::List(value) if !value.nullable => Data::Values(value),
        Type::Map(None, value) => Data::Entries(value),
        _ => return None,
    };
    Some(Answer::Lists {
        succeeded: succeeded?,
        data,
        failed,
        item,
    })
}

fn item(api: &Api, id: TypeId) -> Option<Item<'_>> {
    match &api.types[id].shape {
        Shape::Struct(object) => record(api, object),
        Shape::Union(union) if !union.variants.is_empty() => {
            let own = |id| matches!(item(api, id), Some(Item::Record { data: None, .. }));
            let all = union
                .variants
                .iter()
                .all(|one| !one.usage.nullable && one.usage.named().is_some_and(own));
            all.then_some(Item::Union)
        }
        _ => None,
    }
}

fn record<'a>(api: &Api, object: &'a Struct) -> Option<Item<'a>> {
    let (faults, other) = beside_faults(object)?;
    let usage = match &object.fields[faults].usage.ty {
        Type::List(usage) | Type::OneOrMany(usage) => usage,
        _ => &object.fields[faults].usage,
    };
    fault(api, usage.named()?)?;
    let data = other.filter(|position| is_data(&object.fields[*position]));
    let data = data.map(|position| (position, &object.fields[position].usage));
    let status = object.fields.iter().position(|field| is_status(api, field));
    Some(Item::Record {
        faults,
        data,
        status: status.map(|position| (position, SUCCESS)),
    })
}

/// The only member that says what failed, and the other one if there are two.
fn beside_faults(object: &Struct) -> Option<(usize, Option<usize>)> {
    let is_faults = |field: &Field| FAULTS.contains(&field.wire.as_str());
    let faults = object.fields.iter().position(is_faults)?;
    let alone = object
        .fields
        .iter()
        .filter(|field| is_faults(field))
        .count()
        == 1;
    let two = object.fields.len() == 2 && object.rest.is_none();
    alone.then(|| (faults, two.then(|| 1 - faults)))
}

/// A member that holds all there is of an item: an object, not just its id.
fn is_data(field: &Field) -> bool {
    let object = matches!(field.usage.ty, Type::Named(_));
    object && !field.boxed && !field.patch
}

fn is_status(api: &Api, field: &Field) -> bool {
    let Some(Shape::Enum(Enum::Text(values))) = field.usage.named().map(|id| &api.types[id].shape)
    else {
        return false;
    };
    let optional = !field.required || field.usage.nullable;
    optional && field.wire == "status" && values.iter().any(|value| value == SUCCESS)
}

/// The members of a reason: its text, and a number as its code.
fn fault(api: &Api, id: TypeId) -> Option<(usize, Option<usize>)> {
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
    Some((messages, code))
}

/// Whether an answer lists such items, by themselves or as one kind of several.
fn is_item(api: &Api, id: TypeId) -> bool {
    api.types.iter().any(|(holder, def)| match &def.shape {
        Shape::Struct(_) => {
            matches!(answer(api, holder), Some(Answer::Items { item, .. }) if item == id)
        }
        Shape::Union(union) => {
            let mut variants = union.variants.iter();
            let holds = variants.any(|variant| variant.usage.named() == Some(id));
            holds && matches!(item(api, holder), Some(Item::Union)) && is_item(api, holder)
        }
        _ => false,
    })
}

/// Whether an item or an answer gives such reasons.
fn is_fault(api: &Api, id: TypeId) -> bool {
    api.types.iter().any(|(holder, _)| {
        let reason = |position: usize| {
            let field = api
                .types
                .object(holder)
                .map(|object| &object.fields[position].usage);
            field.is_some_and(|usage| usage.ty.inner().unwrap_or(usage).named() == Some(id))
        };
        match (answer(api, holder), item(api, holder)) {
            (Some(Answer::Lists { failed, .. }), _) => reason(failed),
            (_, Some(Item::Record { faults, .. })) => reason(faults) && is_item(api, holder),
            _ => false,
        }
    })
}
