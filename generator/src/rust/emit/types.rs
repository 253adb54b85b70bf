//! The `types` module: one file per type, and the index.

use std::collections::BTreeSet;

use quote::{format_ident, quote};
use syn::parse_quote;

use super::{Context, bundles, docs, enums, features, structs, unions};
use crate::model::ir::{Direction, Shape, TypeId};
use crate::rust::layout::RustFile;
use crate::rust::names::{Ident, module};

/// Every file of the module but the index, by module name.
pub(super) fn files(context: Context<'_>) -> Vec<(String, RustFile)> {
    let types = context.names.sorted_types().into_iter().map(|(id, name)| {
        let file = match &context.api.types[id].shape {
            Shape::Struct(object) => structs::file(context, id, object),
            Shape::Enum(values) => enums::file(context, id, values),
            Shape::Union(union) => unions::file(context, id, union),
            Shape::Id => enums::id_file(context, id),
        };
        (module(name.bare()).bare().to_owned(), file)
    });
    let bundles = context.api.bundles.iter().map(|bundle| {
        let file = bundles::file(context, bundle);
        (module(&bundle.name).bare().to_owned(), file)
    });
    types.chain(bundles).collect()
}

/// The index: every type, under the features whose operations reach it.
pub(super) fn index(context: Context<'_>) -> RustFile {
    let mut file = RustFile::new(vec![
        "Every type that the API sends or answers with, one file each.".to_owned(),
    ]);
    let mut entries: Vec<(String, Ident, BTreeSet<usize>, bool)> = context
        .names
        .sorted_types()
        .into_iter()
        .map(|(id, name)| {
            let def = &context.api.types[id];
            let by_name = def.direction.request
                && matches!(&def.shape, Shape::Struct(object) if object.by_name);
            (
                name.to_string(),
                module(name.bare()),
                def.tags.clone(),
                by_name,
            )
        })
        .collect();
    for bundle in &context.api.bundles {
        let tags = bundles::tags(context, bundle);
        entries.push((bundle.name.clone(), module(&bundle.name), tags, false));
    }
    entries.sort();
    for (_, module, tags, _) in &entries {
        let cfg = features::cfg(context, tags);
        let item: syn::Item = parse_quote! { #cfg mod #module; };
        file.push(item);
    }
    for (name, module, tags, by_name) in &entries {
        let cfg = features::cfg(context, tags);
        let name = format_ident!("{name}");
        let names = if *by_name {
            let required = format_ident!("{name}Required");
            quote! { {#name, #required} }
        } else {
            quote! { #name }
        };
        let item: syn::Item = parse_quote! { #cfg pub use #module::#names; };
        file.push(item);
    }
    file
}

/// The documentation of a type: its text, or where it comes from.
pub(super) fn type_docs(context: Context<'_>, id: TypeId) -> proc_macro2::TokenStream {
    let def = &context.api.types[id];
    let text = def
        .docs
        .as_deref()
        .map(docs::rustdoc)
        .filter(|lines| !lines.is_empty());
    let mut lines = text.unwrap_or_else(|| vec![origin(context, id)]);
    if def.deprecated {
        lines.extend([String::new(), "Deprecated by Pinterest.".to_owned()]);
    }
    lines.extend(features::docs(context, &def.tags));
    docs::attributes(&lines)
}

/// A sentence for a type without a text of its own.
fn origin(context: Context<'_>, id: TypeId) -> String {
    let def = &context.api.types[id];
    let hint = def.hint();
    match (&def.shape, hint.words.as_slice()) {
        (Shape::Id, [name, ..]) => {
            let what = name.trim_end_matches("_id").replace('_', " ");
            format!("Identifies the {what}. Kept as text; never checked in answers.")
        }
        (_, [name]) if hint.component => format!("The description's {}.", docs::code(name)),
        (_, [name]) => format!("The values of the parameter {}.", docs::code(name)),
        (_, [container, path @ ..]) => {
            let path = docs::code(&path.join("."));
            format!("{path} of {}.", docs::code(container))
        }
        (_, []) => "A type without a name in the description.".to_owned(),
    }
}

/// The macros' word for a direction.
pub(super) fn direction(direction: Direction) -> &'static str {
    match (direction.request, direction.response) {
        (true, true) => "both",
        (true, false) => "request",
        _ => "response",
    }
}
