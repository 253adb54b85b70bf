//! Enums and identifiers: the item and its impls.

use quote::quote;
use syn::parse_quote;

use super::ty::{Imports, tokens};
use super::{Context, analytics, docs, jobs, types};
use crate::model::ir::{Enum, TypeId};
use crate::rust::layout::{Piece, RustFile};

/// The file of an enum.
pub(super) fn file(context: Context<'_>, id: TypeId, values: &Enum) -> RustFile {
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
    let mut imports = Imports::default();
    imports.runtime(payload);
    let payload = tokens(payload);
    let mut file = RustFile::default();
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
    file.push(item);
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
    file.push(Piece::Macro(macro_name.to_owned(), lines));
    if let Some(column) = analytics::column(context, id) {
        imports.runtime("Column");
        imports.runtime("Row");
        file.push(column);
    }
    file.pieces.extend(jobs::view(context, id));
    imports.into_type(&name.to_string(), file)
}

/// The file of an identifier.
pub(super) fn id_file(context: Context<'_>, id: TypeId) -> RustFile {
    let name = context.names.ty(id);
    let docs = types::type_docs(context, id);
    let mut file = RustFile::default();
    let item: syn::Item = parse_quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct #name(Id);
    };
    file.push(item);
    file.push(Piece::Macro("id".to_owned(), vec![name.to_string()]));
    let mut imports = Imports::default();
    imports.runtime("Id");
    imports.into_type(&name.to_string(), file)
}
