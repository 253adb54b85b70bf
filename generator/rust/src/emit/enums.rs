//! Enums and identifiers: the item and its impls.

use quote::quote;
use syn::parse_quote;

use super::module::{Module, type_docs};
use super::ty::tokens;
use super::{Context, analytics, docs, features, jobs, kinship};
use crate::layout::Piece;
use crate::names::Ident;
use model::ir::{Enum, TypeId};

/// Adds an enum.
pub(super) fn add(context: Context<'_>, id: TypeId, values: &Enum, module: &mut Module) {
    let name = context.names.ty(id);
    let wires = values.texts();
    let is_long = wires.len() > MOST_ON_A_PAGE;
    let hidden = is_long.then(|| quote! { #[cfg_attr(docsrs, doc(hidden))] });
    let is_crowded = wires.len() > MOST_WITH_WIRES;
    let all = is_crowded.then(|| docs::attributes(&on_the_wire(&wires, is_long)));
    let docs = type_docs(context, id);
    let names = context.names.variants(id);
    let variants = wires.iter().zip(names).map(|(wire, name)| {
        let words = context.api.types[id].value_docs.get(wire);
        let is_said = is_crowded && words.is_some() && capitals(name) == *wire;
        let docs = docs::attributes(&variant_docs((!is_said).then_some(wire), words));
        let alias = docs::wire_alias(wire, name);
        quote! { #docs #hidden #alias #name }
    });
    let payload = match values {
        Enum::Text(_) => "UnrecognizedValue",
        Enum::Whole(_) => "UnrecognizedInteger",
    };
    // Of texts the macro writes `Debug`, since a derived one has an arm for each value, and `Eq` for all, since a derived one
    // has a body.
    let debug = matches!(values, Enum::Whole(_)).then(|| quote!(Debug,));
    module.imports.runtime(payload);
    let payload = tokens(payload);
    let item: syn::Item = parse_quote! {
        #docs
        #all
        #[derive(Clone, #debug PartialEq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that this version of the crate does not know; it is sent back as it came."]
            Unrecognized(#payload),
        }
    };
    module.push(item);
    module.push(implementation(context, id, (values, &wires)));
    if let Some(column) = analytics::column(context, id) {
        module.imports.runtime("Column");
        module.imports.runtime("Row");
        module.push(column);
    }
    module.extend(jobs::view(context, id));
    module.extend(kinship::conversions(context, id));
}

/// What ties the values to their texts or numbers on the wire.
fn implementation(context: Context<'_>, id: TypeId, (values, wires): (&Enum, &[String])) -> Piece {
    let texts = wires.iter().map(|wire| match values {
        Enum::Text(_) => format!("{wire:?}"),
        Enum::Whole(_) => wire.clone(),
    });
    let macro_name = match values {
        Enum::Text(_) => "string_enum",
        Enum::Whole(_) => "integer_enum",
    };
    let code = if context.api.types[id].code {
        " code"
    } else {
        ""
    };
    let mut lines = vec![format!("{}{code} {{", context.names.ty(id))];
    lines.extend(
        texts
            .zip(context.names.variants(id))
            .map(|(text, name)| format!("    {text} => {name},")),
    );
    lines.push("}".to_owned());
    Piece::Macro(macro_name.to_owned(), lines)
}

/// More values than these make a page in the documentation that is slow to load and slower to read.
const MOST_ON_A_PAGE: usize = 1_000;

/// With more values than these, a page of the documentation would be too large if each had its text on the wire.
const MOST_WITH_WIRES: usize = 500;

/// How values of a crowded page are written on the wire.
const WIRES: &str = "On the wire, a value is its name in capitals with underscores between the words, unless its line begins with another text.";

/// A name in capitals with underscores between the words.
fn capitals(name: &Ident) -> String {
    docs::words(name.bare()).replace(' ', "_").to_uppercase()
}

/// How the values of a crowded page are written on the wire; in one paragraph each of them if none is on the page.
fn on_the_wire(wires: &[String], is_long: bool) -> Vec<String> {
    let mut lines = vec![String::new(), WIRES.to_owned()];
    if is_long {
        let codes: Vec<String> = wires.iter().map(|wire| docs::code(wire)).collect();
        let text = "values are too many for a page: editors show each with what it means, and this is what they are on the wire.";
        lines.extend([String::new(), format!("Its {} {text}", wires.len())]);
        lines.extend([String::new(), codes.join(", ") + "."]);
    }
    lines
}

/// The value on the wire, unless that is said already, then what it means.
fn variant_docs(wire: Option<&String>, words: Option<&String>) -> Vec<String> {
    let mut lines = words.map(|words| docs::rustdoc(words)).unwrap_or_default();
    let Some(wire) = wire.map(|wire| docs::code(wire)) else {
        return lines;
    };
    match lines.first_mut() {
        Some(first) => *first = format!("{wire}: {first}"),
        None => lines.push(wire),
    }
    lines
}

/// Adds an identifier, under the features whose operations reach it.
pub(super) fn add_id(context: Context<'_>, id: TypeId, module: &mut Module) {
    let name = context.names.ty(id);
    let docs = type_docs(context, id);
    let tags = &context.api.types[id].tags;
    let cfg = features::cfg(context, tags);
    let with_badge = features::cfg_with_badge(context, tags);
    let item: syn::Item = parse_quote! {
        #docs
        #with_badge
        #[derive(Clone, Debug, PartialEq, Hash, PartialOrd, Ord)]
        pub struct #name(Id);
    };
    let kinds = context.api.shared_ids.get(&id).into_iter().flatten();
    let kinds: Vec<String> = kinds
        .map(|kind| context.names.ty(*kind).to_string())
        .collect();
    let ways = if context.api.either_way_ids.contains(&id) {
        "from and into"
    } else {
        "from"
    };
    let line = match kinds.as_slice() {
        [] => name.to_string(),
        kinds => format!("{name} {ways} {}", kinds.join(", ")),
    };
    module.push(item);
    module.push(Piece::Gated(cfg, "id".to_owned(), vec![line]));
    module.imports.runtime("Id");
}
