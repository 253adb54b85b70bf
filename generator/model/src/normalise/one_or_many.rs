//! Pass *one or many*: the `exceptions` of bulk answers are an object at some endpoints and an array at others, and
//! the live API does not keep to what the description says for each. One type reads both.

use crate::ir::{Api, Shape, Type, Usage};

/// The members that hold what went wrong with one item of a bulk request.
const MEMBERS: [&str; 2] = ["exceptions", "exception"];

pub(super) fn run(api: &mut Api) {
    for id in api.types.ids() {
        let Shape::Struct(object) = &api.types[id].shape else {
            continue;
        };
        let Some(position) = object
            .fields
            .iter()
            .position(|field| MEMBERS.contains(&field.wire.as_str()))
        else {
            continue;
        };
        let item = item(api, &object.fields[position].usage);
        if let (Some(item), Shape::Struct(object)) = (item, &mut api.types[id].shape) {
            object.fields[position].usage.ty = Type::OneOrMany(Box::new(item));
        }
    }
}

/// The struct inside, whichever way it is declared; a free-form object stays as it is.
fn item(api: &Api, usage: &Usage) -> Option<Usage> {
    match &usage.ty {
        Type::List(inner) => Some((**inner).clone()),
        Type::Named(id) if matches!(api.types[*id].shape, Shape::Struct(_)) => {
            Some(Usage::new(usage.ty.clone(), usage.at.clone()))
        }
        _ => None,
    }
}
