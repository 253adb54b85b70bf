//! Enums and identifiers: the item and its impls.

use quote::quote;
use syn::parse_quote;

use super::ty::{Imports, tokens};
use super::{Context, analytics, docs, jobs, types};
use crate::model::ir::{Enum, TypeId};
use crate::model::words;
use crate::rust::layout::{Piece, RustFile};

/// The file of an enum. `key` says that it is the key of a map.
pub(super) fn file(context: Context<'_>, id: TypeId, values: &Enum, key: bool) -> RustFile {
    let name = context.names.ty(id);
    let docs = types::type_docs(context, id);
    let wires = words::texts(values);
    let names = context.names.variants(id);
    let variants = wires.iter().zip(names).map(|(wire, name)| {
        let words = context.api.types[id].value_docs.get(wire);
        let docs = docs::attributes(&variant_docs(wire, words));
        quote! { #docs #name }
    });
    let texts = wires.iter().map(|wire| match values {
        Enum::Text(_) => format!("{wire:?}"),
        Enum::Whole(_) => wire.clone(),
    });
    let payload = match values {
        Enum::Text(_) => "UnrecognizedValue",
        Enum::Whole(_) => "UnrecognizedInteger",
    };
    let mut imports = Imports::default();
    imports.runtime(payload);
    let payload = tokens(payload);
    let order = key.then(|| quote! { , PartialOrd, Ord });
    let mut file = RustFile::default();
    let item: syn::Item = parse_quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash #order)]
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

/// The value on the wire, then what it means.
fn variant_docs(wire: &str, words: Option<&String>) -> Vec<String> {
    let mut lines = words.map(|words| docs::rustdoc(words)).unwrap_or_default();
    let wire = docs::code(wire);
    match lines.first_mut() {
        Some(first) => *first = format!("{wire}: {first}"),
        None => lines.push(wire),
    }
    lines
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
