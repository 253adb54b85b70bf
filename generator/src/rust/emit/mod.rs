//! Stage *emit*: the frozen [`Api`] and its [`Names`] to the files of the crate.
//!
//! One free function per emitted Rust item: it gathers what it needs into `let`s and ends in one `quote!`.
//!
//! Invariant: emission cannot fail. Whatever could not be expressed was a finding of an earlier stage.

mod analytics;
mod api;
mod arguments;
mod built;
mod bulk;
mod bundles;
mod call;
mod checks;
mod constructor;
mod conversions;
mod docs;
mod enums;
mod examples;
mod features;
mod front;
mod guide;
mod jobs;
mod library;
pub(crate) mod macros;
mod manifest;
mod markdown;
mod media;
mod members;
mod module;
mod oauth;
mod operation;
mod paging;
mod samples;
mod structs;
mod switched_off;
mod tests;
mod ty;
mod types;
mod unions;
mod uses;
mod write;

use std::collections::BTreeMap;

pub use manifest::RuntimeDependency;

use crate::model::ir::{Api, Field, Usage};
use crate::rust::names::Names;

/// What every emitter reads.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The API.
    pub api: &'a Api,
    /// Its names.
    pub names: &'a Names,
    /// The digest of everything that was read.
    pub inputs: &'a str,
    /// The pages of the guide, by name; none for a crate without one.
    pub guide: &'a BTreeMap<String, String>,
}

impl Context<'_> {
    /// A type as the emitted crate writes it.
    #[must_use]
    pub fn describe(&self, usage: &Usage) -> String {
        self.nullable_ty(usage, ty::Scope::Types)
    }

    /// A field's type as the emitted crate writes it.
    #[must_use]
    pub fn field_text(&self, field: &Field) -> String {
        self.field_ty(field)
    }
}

/// The files of the crate, by path inside it.
#[must_use]
pub fn emit(context: Context<'_>, runtime: &RuntimeDependency) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    files.insert(
        "Cargo.toml".to_owned(),
        manifest::manifest(context, runtime),
    );
    files.insert("README.md".to_owned(), manifest::readme(context));
    for (name, text) in manifest::licences() {
        files.insert(name.to_owned(), text);
    }
    files.insert("src/lib.rs".to_owned(), library::library(context).text());
    files.insert("src/client.rs".to_owned(), library::client(context).text());
    files.insert(
        "src/switched_off.rs".to_owned(),
        switched_off::file(context).text(),
    );
    if let Some(oauth) = oauth::file(context) {
        files.insert("src/oauth.rs".to_owned(), oauth.text());
    }
    files.extend(guide::files(context));
    files.insert(
        "src/operations.rs".to_owned(),
        library::operations(context).text(),
    );
    files.insert("src/api/mod.rs".to_owned(), api::index(context).text());
    for tag in 0..context.api.tags.len() {
        let path = format!("src/api/{}", context.names.group(tag).module.bare());
        let text = api::group(context, tag).text();
        let types = api::types(context, tag, &text);
        files.extend(types.map(|types| (format!("{path}/types.rs"), types.text())));
        files.insert(format!("{path}.rs"), text);
    }
    files.insert("src/types/mod.rs".to_owned(), types::index(context).text());
    for (path, file) in types::files(context) {
        files.insert(format!("src/types/{path}.rs"), file.text());
    }
    files
}

/// The files of the wire tests, by path inside their folder.
#[must_use]
pub fn emit_tests(context: Context<'_>) -> BTreeMap<String, String> {
    tests::files(context)
}
