//! What every alternative of a union has: `id()` of a feed, whichever kind of feed it is.
//!
//! Takes a union of answers; gives a method for each member that all of its objects have with one type. Invariant: a method
//! says nothing of what this version of the crate does not know, so all give an option.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use crate::emit::Context;
use crate::emit::ty::{Imports, Scope, tokens};
use crate::emit::{docs, members};
use crate::names::Ident;
use model::ir::{Field, Struct, Type, TypeId, Union};

/// An alternative: its variant, its type and what that is.
struct Alternative<'a> {
    variant: &'a Ident,
    id: TypeId,
    object: &'a Struct,
}

/// The methods, if the alternatives have members in common.
pub(super) fn item(context: Context<'_>, id: TypeId, union: &Union) -> Option<syn::Item> {
    let alternatives = alternatives(context, id, union)?;
    let methods: Vec<TokenStream> = shared(context, &alternatives)
        .map(|(field, name)| {
            let docs = docs(context, &alternatives, field, name);
            let method = method(context, &alternatives, field, name);
            quote! { #docs #method }
        })
        .collect();
    let name = context.names.ty(id);
    (!methods.is_empty()).then(|| parse_quote! { impl #name { #(#methods)* } })
}

/// Adds the types that the methods mention.
pub(super) fn import(context: Context<'_>, id: TypeId, union: &Union, imports: &mut Imports) {
    let Some(alternatives) = alternatives(context, id, union) else {
        return;
    };
    for (field, _) in shared(context, &alternatives) {
        imports.add(context, &field.usage);
    }
}

/// The alternatives of a union of several objects, which an answer has.
fn alternatives<'a>(
    context: Context<'a>,
    id: TypeId,
    union: &'a Union,
) -> Option<Vec<Alternative<'a>>> {
    let several = union.variants.len() > 1 && context.api.types[id].direction.response;
    let variants = union.variants.iter().zip(context.names.variants(id));
    let alternatives = variants.map(|(variant, name)| {
        let id = variant.usage.named().filter(|_| !variant.usage.nullable)?;
        let object = context.api.types.object(id)?;
        Some(Alternative {
            variant: name,
            id,
            object,
        })
    });
    alternatives.collect::<Option<Vec<_>>>().filter(|_| several)
}

/// The members of one value that all alternatives have, as the first one declares them, without those that are called like
/// a method of an alternative.
fn shared<'a>(
    context: Context<'a>,
    alternatives: &'a [Alternative<'a>],
) -> impl Iterator<Item = (&'a Field, &'a Ident)> {
    let first = alternatives.first().into_iter();
    let members =
        first.flat_map(move |one| one.object.fields.iter().zip(context.names.fields(one.id)));
    members.filter(move |(field, name)| {
        let ty = context.ty(&field.usage, Scope::Types);
        let has = |one: &Alternative<'_>| {
            twin(context, one, field)
                .is_some_and(|(twin, _)| context.ty(&twin.usage, Scope::Types) == ty)
        };
        let is_asked =
            |one: &Alternative<'_>| name.bare() == format!("as_{}", one.variant.snake_words());
        context.api.types.is_scalar(&field.usage)
            && alternatives.iter().all(has)
            && !alternatives.iter().any(is_asked)
    })
}

/// The member of an alternative that is called like one of another.
fn twin<'a>(
    context: Context<'a>,
    alternative: &Alternative<'a>,
    field: &Field,
) -> Option<(&'a Field, &'a Ident)> {
    let mut members = alternative
        .object
        .fields
        .iter()
        .zip(context.names.fields(alternative.id));
    members.find(|(twin, _)| twin.wire == field.wire && !twin.patch && !twin.boxed)
}

/// The words on the member, if all alternatives have the same, and when there is no value.
fn docs(
    context: Context<'_>,
    alternatives: &[Alternative<'_>],
    field: &Field,
    name: &Ident,
) -> TokenStream {
    let words = |one: &Alternative<'_>| {
        let (twin, _) = twin(context, one, field)?;
        let lines = members::docs(context, one.id, twin);
        let first = lines.split(String::is_empty).next()?.join(" ");
        (!first.is_empty()).then_some(first)
    };
    let all: BTreeSet<Option<String>> = alternatives.iter().map(words).collect();
    let one = all.into_iter().collect::<Option<Vec<String>>>();
    let what = match one.as_deref() {
        Some([words]) => words.clone(),
        _ => format!(
            "The {} of whichever kind of value this is.",
            docs::code(name.bare())
        ),
    };
    docs::attributes(&[
        what,
        String::new(),
        "`None` if the value has none, or is of a kind that this version of the crate does not know.".to_owned(),
    ])
}

fn method(
    context: Context<'_>,
    alternatives: &[Alternative<'_>],
    field: &Field,
    name: &Ident,
) -> TokenStream {
    let ty = tokens(&context.ty(&field.usage, Scope::Types));
    let (answer, lend) = match field.usage.ty {
        Type::String => (quote! { &str }, Some(quote! { as_deref })),
        Type::Named(_) | Type::Secret | Type::Hashed => (quote! { &#ty }, Some(quote! { as_ref })),
        _ => (ty, None),
    };
    let arms = alternatives.iter().filter_map(|one| {
        let (twin, member) = twin(context, one, field)?;
        let variant = one.variant;
        let value = match (twin.is_argument(), &lend) {
            (true, Some(_)) => quote! { Some(&value.#member) },
            (true, None) => quote! { Some(value.#member) },
            // As a function, since layout breaks a chain of methods where rustfmt does not.
            (false, Some(lend)) => quote! { Option::#lend(&value.#member) },
            (false, None) => quote! { value.#member },
        };
        Some(quote! { Self::#variant(value) => #value, })
    });
    quote! {
        #[must_use]
        pub fn #name(&self) -> Option<#answer> {
            match self {
                #(#arms)*
                Self::Unrecognized(_) => None,
            }
        }
    }
}
