//! Copies: what was fetched becomes what is created again.
//!
//! Takes a struct that is sent, `XCreate`; gives what makes it from the `X` of answers. There is a copy if the answer has all
//! that is required and three of four members, each of the same type. Invariant: a copy never has the `id` of what it was
//! made from nor what the path of its call says, and what is required is there or the copy is refused.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::arguments::member;
use super::ty::{Imports, Scope, tokens};
use super::{Context, docs, features, kinship};
use crate::names::Ident;
use model::ir::{Field, Location, Struct, Type, TypeId, Usage};

/// What the names of bodies that create end with.
const CREATE: &str = "Create";

/// How a copy gets its members.
pub(super) struct Copied {
    source: TypeId,
    /// In the order of the members: what each is made from, or nothing.
    values: Vec<Option<TokenStream>>,
    /// Whether an answer may lack what is required.
    fallible: bool,
}

/// How the struct is a copy, if it is one.
pub(super) fn copied(context: Context<'_>, id: TypeId, object: &Struct) -> Option<Copied> {
    let thing = context.names.ty(id).bare().strip_suffix(CREATE)?;
    let mut answers = context
        .api
        .types
        .iter()
        .filter(|(_, def)| def.direction.response);
    let (source, _) = answers.find(|(other, _)| context.names.ty(*other).bare() == thing)?;
    let original = context
        .api
        .types
        .object(source)
        .filter(|_| object.rest.is_none())?;
    let names = context.names.fields(source);
    let own = own(context, id);
    let mut fallible = false;
    let mut values = Vec::new();
    for field in &object.fields {
        let twin = original.fields.iter().zip(names);
        let mut twin =
            twin.filter(|(twin, _)| twin.wire == field.wire && !own.contains(&*field.wire));
        let value = twin
            .next()
            .and_then(|(twin, name)| value(context, twin, name, field));
        if field.is_argument() {
            fallible |= value.as_ref()?.may_lack;
        }
        values.push(value.map(|value| value.code));
    }
    let there = values.iter().flatten().count();
    (there >= 2 && there * 4 >= values.len() * 3).then_some(Copied {
        source,
        values,
        fallible,
    })
}

/// What belongs to the original alone: its id, and what the path says of where it is.
fn own(context: Context<'_>, id: TypeId) -> BTreeSet<&str> {
    let operations = context.api.operations.iter();
    let sending = operations.filter(|operation| {
        let mut sent = false;
        let body = operation.body.iter();
        body.for_each(|body| body.usage.for_each_named(&mut |named| sent |= named == id));
        sent
    });
    let parameters = sending.flat_map(|operation| &operation.parameters);
    let in_path = parameters.filter(|one| one.location == Location::Path);
    in_path.map(|one| one.name.as_str()).chain(["id"]).collect()
}

/// The impl that makes a copy.
pub(super) fn item(
    context: Context<'_>,
    id: TypeId,
    object: &Struct,
    copied: &Copied,
) -> syn::Item {
    let name = context.names.ty(id);
    let names = context.names.fields(id);
    let source = tokens(&format!(
        "crate::types::{}",
        context.names.ty(copied.source)
    ));
    let members = copied.values.iter().zip(&object.fields).zip(names);
    let members = members.map(|((value, field), name)| {
        let value = value.clone().unwrap_or_else(|| nothing(field));
        member(name, &value)
    });
    let docs = docs::attributes(&said(object, copied));
    let tags = &context.api.types[copied.source].tags;
    let is_there = context.api.types[id].tags.is_subset(tags);
    let cfg = (!is_there).then(|| features::cfg(context, tags));
    if copied.fallible {
        return parse_quote! {
            #docs
            #cfg
            impl TryFrom<#source> for #name {
                type Error = MissingMember;

                fn try_from(original: #source) -> Result<Self, MissingMember> {
                    Ok(Self { #(#members),* })
                }
            }
        };
    }
    parse_quote! {
        #docs
        #cfg
        impl From<#source> for #name {
            fn from(original: #source) -> Self {
                Self { #(#members),* }
            }
        }
    }
}

/// Says on the type that there is a copy.
pub(super) fn docs(context: Context<'_>, id: TypeId, object: &Struct) -> Vec<String> {
    let Some(copied) = copied(context, id, object) else {
        return Vec::new();
    };
    let (name, source) = (context.names.ty(id), context.names.ty(copied.source));
    let made = if copied.fallible { "try_from" } else { "from" };
    let link = docs::link(source.bare(), &format!("crate::types::{source}"), source);
    vec![
        String::new(),
        format!(
            "What was fetched, as {link}, becomes one by `{name}::{made}`, to be created again."
        ),
    ]
}

/// Adds what the impl mentions.
pub(super) fn import(copied: &Copied, imports: &mut Imports) {
    if copied.fallible {
        imports.runtime("MissingMember");
    }
}

/// What the impl does, and what it leaves out.
fn said(object: &Struct, copied: &Copied) -> Vec<String> {
    let members = object.fields.iter().zip(&copied.values);
    let absent = members.filter(|(_, value)| value.is_none());
    let absent: Vec<String> = absent.map(|(field, _)| docs::code(&field.wire)).collect();
    let mut text = "A copy of what was fetched, to be created again.".to_owned();
    if !absent.is_empty() {
        text += &format!(" Not copied: {}.", absent.join(", "));
    }
    vec![text]
}

/// The value of a member, and whether an answer may lack it although it is required.
struct Value {
    code: TokenStream,
    may_lack: bool,
}

fn value(context: Context<'_>, twin: &Field, name: &Ident, field: &Field) -> Option<Value> {
    if twin.boxed != field.boxed || twin.patch || field.patch {
        return None;
    }
    let into = converted(context, &twin.usage, &field.usage)?;
    let is_there = twin.list || twin.is_argument();
    let is_list = twin.list && matches!(twin.usage.ty, Type::List(_));
    let wire = &field.wire;
    let code = match (is_there, field.is_argument(), into) {
        (false, true, Into::Same) => {
            quote! { original.#name.ok_or(MissingMember::new(#wire))? }
        }
        (false, true, Into::Other) => {
            quote! { original.#name.ok_or(MissingMember::new(#wire))?.into() }
        }
        (true, false, Into::Same) if is_list => {
            quote! { Some(original.#name).filter(|items| !items.is_empty()) }
        }
        (true, false, Into::Same) => quote! { Some(original.#name) },
        (true, false, Into::Other) => quote! { Some(original.#name.into()) },
        (false, false, Into::Other) => quote! { original.#name.map(Into::into) },
        (true, true, Into::Other) => quote! { original.#name.into() },
        (_, _, Into::Same) => quote! { original.#name },
    };
    Some(Value {
        code,
        may_lack: field.is_argument() && !is_there,
    })
}

/// What a type becomes the other one by.
enum Into {
    Same,
    Other,
}

fn converted(context: Context<'_>, from: &Usage, to: &Usage) -> Option<Into> {
    if context.ty(from, Scope::Types) == context.ty(to, Scope::Types) {
        return Some(Into::Same);
    }
    kinship::is_made_from(context, to.named()?, from.named()?).then_some(Into::Other)
}

/// What a member is that has nothing to be copied.
fn nothing(field: &Field) -> TokenStream {
    if field.patch {
        quote! { Patch::Unset }
    } else {
        quote! { None }
    }
}
