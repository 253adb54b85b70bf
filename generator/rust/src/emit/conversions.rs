//! What the events of conversions need: setters that hash.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse_quote;

use super::{Context, docs};
use crate::names::Ident;
use model::ir::{Field, Struct, Type, TypeId, Usage};

/// The setters that take plain values and keep their hashes.
pub(super) fn setters(context: Context<'_>, id: TypeId, object: &Struct) -> Option<syn::Item> {
    let methods = context.names.methods(id);
    let fields = object.fields.iter().zip(context.names.fields(id));
    let setters: Vec<TokenStream> = fields
        .zip(methods)
        .filter_map(|((field, name), methods)| {
            let (hash, setter) = (field.usage.hash.as_ref()?, methods.hash.as_ref()?);
            let kind = heck::ToUpperCamelCase::to_upper_camel_case(hash.kind.as_str());
            let link = docs::link(name.bare(), &format!("Self::{name}"), name);
            let is_list = matches!(field.usage.ty, Type::List(_));
            let (verb, otherwise) = if is_list {
                ("adds its SHA-256 to", "adds nothing")
            } else {
                ("sends its SHA-256 as", "sets nothing")
            };
            let docs = docs::attributes(&[format!(
                "Gives a plain value the form of [`PersonalData::{kind}`], and {verb} {link}. A hash is kept as it \
                 is, and a value without content {otherwise}."
            )]);
            let kind = format_ident!("{kind}");
            let adding = quote! { PersonalData::#kind };
            let add = if !is_list {
                set(field, name, &adding, setter)?
            } else if field.required && !field.usage.nullable {
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

/// What sets a text that is plain or a hash.
fn set(field: &Field, name: &Ident, kind: &TokenStream, value: &Ident) -> Option<TokenStream> {
    let wrapped = if field.is_argument() {
        quote! { hash.into() }
    } else if field.patch {
        return None;
    } else {
        quote! { Some(hash.into()) }
    };
    Some(quote! {
        if let Some(hash) = #kind.hash(#value.as_ref()) {
            self.#name = #wrapped;
        }
    })
}

/// Whether types of a tag hash values.
pub(super) fn hashes(context: Context<'_>, tag: usize) -> bool {
    let mut types = context.api.types.iter();
    types.any(|(_, def)| {
        let hashes = |usage: &Usage| usage.hash.is_some();
        def.tags.contains(&tag) && def.direction.request && def.shape.usages().any(hashes)
    })
}
