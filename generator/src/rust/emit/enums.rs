//! Enums and identifiers: the item and its impls.

use quote::quote;
use syn::parse_quote;

use super::ty::tokens;
use super::types::Module;
use super::{Context, analytics, docs, features, jobs, types};
use crate::model::ir::{Enum, TypeId};
use crate::rust::layout::Piece;

/// Adds an enum.
pub(super) fn add(context: Context<'_>, id: TypeId, values: &Enum, module: &mut Module) {
    let name = context.names.ty(id);
    let docs = types::type_docs(context, id);
    let (texts, shown): (Vec<String>, Vec<String>) = match values {
        Enum::Text(values) => values
            .iter()
            .map(|value| (format!("{value:?}"), docs::code(value)))
            .collect(),
        Enum::Whole(values) => values
            .iter()
            .map(|value| (value.to_string(), docs::code(&value.to_string())))
            .collect(),
    };
    let names = context.names.variants(id);
    let variants = shown.into_iter().zip(names).map(|(shown, name)| {
        let docs = docs::attributes(&[shown]);
        quote! { #docs #name }
    });
    let payload = match values {
        Enum::Text(_) => "UnrecognizedValue",
        Enum::Whole(_) => "UnrecognizedInteger",
    };
    module.imports.runtime(payload);
    let payload = tokens(payload);
    let item: syn::Item = parse_quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that this version of the crate does not know; it is sent back as it came."]
            Unrecognized(#payload),
        }
    };
    module.push(item);
    let macro_name = match values {
        Enum::Text(_) => "string_enum",
        Enum::Whole(_) => "integer_enum",
    };
    let mut lines = vec![format!("{name} {{")];
    lines.extend(
        texts
            .iter()
            .zip(names)
            .map(|(text, name)| format!("    {text} => {name},")),
    );
    lines.push("}".to_owned());
    module.push(Piece::Macro(macro_name.to_owned(), lines));
    if let Some(column) = analytics::column(context, id) {
        module.imports.runtime("Column");
        module.imports.runtime("Row");
        module.push(column);
    }
    module.extend(jobs::view(context, id));
}

/// Adds an identifier, under the features whose operations reach it.
pub(super) fn add_id(context: Context<'_>, id: TypeId, module: &mut Module) {
    let name = context.names.ty(id);
    let docs = types::type_docs(context, id);
    let cfg = features::cfg(context, &context.api.types[id].tags);
    let item: syn::Item = parse_quote! {
        #docs
        #cfg
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct #name(Id);
    };
    module.push(item);
    module.push(Piece::Gated(cfg, "id".to_owned(), vec![name.to_string()]));
    module.imports.runtime("Id");
}
