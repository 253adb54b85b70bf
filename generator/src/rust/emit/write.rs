//! Writing: the statements that put a value into a request.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::ty::{Scope, tokens};
use crate::model::ir::{Location, ParameterStyle, ParameterUse, Type};

/// Whether the value is a list on the wire.
pub(super) fn is_list(parameter: &ParameterUse) -> bool {
    matches!(
        parameter.style,
        ParameterStyle::Repeated | ParameterStyle::Comma
    )
}

/// The statement that writes `value` into `request`; `concrete` says that the value has its type already.
pub(super) fn parameter(
    context: Context<'_>,
    parameter: &ParameterUse,
    request: &TokenStream,
    value: &TokenStream,
    concrete: bool,
) -> TokenStream {
    let wire = &parameter.name;
    let ty = tokens(&context.ty(&parameter.usage, Scope::Api));
    let converts = context.converts(&parameter.usage) && !concrete;
    let single = if converts {
        quote! { &Into::<#ty>::into(#value) }
    } else {
        quote! { &#value }
    };
    let is_scalar = context.api.types.is_scalar(&parameter.usage);
    match (parameter.style, parameter.location) {
        (ParameterStyle::Repeated | ParameterStyle::Comma, _) => {
            let repeated = parameter.style == ParameterStyle::Repeated;
            let style = if repeated {
                quote! { Repeated }
            } else {
                quote! { Comma }
            };
            let values = if concrete {
                quote! { &#value }
            } else {
                list_values(context, parameter, value)
            };
            quote! { #request.query_list(#wire, ListStyle::#style, #values); }
        }
        (ParameterStyle::DeepObject, _) => quote! { #request.query_object(#wire, #single); },
        (ParameterStyle::Single, Location::Path) if !is_scalar => {
            quote! { #request.path_object(#wire, #single); }
        }
        (ParameterStyle::Single, Location::Path) => quote! { #request.path(#wire, #single); },
        (ParameterStyle::Single, Location::Query) => quote! { #request.query(#wire, #single); },
    }
}

fn list_values(context: Context<'_>, parameter: &ParameterUse, value: &TokenStream) -> TokenStream {
    match &parameter.usage.ty {
        Type::List(item) if context.converts(item) => {
            let item = tokens(&context.ty(item, Scope::Api));
            quote! { #value.into_iter().map(Into::<#item>::into) }
        }
        _ => quote! { #value },
    }
}
