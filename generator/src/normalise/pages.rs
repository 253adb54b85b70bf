//! Pass *pages*: every `{items, bookmark}` object is one page of a list.
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

fn page_item(object: &Struct) -> Option<&Usage> {
    let field = |name: &str| object.fields.iter().find(|field| field.wire == name);
    let (items, bookmark) = (field("items")?, field("bookmark")?);
    let exact = object.fields.len() == 2 && object.rest.is_none();
    match (&items.usage.ty, &bookmark.usage.ty) {
        (Type::List(item), Type::String) if exact && items.required => Some(item),
        _ => None,
    }
}
