//! Unions: the item and its impls.

mod common;
mod conversions;

pub(super) use conversions::{converts_from, converts_through, takes_text};

use std::collections::BTreeSet;

use quote::quote;
use syn::parse_quote;

use super::module::{Module, direction, type_docs};
use super::ty::{Scope, tokens};
use super::{Context, bulk, docs, jobs};
use crate::layout::Piece;
use model::ir::{Enum, Shape, Struct, Type, TypeId, Union, UnixTime, Usage, Variant};

/// Adds a union.
pub(super) fn add(context: Context<'_>, id: TypeId, union: &Union, module: &mut Module) {
    for variant in &union.variants {
        module.imports.add(context, &variant.usage);
    }
    bulk::import(context, id, &mut module.imports);
    conversions::import(context, id, &mut module.imports);
    common::import(context, id, union, &mut module.imports);
    module.imports.runtime("UnrecognizedVariant");
    module.push(item(context, id, union));
    module.extend(common::item(context, id, union).map(Piece::from));
    module.push(match &union.tag {
        Some(tag) => tagged(context, id, union, tag),
        None => untagged(context, id, union),
    });
    module.extend(bulk::view(context, id));
    module.extend(jobs::view(context, id));
}

fn item(context: Context<'_>, id: TypeId, union: &Union) -> syn::Item {
    let name = context.names.ty(id);
    let docs = type_docs(context, id);
    let unclear = docs::attributes(&conversions::docs(context, id));
    let variants = union
        .variants
        .iter()
        .zip(context.names.variants(id))
        .map(|(variant, name)| {
            let docs = docs::attributes(&variant_docs(context, union, variant));
            let ty = context.nullable_ty(&variant.usage, Scope::Types);
            let ty = tokens(&if boxed(&variant.usage) {
                format!("Box<{ty}>")
            } else {
                ty
            });
            quote! { #docs #name(#ty) }
        });
    parse_quote! {
        #docs
        #unclear
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A variant that this version of the crate does not know; it is sent back as it came."]
            Unrecognized(UnrecognizedVariant),
        }
    }
}

/// What the alternative is, and the tag that selects it.
fn variant_docs(context: Context<'_>, union: &Union, variant: &Variant) -> Vec<String> {
    let held = held(context, variant);
    match selected(union, variant) {
        Some(selected) => vec![held, String::new(), selected],
        None => vec![held],
    }
}

/// The tag that selects the alternative.
fn selected(union: &Union, variant: &Variant) -> Option<String> {
    let tag = union.tag.as_ref().filter(|_| !variant.tags.is_empty())?;
    let values: Vec<String> = variant.tags.iter().map(|tag| docs::code(tag)).collect();
    let values = values.join(" or ");
    Some(format!("{} is {values} on the wire.", docs::code(tag)))
}

/// What a value of the alternative is.
fn held(context: Context<'_>, variant: &Variant) -> String {
    if let Some(words) = &variant.usage.docs {
        return words.clone();
    }
    let held = match &variant.usage.ty {
        Type::Boolean => "True or false.",
        Type::Integer => "A whole number.",
        Type::Number => "A number.",
        Type::String | Type::Secret | Type::Hashed => "Text.",
        Type::Date => "A day.",
        Type::Timestamp | Type::UnixTime(_) => "A moment.",
        Type::MicroAmount { .. } => "An amount of money.",
        Type::Any => "Any JSON.",
        Type::Map(..) => "An object with members of any name.",
        Type::List(_) | Type::Page(_) | Type::OneOrMany(_) => "A list.",
        Type::Named(id) => {
            let name = context.names.ty(*id);
            let words = context.api.types[*id].docs.as_deref();
            return match words.and_then(docs::first) {
                Some(words) => words,
                None => format!("Holds [`{name}`]."),
            };
        }
    };
    held.to_owned()
}

/// Objects differ in size from release to release, so all of them are boxed, whatever today's size.
fn boxed(usage: &Usage) -> bool {
    matches!(usage.ty, Type::Named(_))
}

fn tagged(context: Context<'_>, id: TypeId, union: &Union, tag: &str) -> Piece {
    let names = context.names.variants(id);
    let mut lines = vec![format!("{} tag {tag:?} {{", head(context, id))];
    for (variant, name) in union.variants.iter().zip(names) {
        let tags: Vec<String> = variant.tags.iter().map(|tag| format!("{tag:?}")).collect();
        lines.push(format!("    {} => {name},", tags.join(" | ")));
    }
    lines.push("}".to_owned());
    lines.extend(conversions::sections(context, id, union));
    Piece::Macro("tagged_union".to_owned(), lines)
}

fn untagged(context: Context<'_>, id: TypeId, union: &Union) -> Piece {
    let names = context.names.variants(id);
    let mut lines = vec![format!("{} {{", head(context, id))];
    for (variant, name) in union.variants.iter().zip(names) {
        lines.push(format!(
            "    {name}: {},",
            recognised_by(context, &variant.usage)
        ));
    }
    lines.push("}".to_owned());
    lines.extend(conversions::sections(context, id, union));
    Piece::Macro("untagged_union".to_owned(), lines)
}

fn head(context: Context<'_>, id: TypeId) -> String {
    let def = &context.api.types[id];
    format!("{} {}", direction(def.direction), context.names.ty(id))
}

/// How a value of the type is distinguished from the other alternatives.
fn recognised_by(context: Context<'_>, usage: &Usage) -> String {
    match &usage.ty {
        Type::Boolean => "boolean".to_owned(),
        Type::Integer
        | Type::UnixTime(UnixTime::Seconds | UnixTime::Millis)
        | Type::MicroAmount { text: false } => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::String
        | Type::Date
        | Type::Timestamp
        | Type::Secret
        | Type::Hashed
        | Type::UnixTime(UnixTime::SecondsAsText)
        | Type::MicroAmount { text: true } => "string".to_owned(),
        Type::List(_) => "array".to_owned(),
        Type::Named(id) => match &context.api.types[*id].shape {
            Shape::Enum(Enum::Whole(_)) => "integer".to_owned(),
            Shape::Enum(Enum::Text(_)) | Shape::Id => "string".to_owned(),
            _ => {
                format!("object {}", keys(context, *id).text())
            }
        },
        _ => "object [] []".to_owned(),
    }
}

/// The members that an object must have, and those that it may have.
#[derive(Clone, Default)]
struct Keys {
    required: BTreeSet<String>,
    known: BTreeSet<String>,
}

impl Keys {
    /// The two lists as the macro reads them.
    fn text(&self) -> String {
        let list = |names: &BTreeSet<String>| format!("{:?}", names.iter().collect::<Vec<_>>());
        format!("{} {}", list(&self.required), list(&self.known))
    }
}

/// What all objects that a type may be require, and what any of them knows.
fn keys(context: Context<'_>, id: TypeId) -> Keys {
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    let mut all: Option<Keys> = None;
    while let Some(id) = open.pop() {
        match &context.api.types[id].shape {
            _ if !seen.insert(id) => {}
            Shape::Struct(object) => {
                let one = struct_keys(object);
                let found = all.get_or_insert_with(|| one.clone());
                found.required.retain(|name| one.required.contains(name));
                found.known.extend(one.known);
            }
            Shape::Union(union) => {
                let variants = union.variants.iter();
                open.extend(variants.filter_map(|variant| match variant.usage.ty {
                    Type::Named(id) => Some(id),
                    _ => None,
                }));
            }
            Shape::Enum(_) | Shape::Id => {}
        }
    }
    all.unwrap_or_default()
}

fn struct_keys(object: &Struct) -> Keys {
    let constants: BTreeSet<String> = object
        .constants
        .iter()
        .map(|one| one.wire.clone())
        .collect();
    let required = object
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.wire.clone());
    let known = object.fields.iter().map(|field| field.wire.clone());
    Keys {
        required: required.chain(constants.clone()).collect(),
        known: known.chain(constants).collect(),
    }
}
