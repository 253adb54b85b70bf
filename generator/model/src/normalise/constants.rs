//! Pass *constants*: the variants of a tagged union write their own tag.
//!
//! A variant's struct may declare the tag as one value, as the whole shared list, or not at all. Whichever it is, the
//! tag becomes a constant of the struct: it cannot be set wrongly, and the union need not write it a second time.
//! A struct that several tags select keeps a real member.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Constant, Enum, Field, Operation, Shape, Struct, Type, TypeId, Usage};

/// For a struct: the tags that unions select it by.
type Selected = BTreeMap<TypeId, BTreeMap<String, BTreeSet<String>>>;

pub(super) fn run(api: &mut Api) {
    let selected = selected(api);
    let shared = used_outside_unions(api);
    for (id, tags) in selected {
        for (tag, values) in tags {
            let narrow = declares_one_value(api, id, &tag);
            let at = api.types[id].at().clone();
            let Shape::Struct(object) = &mut api.types[id].shape else {
                continue;
            };
            let present = object.fields.iter().any(|field| field.wire == tag);
            match values.into_iter().collect::<Vec<_>>().as_slice() {
                [value] if !present || narrow || !shared.contains(&id) => {
                    object.fields.retain(|field| field.wire != tag);
                    object.constants.push(Constant {
                        wire: tag,
                        value: value.clone(),
                    });
                }
                _ if present => require(object, &tag),
                _ => object.fields.insert(0, tag_field(&tag, &at)),
            }
        }
    }
}

fn selected(api: &Api) -> Selected {
    let mut selected = Selected::new();
    for (_, def) in api.types.iter() {
        let Shape::Union(union) = &def.shape else {
            continue;
        };
        let Some(tag) = &union.tag else { continue };
        for variant in &union.variants {
            if let Type::Named(id) = variant.usage.ty {
                let values = selected
                    .entry(id)
                    .or_default()
                    .entry(tag.clone())
                    .or_default();
                values.extend(variant.tags.iter().cloned());
            }
        }
    }
    selected
}

/// The types that something other than a union refers to.
fn used_outside_unions(api: &Api) -> BTreeSet<TypeId> {
    let mut used = BTreeSet::new();
    for (_, def) in api
        .types
        .iter()
        .filter(|(_, def)| !matches!(def.shape, Shape::Union(_)))
    {
        for usage in def.shape.usages() {
            usage.for_each_named(&mut |id| {
                used.insert(id);
            });
        }
    }
    for usage in api.operations.iter().flat_map(Operation::usages) {
        usage.for_each_named(&mut |id| {
            used.insert(id);
        });
    }
    used
}

/// Whether the struct itself declares its tag as a list of one value.
fn declares_one_value(api: &Api, id: TypeId, tag: &str) -> bool {
    let Shape::Struct(object) = &api.types[id].shape else {
        return false;
    };
    let Some(field) = object.fields.iter().find(|field| field.wire == tag) else {
        return false;
    };
    match field.usage.ty {
        Type::Named(values) => {
            matches!(&api.types[values].shape, Shape::Enum(Enum::Text(values)) if values.len() == 1)
        }
        _ => false,
    }
}

fn require(object: &mut Struct, tag: &str) {
    for field in object.fields.iter_mut().filter(|field| field.wire == tag) {
        field.required = true;
    }
}

fn tag_field(tag: &str, at: &source::pointer::Pointer) -> Field {
    let usage = Usage::new(Type::String, at.clone());
    Field {
        wire: tag.to_owned(),
        usage,
        required: true,
        patch: false,
        list: false,
        shown: false,
        boxed: false,
    }
}
