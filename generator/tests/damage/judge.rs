//! What must hold of any run: files that are Rust, or a reason; neither much larger than what was read.

use std::collections::BTreeSet;
use std::path::Path;

use generator::source::Source;
use generator::{Failure, Output, spec::import};

/// How many times the size of its inputs a run may give, and what it may give of nothing.
const TIMES: usize = 24;
const FLOOR: usize = 1 << 20;

/// Complains of a run that read `size` bytes.
pub(crate) fn judge(result: &Result<Output, Failure>, size: usize, seed: &str) {
    let given = match result {
        Ok(output) => {
            check(output, seed);
            let tests = output.tests();
            let all = output.files.values().chain(tests.values());
            all.map(String::len).sum::<usize>() + output.warnings.len()
        }
        Err(Failure { report, .. }) => {
            let reason = report.contains("error") && report.ends_with('\n');
            assert!(reason, "{seed}: no reason in {report:?}");
            report.len()
        }
    };
    let bound = size * TIMES + FLOOR;
    assert!(given <= bound, "{seed}: {given} bytes of {size}");
}

/// What can be imported is imported as something that can be read, and that stays what it is.
pub(crate) fn judge_import(description: &Path, seed: &str) {
    let Ok(source) = Source::read(description) else {
        return;
    };
    let Ok(first) = import::import(&source) else {
        return;
    };
    let again = Source::from_text("openapi.yaml", first.description.as_str());
    let again = again.unwrap_or_else(|error| panic!("{seed}: {error}"));
    match import::import(&again) {
        Ok(second) => assert_eq!(first.description, second.description, "{seed}"),
        Err(findings) => panic!("{seed}: {}", findings.render(&again)),
    }
}

/// Every file is Rust, and no scope has two items of one name.
fn check(output: &Output, seed: &str) {
    for (path, text) in output
        .files
        .iter()
        .chain(&output.tests())
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "rs"))
    {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{seed}: {path}: {error}"));
        let mut names = BTreeSet::new();
        for name in file.items.iter().flat_map(names_of) {
            assert!(names.insert(name.clone()), "{seed}: {path} has two {name}");
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
