//! Writing: the statements that put a value into a request.

use proc_macro2::TokenStream;
use quote::quote;

use super::ty::{Scope, converts, tokens};
use super::{Context, arguments};
use model::ir::{Location, ParameterStyle, ParameterUse, Type, UnixTime, Usage};

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
    let converts = !concrete && is_converted(&parameter.usage);
    let converted = converts.then(|| {
        let converted = arguments::converted(context, &parameter.usage, value, false);
        quote! { let #value: #ty = #converted; }
    });
    let is_scalar = context.api.types.is_scalar(&parameter.usage);
    // A list of what needs no conversion is an iterator still.
    let by_value = is_list(parameter) && !concrete && !converts;
    let argument = if by_value {
        quote! { #value }
    } else {
        quote! { &#value }
    };
    let written = match (parameter.style, parameter.location) {
        (ParameterStyle::Repeated, _) => {
            quote! { query_list(#wire, ListStyle::Repeated, #argument) }
        }
        (ParameterStyle::Comma, _) => quote! { query_list(#wire, ListStyle::Comma, #argument) },
        (ParameterStyle::DeepObject, _) => quote! { query_object(#wire, #argument) },
        (ParameterStyle::Single, Location::Path) if !is_scalar => {
            quote! { path_object(#wire, #argument) }
        }
        (ParameterStyle::Single, Location::Path) => quote! { path(#wire, #argument) },
        (ParameterStyle::Single, Location::Query) => quote! { query(#wire, #argument) },
        (ParameterStyle::Single, Location::Header) => quote! { header(#wire, #argument) },
        (ParameterStyle::Single, Location::Cookie) => quote! { cookie(#wire, #argument) },
    };
    quote! { #converted #request.#written; }
}

/// Whether an argument of the type has to become the type, or its items have to.
fn is_converted(usage: &Usage) -> bool {
    match &usage.ty {
        Type::List(item) => converts(item),
        _ => converts(usage),
    }
}

/// How a value is written, where that is not as usual.
pub(super) fn unit(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::UnixTime(UnixTime::Seconds) => Some("in_seconds"),
        Type::UnixTime(UnixTime::SecondsAsText) => Some("in_seconds_as_text"),
        Type::UnixTime(UnixTime::Millis) => Some("in_millis"),
        Type::MicroAmount { text: true } => Some("as_text"),
        _ => None,
    }
}
