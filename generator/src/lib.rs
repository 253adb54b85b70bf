//! Turns the Pinterest v5 OpenAPI description into the files of the client crate.
//!
//! ```text
//! source    load: text to value, with the way back to its line
//! spec      overlay -> validate: the description and what we say of it; import
//! model     lower -> normalise -> recognise -> words: what the API is, free of OpenAPI and of Rust
//! rust      names -> emit -> layout: everything that knows Rust
//! output    check | write the files, and reports about them
//! ```
//!
//! Each part is a crate and knows the ones above it only. [`generate`] runs them in order; `diagnostics` is how every part
//! says what it found, and the crate `tools` looks at descriptions and runs from outside. Only [`source`], `spec::overlay`
//! and `output::files` touch the file system.

mod pipeline;

pub use pipeline::{
    CRATE, Failure, Frozen, Inputs, Observer, Output, Read, freeze, generate, generate_from,
    generate_observed, look,
};
pub use rust::emit::RuntimeDependency;
pub use {diagnostics, model, output, rust, source, spec};

/// The documents of the generator itself, by path inside `docs/`.
#[must_use]
pub fn documents() -> std::collections::BTreeMap<String, String> {
    let pages = [
        ("diagnostics.md", diagnostics::guide::page()),
        ("openapi.md", spec::validate::keywords()),
    ];
    let pages = pages.map(|(name, text)| (name.to_owned(), rust::header::line("<!--") + &text));
    std::collections::BTreeMap::from(pages)
}
