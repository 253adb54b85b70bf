//! A file of `types` while it is made, and what the items of all kinds of types share.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::ty::Imports;
use super::{Context, copies, docs, features, requirements, uses};
use crate::layout::{Piece, RustFile};
use model::ir::{Direction, Shape, TypeId};

/// A file of the module while it is made.
#[derive(Default)]
pub(super) struct Module {
    pub(super) imports: Imports,
    pub(super) file: RustFile,
    /// The types that it declares.
    own: BTreeSet<String>,
}

impl Module {
    /// A file for types of these names.
    pub(super) fn declaring(own: BTreeSet<String>) -> Self {
        Self {
            own,
            ..Self::default()
        }
    }

    pub(super) fn push(&mut self, piece: impl Into<Piece>) {
        self.file.push(piece);
    }

    pub(super) fn extend(&mut self, pieces: impl IntoIterator<Item = Piece>) {
        self.file.pieces.extend(pieces);
    }

    pub(super) fn finish(self) -> RustFile {
        self.imports.into_types(&self.own, self.file)
    }
}

/// The documentation of a type: its text, or where it comes from.
pub(super) fn type_docs(context: Context<'_>, id: TypeId) -> TokenStream {
    let def = &context.api.types[id];
    let text = def
        .docs
        .as_deref()
        .map(docs::rustdoc)
        .filter(|lines| !lines.is_empty());
    let mut lines = text.unwrap_or_else(|| vec![origin(context, id)]);
    if let Shape::Id = &def.shape
        && let Some(first) = lines.first_mut()
    {
        first.extend(uses::lister(context, id));
        first.extend(uses::takers(context, id));
        first.push_str(" Kept as text; never checked in answers.");
    }
    summarise(&mut lines);
    lines.extend(requirements::lines(context, id));
    lines.extend(uses::lines(context, id));
    if let Shape::Struct(object) = &def.shape
        && def.direction.request
    {
        lines.extend(copies::docs(context, id, object));
    }
    lines.extend(features::docs(context, &def.tags));
    let (docs, aliases) = (docs::attributes(&lines), aliases(context, id));
    let deprecated = docs::deprecated(def.deprecation.as_ref());
    quote! { #docs #deprecated #(#aliases)* }
}

/// Makes the first sentence a paragraph of its own, which is what the list of all types shows of each.
fn summarise(lines: &mut Vec<String>) {
    if let Some((summary, rest)) = lines.first().and_then(|first| first.split_once(". ")) {
        let apart = [format!("{summary}."), String::new(), rest.to_owned()];
        lines.splice(..1, apart);
    }
}

/// What the description and people call the type, wherever that is not its name.
fn aliases(context: Context<'_>, id: TypeId) -> Vec<TokenStream> {
    let own = context.names.ty(id).bare();
    let def = &context.api.types[id];
    let components = def.origins.iter().filter(|(_, hint)| hint.component);
    let names: BTreeSet<&str> = components
        .filter_map(|(_, hint)| hint.words.first())
        .chain(&def.aliases)
        .map(String::as_str)
        .filter(|name| *name != own)
        .collect();
    names.into_iter().filter_map(docs::alias).collect()
}

/// A sentence for a type without a text of its own.
fn origin(context: Context<'_>, id: TypeId) -> String {
    let def = &context.api.types[id];
    let hint = def.hint();
    match (&def.shape, hint.words.as_slice()) {
        (Shape::Id, [name, ..]) => {
            let what = name.trim_end_matches("_id").replace('_', " ");
            format!("Identifies the {what}.")
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
