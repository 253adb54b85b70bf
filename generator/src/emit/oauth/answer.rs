//! The answer: what the description calls it, as the runtime reads it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Endpoint;
use crate::emit::Context;
use crate::ir::{Field, Type};
use crate::names::Ident;

/// What an answer may hold besides the access token; the runtime's names are those on the wire.
const MEMBERS: [(&str, &Type); 5] = [
    ("expires_in", &Type::Integer),
    ("refresh_token", &Type::Secret),
    ("refresh_token_expires_in", &Type::Integer),
    ("refresh_token_expires_at", &Type::Integer),
    ("scope", &Type::String),
];

/// The statements that end in the runtime's answer; `None` if there is no access token in the description's.
pub(super) fn read(context: Context<'_>, endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let (id, object) = endpoint.answer;
    let names = context.names.fields(id);
    let find = |wire: &str| {
        object
            .fields
            .iter()
            .zip(names)
            .find(|(field, _)| field.wire == wire)
    };
    let (field, name) = find("access_token")?;
    let text = matches!(field.usage.ty, Type::Secret | Type::String);
    if !text || is_optional(field) {
        return None;
    }
    let sets: Vec<TokenStream> = MEMBERS
        .iter()
        .filter_map(|(wire, ty)| {
            let (field, name) = find(wire)?;
            let (member, value) = (format_ident!("{wire}"), member(field, name, ty)?);
            Some(quote! { tokens.#member = #value; })
        })
        .collect();
    let mutable = (!sets.is_empty()).then(|| quote! { mut });
    Some(quote! {
        let #mutable tokens = TokenAnswer::new(answer.#name);
        #(#sets)*
        Ok(tokens)
    })
}

/// A member of the answer as an option of the runtime's type.
fn member(field: &Field, name: &Ident, wanted: &Type) -> Option<TokenStream> {
    let given = &field.usage.ty;
    let same = given == wanted;
    // Without the format that makes a secret of it, a token is text.
    let text = *given == Type::String && *wanted == Type::Secret;
    match (is_optional(field), same, text) {
        _ if field.boxed || field.patch => None,
        (true, true, _) => Some(quote! { answer.#name }),
        (false, true, _) => Some(quote! { Some(answer.#name) }),
        (true, false, true) => Some(quote! { answer.#name.map(Into::into) }),
        (false, false, true) => Some(quote! { Some(answer.#name.into()) }),
        (_, false, false) => None,
    }
}

fn is_optional(field: &Field) -> bool {
    !field.required || field.usage.nullable
}
