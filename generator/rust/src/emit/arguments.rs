//! Arguments: what a caller may pass for a type, and how it becomes the type.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::ty::{Scope, converts, tokens};
use super::{Context, docs};
use crate::names::Ident;
use model::ir::{Shape, Type, Usage};

/// The type of an argument: the type itself, anything that converts to it, or anything that gives such items.
pub(super) fn argument(
    context: Context<'_>,
    usage: &Usage,
    nullable: bool,
    scope: Scope,
) -> TokenStream {
    let ty = tokens(&context.ty(usage, scope));
    match &usage.ty {
        _ if nullable => quote! { Option<#ty> },
        Type::List(item) => {
            let inner = tokens(&context.nullable_ty(item, scope));
            if converts(item) && !item.nullable {
                quote! { impl IntoIterator<Item = impl Into<#inner>> }
            } else {
                quote! { impl IntoIterator<Item = #inner> }
            }
        }
        Type::Map(key, value) => {
            let ty = key.map_or_else(|| "String".to_owned(), |id| context.named(id, scope));
            let mut key = tokens(&ty);
            if converts_key(context, usage) {
                key = quote! { impl Into<#key> };
            }
            let inner = tokens(&context.nullable_ty(value, scope));
            let value = if converts(value) && !value.nullable {
                quote! { impl Into<#inner> }
            } else {
                inner
            };
            quote! { impl IntoIterator<Item = (#key, #value)> }
        }
        _ if converts(usage) => quote! { impl Into<#ty> },
        _ => ty,
    }
}

/// The argument called `name` as a value of the type.
pub(super) fn converted(
    context: Context<'_>,
    usage: &Usage,
    name: &impl ToTokens,
    nullable: bool,
) -> TokenStream {
    match &usage.ty {
        _ if nullable => quote! { #name },
        Type::List(item) if converts(item) && !item.nullable => {
            quote! { #name.into_iter().map(Into::into).collect() }
        }
        Type::List(_) => quote! { #name.into_iter().collect() },
        Type::Map(_, value) => {
            let into = |name: &str, converts: bool| {
                let into = if converts { ".into()" } else { "" };
                tokens(&format!("{name}{into}"))
            };
            let (is_key, is_value) = (
                converts_key(context, usage),
                converts(value) && !value.nullable,
            );
            if !is_key && !is_value {
                return quote! { #name.into_iter().collect() };
            }
            let (key, value) = (into("key", is_key), into("value", is_value));
            quote! { #name.into_iter().map(|(key, value)| (#key, #value)).collect() }
        }
        _ if converts(usage) => quote! { #name.into() },
        _ => quote! { #name },
    }
}

/// Whether the keys of a map are made from others: text and identifiers are, values of an enum are taken as they are.
fn converts_key(context: Context<'_>, usage: &Usage) -> bool {
    match usage.ty {
        Type::Map(Some(id), _) => matches!(context.api.types[id].shape, Shape::Id),
        _ => true,
    }
}

/// `name: value`, or `name` alone when the value is called so.
pub(super) fn member(name: &Ident, value: &TokenStream) -> TokenStream {
    if value.to_string() == name.to_string() {
        quote! { #name }
    } else {
        quote! { #name: #value }
    }
}

/// The documentation of a setter: the words on what it sets, or a link to the field where there are none.
pub(super) fn setter_docs(mut words: Vec<String>, name: &Ident) -> TokenStream {
    if words.is_empty() {
        words.push(format!("Sets {}.", field_link(name)));
    }
    docs::attributes(&words)
}

/// A link to the field that a setter sets.
pub(super) fn field_link(name: &Ident) -> String {
    docs::link(name.bare(), &format!("Self::{name}"), name)
}

/// The argument of a bundle, and its type.
pub(super) fn bundle(context: Context<'_>, position: usize) -> (&Ident, syn::Ident) {
    let bundle = &context.api.bundles[position];
    let argument = &context.names.bundle(bundle).argument;
    (argument, format_ident!("{}", bundle.name))
}
