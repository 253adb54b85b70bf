//! Pass *pages*: every object that is nothing but `{items, bookmark}` is one page of a list.
//!
//! The description spells the same shape in several ways (composed with `Paginated`, written out in place, with and
//! without `type: array`); they have all become structs by now, so the members decide.

use std::collections::HashMap;

use crate::ir::{Api, Shape, Struct, Type, TypeId, Usage};

pub(super) fn run(api: &mut Api) {
    let pages: HashMap<TypeId, Usage> = api
        .types
        .iter()
        .filter_map(|(id, def)| match &def.shape {
            Shape::Struct(object) => page_item(object).map(|item| (id, item.clone())),
            _ => None,
        })
        .collect();
    api.for_each_usage_mut(&mut |usage| {
        if let Type::Named(id) = usage.ty
            && let Some(item) = pages.get(&id)
        {
            usage.ty = Type::Page(Box::new(item.clone()));
        }
    });
}

/// A page that says more than its items and bookmark stays a type of its own.
fn page_item(object: &Struct) -> Option<&Usage> {
    let exact = object.fields.len() == 2 && object.rest.is_none();
    object.page_item().filter(|_| exact)
}
