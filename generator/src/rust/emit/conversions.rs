//! What the events of conversions need: setters that hash, and rules on which members must be there.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse_quote;

use super::{Context, docs};
use crate::model::ir::{Operation, Shape, Struct, Type, TypeId, Usage};

/// The way to a usage from a body, and the sets of members that are demanded there.
type Rule<'a> = (Vec<&'a str>, &'a [Vec<String>]);

/// The setters that take plain values and keep their hashes.
pub(super) fn setters(context: Context<'_>, id: TypeId, object: &Struct) -> Option<syn::Item> {
    let setters = context.names.hashing_setters(id);
    let fields = object.fields.iter().zip(context.names.fields(id));
    let setters: Vec<TokenStream> = fields
        .zip(setters)
        .filter_map(|((field, name), setter)| {
            let (hash, setter) = (field.usage.hash.as_ref()?, setter.as_ref()?);
            let kind = heck::ToUpperCamelCase::to_upper_camel_case(hash.kind.as_str());
            let link = docs::link(name.bare(), &format!("Self::{name}"), name);
            let docs = docs::attributes(&[
                format!(
                    "Adds the hash of a plain value to {link}, as [`PersonalData::{kind}`] says; a hash is kept as it \
                     is, and a value without content adds nothing."
                ),
            ]);
            let kind = format_ident!("{kind}");
            let adding = quote! { PersonalData::#kind };
            let add = if field.required && !field.usage.nullable {
                quote! { self.#name.extend(#adding.hash(#setter.as_ref())); }
            } else if field.patch {
                return None;
            } else {
                quote! { #adding.add_to(&mut self.#name, #setter); }
            };
            Some(quote! {
                #docs
                #[must_use]
                pub fn #setter(mut self, #setter: impl AsRef<str>) -> Self {
                    #add
                    self
                }
            })
        })
        .collect();
    let name = context.names.ty(id);
    (!setters.is_empty()).then(|| parse_quote! { impl #name { #(#setters)* } })
}

/// Whether types of a tag hash values.
pub(super) fn hashes(context: Context<'_>, tag: usize) -> bool {
    let mut types = context.api.types.iter();
    types.any(|(_, def)| {
        let hashes = |usage: &Usage| usage.hash.is_some();
        def.tags.contains(&tag) && def.direction.request && def.shape.usages().any(hashes)
    })
}

/// The demand of a usage in words.
pub(super) fn demand(usage: &Usage) -> Option<String> {
    let sets = usage.at_least.iter().map(|set| {
        let members: Vec<String> = set.iter().map(|member| docs::code(member)).collect();
        members.join(" with ")
    });
    let sets: Vec<String> = sets.collect();
    (!sets.is_empty()).then(|| format!("needs {}", sets.join(", or ")))
}

/// Whether a call of the operation is checked before it is sent.
pub(super) fn is_checked(context: Context<'_>, operation: &Operation) -> bool {
    operation.windows.is_some() || !rules(context, operation).is_empty()
}

/// The lines about the rules on the body, among the data of an operation.
pub(super) fn at_least(context: Context<'_>, operation: &Operation) -> Vec<String> {
    let rules = rules(context, operation);
    if rules.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["at_least: [".to_owned()];
    lines.extend(
        rules
            .iter()
            .map(|(path, sets)| format!("    {path:?} => {sets:?},")),
    );
    lines.push("],".to_owned());
    lines
}

fn rules<'a>(context: Context<'a>, operation: &'a Operation) -> Vec<Rule<'a>> {
    let mut rules = Vec::new();
    if let Some(body) = &operation.body {
        let mut open = BTreeSet::new();
        find(context, &body.usage, &mut Vec::new(), &mut open, &mut rules);
    }
    rules
}

/// `open` are the types that the walk is inside of: a type inside itself has been walked already.
fn find<'a>(
    context: Context<'a>,
    usage: &'a Usage,
    path: &mut Vec<&'a str>,
    open: &mut BTreeSet<TypeId>,
    rules: &mut Vec<Rule<'a>>,
) {
    if !leads_to_demand(context, usage) {
        return;
    }
    if !usage.at_least.is_empty() {
        rules.push((path.clone(), &usage.at_least));
    }
    match &usage.ty {
        Type::List(item) => {
            path.push("*");
            find(context, item, path, open, rules);
            path.pop();
        }
        Type::Named(id) if open.insert(*id) => {
            match &context.api.types[*id].shape {
                Shape::Struct(object) => {
                    for field in &object.fields {
                        path.push(&field.wire);
                        find(context, &field.usage, path, open, rules);
                        path.pop();
                    }
                }
                Shape::Union(union) => {
                    for variant in &union.variants {
                        find(context, &variant.usage, path, open, rules);
                    }
                }
                Shape::Enum(_) | Shape::Id => {}
            }
            open.remove(id);
        }
        _ => {}
    }
}

/// Whether a usage or anything that it reaches has a demand. Most do not, and there are too many ways to walk them all.
fn leads_to_demand(context: Context<'_>, usage: &Usage) -> bool {
    let reached = context.api.reached_from([usage]);
    let mut inside = reached
        .iter()
        .flat_map(|id| context.api.types[*id].shape.usages());
    has_demand(usage) || inside.any(has_demand)
}

fn has_demand(usage: &Usage) -> bool {
    !usage.at_least.is_empty() || usage.ty.inner().is_some_and(has_demand)
}
