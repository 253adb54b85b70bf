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
mod copies;
mod counters;
mod docs;
mod enums;
mod examples;
mod features;
mod filled;
mod front;
mod guide;
mod jobs;
mod kinship;
mod library;
pub mod macros;
mod manifest;
mod markdown;
mod media;
mod members;
mod module;
mod oauth;
mod operation;
mod paging;
mod requirements;
mod samples;
mod sizes;
mod structs;
mod switched_off;
mod tests;
mod ty;
mod types;
mod unions;
mod uses;
mod write;

use std::collections::BTreeMap;

pub use front::FEATURES;
pub use manifest::RuntimeDependency;

use crate::names::Names;
use crate::parallel;
use model::ir::{Api, Field, Usage};

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

/// A file that is still to be made: its path, and how its text is made.
type File<'a> = (String, Box<dyn Fn() -> String + Sync + 'a>);

fn file<'a>(path: impl Into<String>, text: impl Fn() -> String + Sync + 'a) -> File<'a> {
    (path.into(), Box::new(text))
}

/// The files of the crate, by path inside it.
#[must_use]
pub fn emit(context: Context<'_>, runtime: &RuntimeDependency) -> BTreeMap<String, String> {
    let mut files = types::files(context);
    files.extend(api::files(context));
    files.extend([
        file("src/lib.rs", move || library::library(context).text()),
        file("src/client.rs", move || library::client(context).text()),
        file("src/operations.rs", move || {
            library::operations(context).text()
        }),
        file("src/switched_off.rs", move || {
            switched_off::file(context).text()
        }),
        file("Cargo.toml", move || manifest::manifest(context, runtime)),
        file("README.md", move || manifest::readme(context)),
    ]);
    let licences = manifest::licences().into_iter();
    files.extend(licences.map(|(name, text)| file(name, move || text.clone())));
    let mut files = made(&files);
    if let Some(oauth) = oauth::file(context) {
        files.insert("src/oauth.rs".to_owned(), oauth.text());
    }
    files.extend(guide::files(context));
    files
}

/// The files of the wire tests, by path inside their folder.
#[must_use]
pub fn emit_tests(context: Context<'_>) -> BTreeMap<String, String> {
    made(&tests::files(context))
}

/// Makes the files. None needs another one.
fn made(files: &[File<'_>]) -> BTreeMap<String, String> {
    let made = parallel::map(files, |(path, text)| (path.clone(), text()));
    made.into_iter().collect()
}
