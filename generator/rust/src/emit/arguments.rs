//! Arguments: what a caller may pass for a type, and how it becomes the type.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::ty::{Scope, converts, tokens};
use super::{Context, docs};
use crate::names::Ident;
use model::ir::{Type, Usage};

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
            let key = key.map_or_else(
                || quote! { impl Into<String> },
                |id| tokens(&context.named(id, scope)),
            );
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
pub(super) fn converted(usage: &Usage, name: &impl ToTokens, nullable: bool) -> TokenStream {
    match &usage.ty {
        _ if nullable => quote! { #name },
        Type::List(item) if converts(item) && !item.nullable => {
            quote! { #name.into_iter().map(Into::into).collect() }
        }
        Type::List(_) => quote! { #name.into_iter().collect() },
        Type::Map(key, value) => {
            let converts = converts(value) && !value.nullable;
            match (key, converts) {
                (None, true) => quote! {
                    #name.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
                },
                (None, false) => quote! {
                    #name.into_iter().map(|(key, value)| (key.into(), value)).collect()
                },
                (Some(_), true) => quote! {
                    #name.into_iter().map(|(key, value)| (key, value.into())).collect()
                },
                (Some(_), false) => quote! { #name.into_iter().collect() },
            }
        }
        _ if converts(usage) => quote! { #name.into() },
        _ => quote! { #name },
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
