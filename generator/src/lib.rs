//! Turns the Pinterest v5 OpenAPI description into the files of the client crate.
//!
//! ```text
//! load -> overlay -> validate -> lower -> normalise -> recognise -> freeze -> names -> emit -> layout -> check | write
//! ```
//!
//! [`generate`] is the pipeline; each stage is a module whose head says what it takes, what it gives, and what always
//! holds. Nothing here touches the file system but [`source`], [`overlay`] and [`files`].

pub mod accepted;
pub mod diagnostics;
pub mod diff;
pub mod emit;
pub mod explore;
pub mod files;
pub mod import;
pub mod ir;
pub mod layout;
pub mod lock;
pub mod lower;
pub mod names;
pub mod normalise;
pub mod overlay;
mod pipeline;
pub mod pointer;
pub mod prune;
pub mod reach;
pub mod recognise;
pub mod report;
pub mod source;
pub mod validate;

pub use emit::RuntimeDependency;
pub use pipeline::{CRATE, Failure, Inputs, Output, generate, generate_from, generate_watched};

/// The documents of the generator itself, by path inside `docs/`.
#[must_use]
pub fn documents() -> std::collections::BTreeMap<String, String> {
    let pages = [
        ("diagnostics.md", diagnostics::guide::page()),
        ("openapi.md", validate::table::page::page()),
    ];
    let pages = pages.map(|(name, text)| (name.to_owned(), files::header("<!--") + &text));
    std::collections::BTreeMap::from(pages)
}
