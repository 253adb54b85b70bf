//! The grants: what the runtime asks with, as the body that the description wants.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Endpoint;
use crate::emit::Context;
use crate::ir::{Field, Shape, Struct, Type, TypeId};

/// A grant as the runtime knows it.
struct Known {
    /// Its value of the tag.
    tag: &'static str,
    /// Its variant.
    variant: &'static str,
    /// Its members by their names on the wire, which are the runtime's too.
    members: &'static [(&'static str, Holds)],
}

const GRANTS: [Known; 3] = [
    Known {
        tag: "authorization_code",
        variant: "AuthorizationCode",
        members: &[
            ("code", Holds::Secret),
            ("redirect_uri", Holds::Text),
            ("continuous_refresh", Holds::Flag),
        ],
    },
    Known {
        tag: "refresh_token",
        variant: "RefreshToken",
        members: &[("refresh_token", Holds::Secret)],
    },
    Known {
        tag: "client_credentials",
        variant: "ClientCredentials",
        members: &[("scope", Holds::Text)],
    },
];

/// What a member of the runtime's grant holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Secret,
    Text,
    /// Yes, no, or nothing to say: the one that a description may lack.
    Flag,
}

/// One arm for each grant that the description has.
pub(super) fn arms(context: Context<'_>, endpoint: &Endpoint<'_>) -> Vec<TokenStream> {
    GRANTS
        .iter()
        .filter_map(|grant| arm(context, endpoint, grant))
        .collect()
}

fn arm(context: Context<'_>, endpoint: &Endpoint<'_>, grant: &Known) -> Option<TokenStream> {
    let (id, union) = endpoint.body;
    let mut variants = union.variants.iter().zip(context.names.variants(id));
    let (variant, name) =
        variants.find(|(variant, _)| variant.tags.iter().any(|tag| tag == grant.tag))?;
    let object = match variant.usage.ty {
        Type::Named(object) if !variant.usage.nullable => object,
        _ => return None,
    };
    let (bound, value) = literal(context, object, grant.members)?;
    let rest = (bound.len() < grant.members.len()).then(|| quote! { .. });
    let (grant, ty) = (format_ident!("{}", grant.variant), context.names.ty(id));
    Some(quote! {
        Grant::#grant { #(#bound,)* #rest } => types::#ty::#name(Box::new(#value)),
    })
}

/// The members that the body takes, and the body; `None` if it needs what the runtime does not have.
fn literal(
    context: Context<'_>,
    id: TypeId,
    members: &[(&str, Holds)],
) -> Option<(Vec<syn::Ident>, TokenStream)> {
    let Shape::Struct(Struct {
        fields, rest: None, ..
    }) = &context.api.types[id].shape
    else {
        return None;
    };
    let needed = members.iter().filter(|(_, holds)| *holds != Holds::Flag);
    if needed
        .into_iter()
        .any(|(wire, _)| !fields.iter().any(|field| field.wire == *wire))
    {
        return None;
    }
    let (mut bound, mut values) = (Vec::new(), Vec::new());
    for (field, name) in fields.iter().zip(context.names.fields(id)) {
        let member = members.iter().find(|(wire, _)| *wire == field.wire);
        let value = match member {
            Some((wire, holds)) => {
                let binding = format_ident!("{wire}");
                let value = converted(field, *holds, &binding)?;
                bound.push(binding);
                value
            }
            None if field.required || field.patch => return None,
            None => quote! { None },
        };
        let given = value.to_string() == name.to_string();
        values.push(if given {
            quote! { #name }
        } else {
            quote! { #name: #value }
        });
    }
    let ty = context.names.ty(id);
    Some((bound, quote! { types::#ty { #(#values),* } }))
}

/// A member of the runtime's grant as a field's type.
fn converted(field: &Field, holds: Holds, name: &syn::Ident) -> Option<TokenStream> {
    let optional = !field.required || field.usage.nullable;
    let value = match (holds, &field.usage.ty) {
        (Holds::Secret, Type::Secret) | (Holds::Text, Type::String) => quote! { #name },
        (Holds::Secret, Type::String) => quote! { #name.expose().to_owned() },
        (Holds::Text, Type::Secret) => quote! { #name.into() },
        (Holds::Flag, Type::Boolean) if optional && !field.patch => return Some(quote! { #name }),
        _ => return None,
    };
    match (field.patch || field.boxed, optional) {
        (true, _) => None,
        (false, true) => Some(quote! { Some(#value) }),
        (false, false) => Some(value),
    }
}
