//! The generator on descriptions that nobody wrote: pieces of the committed one, damaged by a seed. It must give files
//! or findings, and never panic, overflow its stack or hang; the files must be Rust, and no two items have one name.
//!
//! `MUTATIONS=20000 cargo test --release -p pinterest-v5-generator --test mutations` looks further, and
//! `MUTATIONS_FROM` starts elsewhere. Each run is in a thread named after its seed, so that an overflow says which.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

mod damage;

use std::collections::BTreeSet;
use std::path::Path;

use generator::{Inputs, Output, RuntimeDependency, generate, source::Source};
use serde_json::Value;

#[test]
fn any_description_gives_files_or_findings() {
    let setting = |name| Some(std::env::var(name).ok()?.parse::<u64>().unwrap());
    let from = setting("MUTATIONS_FROM").unwrap_or_default();
    let base = base();
    for seed in from..from + setting("MUTATIONS").unwrap_or(150) {
        let text = damage::mutant(&base, seed).to_string();
        let thread = std::thread::Builder::new().name(format!("seed {seed}"));
        let thread = thread.stack_size(2 << 20).spawn(move || run(&text, seed));
        match thread.unwrap().join().unwrap() {
            Ok(output) => check(&output, seed),
            Err(report) => assert!(
                report.contains("error"),
                "seed {seed}: no reason in {report:?}"
            ),
        }
    }
}

fn base() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/openapi.yaml");
    Source::read(&path).unwrap().value().clone()
}

/// The report of a failure is what a maintainer would see.
fn run(text: &str, seed: u64) -> Result<Output, String> {
    let folder = std::env::temp_dir().join(format!("mutations-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let description = folder.join(format!("{seed}.json"));
    std::fs::write(&description, text).unwrap();
    let names = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/names.toml");
    std::fs::copy(names, folder.join("names.toml")).unwrap();
    let output = generate(&Inputs {
        description,
        spec_dir: folder.clone(),
        strict: false,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: "0.0.0".to_owned(),
            in_workspace: false,
        },
    });
    std::fs::remove_dir_all(folder).unwrap();
    output.map_err(|failure| failure.report)
}

/// Every file is Rust, and no scope has two items of one name.
fn check(output: &Output, seed: u64) {
    for (path, text) in output
        .files
        .iter()
        .chain(&output.tests)
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "rs"))
    {
        let file =
            syn::parse_file(text).unwrap_or_else(|error| panic!("seed {seed}: {path}: {error}"));
        let mut names = BTreeSet::new();
        for name in file.items.iter().flat_map(names_of) {
            assert!(
                names.insert(name.clone()),
                "seed {seed}: {path} has two {name}"
            );
        }
    }
}

/// The names that an item takes, each with the scope that must not have it twice.
fn names_of(item: &syn::Item) -> Vec<String> {
    let members = |scope: &syn::Ident, names: &mut dyn Iterator<Item = String>| -> Vec<String> {
        names
            .map(|name| format!("{scope}.{name}"))
            .chain([format!("item {scope}")])
            .collect()
    };
    match item {
        syn::Item::Struct(one) => {
            let fields = one.fields.iter().filter_map(|field| field.ident.as_ref());
            members(&one.ident, &mut fields.map(|name| format!("field {name}")))
        }
        syn::Item::Enum(one) => members(
            &one.ident,
            &mut one.variants.iter().map(|it| it.ident.to_string()),
        ),
        syn::Item::Mod(one) => vec![format!("mod {}", one.ident)],
        syn::Item::Impl(one) if one.trait_.is_none() => {
            let owner = quote::ToTokens::to_token_stream(&one.self_ty);
            let functions = one.items.iter().filter_map(|item| match item {
                syn::ImplItem::Fn(function) => Some(format!("{owner}::{}", function.sig.ident)),
                _ => None,
            });
            functions.collect()
        }
        _ => Vec::new(),
    }
}
