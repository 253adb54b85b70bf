//! What a call gives its body of its path before the body is written.
//!
//! Takes `Operation::filled`; gives statements. Invariant: what the caller has set stays.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::Call;
use super::ty::{Scope, tokens};
use super::{Context, arguments};
use model::ir::{Body, BodyEncoding, Type, TypeId};

/// The statements that fill in the body `value` and write it into `request`.
pub(super) fn write(
    context: Context<'_>,
    call: &Call<'_>,
    body: &Body,
    value: &TokenStream,
) -> TokenStream {
    let ty = tokens(&context.ty(&body.usage, Scope::Api));
    let by_name = call.by_name();
    let value = if by_name {
        value.clone()
    } else {
        arguments::converted(context, &body.usage, value, false)
    };
    let filled = call.operation.filled.iter();
    let filled = filled.filter_map(|path| rows(context, call, path, by_name));
    let write = match body.encoding {
        BodyEncoding::Json => quote! { json },
        BodyEncoding::Form => quote! { form },
    };
    quote! {
        let mut body: #ty = #value;
        #(#filled)*
        request.#write(&body);
    }
}

/// The statements that find each row and give it the member.
fn rows(
    context: Context<'_>,
    call: &Call<'_>,
    path: &[(TypeId, usize)],
    by_name: bool,
) -> Option<TokenStream> {
    let ((id, position), steps) = path.split_last()?;
    let member = &context.names.fields(*id)[*position];
    let wire = &context.api.types.object(*id)?.fields[*position].wire;
    let mut parameters = call.operation.parameters.iter();
    let parameter = parameters.position(|one| one.name == *wire)?;
    let parameter = &call.names.parameters[parameter];
    let value = if by_name {
        quote! { params.#parameter }
    } else {
        quote! { #parameter }
    };
    let steps = steps.iter().filter_map(|(id, position)| {
        let field = &context.api.types.object(*id)?.fields[*position];
        let name = &context.names.fields(*id)[*position];
        let there = field.is_argument() || field.list;
        let step = match (there, &field.usage.ty) {
            (true, Type::List(_)) => quote! { .flat_map(|row| &mut row.#name) },
            (true, _) => quote! { .map(|row| &mut row.#name) },
            (false, Type::List(_)) => quote! { .filter_map(|row| row.#name.as_mut()).flatten() },
            (false, _) => quote! { .filter_map(|row| row.#name.as_mut()) },
        };
        Some(quote! { let rows = rows #step; })
    });
    Some(quote! {
        let rows = std::iter::once(&mut body);
        #(#steps)*
        for row in rows {
            row.#member.get_or_insert_with(|| #value.clone());
        }
    })
}
