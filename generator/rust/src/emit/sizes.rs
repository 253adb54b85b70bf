//! Pictures in several sizes, one member for each.
//!
//! Takes a struct; gives the method that finds the largest. Invariant: what says no width or height is taken last.

use std::collections::BTreeSet;

use syn::parse_quote;

use super::Context;
use crate::names::Ident;
use model::ir::{Struct, Type, TypeId};

/// The method, if the members are pictures of one type and nothing else.
pub(super) fn item(context: Context<'_>, id: TypeId, object: &Struct) -> Option<syn::Item> {
    let sizes = object.fields.iter().map(|field| {
        let is_plain = !field.required && !field.boxed;
        field.usage.named().filter(|_| is_plain)
    });
    let sizes: BTreeSet<TypeId> = sizes.collect::<Option<_>>()?;
    let answers = context.api.types[id].direction.response;
    if sizes.len() != 1 || object.fields.len() < 2 || object.rest.is_some() || !answers {
        return None;
    }
    let size = sizes.into_iter().next()?;
    let (width, height) = (
        measure(context, size, "width")?,
        measure(context, size, "height")?,
    );
    let (name, picture) = (context.names.ty(id), context.names.ty(size));
    let fields = context.names.fields(id);
    Some(parse_quote! {
        impl #name {
            #[doc = " The picture with the most pixels, of the sizes that are there."]
            #[must_use]
            pub fn largest(&self) -> Option<&#picture> {
                let pixels = |one: &&#picture| {
                    let sides = one.#width.zip(one.#height);
                    sides.map(|(width, height)| width.saturating_mul(height))
                };
                [#(&self.#fields),*].into_iter().flatten().max_by_key(pixels)
            }
        }
    })
}

/// The member with this name, if it is a number that may be absent.
fn measure<'a>(context: Context<'a>, id: TypeId, name: &str) -> Option<&'a Ident> {
    let fields = &context.api.types.object(id)?.fields;
    let position = fields.iter().position(|field| {
        let is_absent = !field.required || field.usage.nullable;
        field.wire == name && field.usage.ty == Type::Integer && is_absent
    })?;
    Some(&context.names.fields(id)[position])
}
