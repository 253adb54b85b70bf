//! Structs of counters: one member for each thing that is counted, of which an answer has a few.
//!
//! Takes a struct; gives the method that lists what is counted. Invariant: what the answer does not have is not listed.

use quote::quote;
use syn::parse_quote;

use super::Context;
use model::ir::{Struct, Type, TypeId};

/// So many members are more than anybody asks for one by one.
const MANY: usize = 8;

/// The method, if the members are counters and nothing else.
pub(super) fn item(context: Context<'_>, id: TypeId, object: &Struct) -> Option<syn::Item> {
    let mut fields = object.fields.iter();
    let is_counted =
        fields.all(|field| field.usage.ty == Type::Integer && !field.is_argument() && !field.patch);
    let is_many = object.fields.len() >= MANY && object.rest.is_none();
    let answers = context.api.types[id].direction.response;
    if !(is_counted && is_many && answers) {
        return None;
    }
    let name = context.names.ty(id);
    let counts = object.fields.iter().zip(context.names.fields(id));
    let counts = counts.map(|(field, name)| {
        let wire = &field.wire;
        quote! { (#wire, self.#name) }
    });
    Some(parse_quote! {
        impl #name {
            #[doc = " The counts that the answer has, each with its name on the wire."]
            pub fn counts(&self) -> impl Iterator<Item = (&'static str, i64)> {
                let counts = [#(#counts),*];
                counts.into_iter().filter_map(|(name, count)| Some((name, count?)))
            }
        }
    })
}
