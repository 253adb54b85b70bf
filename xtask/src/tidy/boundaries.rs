//! Who may name whom where Cargo does not say it: crates that a few modules of a crate know, parts of the standard library, and
//! dependencies that a crate must do without.

use super::Finding;
use super::paths;
use super::rules::boundaries::{CRATES, MANIFESTS, STANDARD};
use super::tree::File;

pub(super) fn check(files: &[File], findings: &mut Vec<Finding>) {
    for file in files.iter().filter(|file| file.is_product()) {
        for path in paths::of(&file.text) {
            crates(file, &path, findings);
        }
    }
    let manifests = files
        .iter()
        .filter(|file| file.path.ends_with("Cargo.toml"));
    manifests.for_each(|file| manifest(file, findings));
}

/// Crates that one place knows, parts of the standard library too.
fn crates(file: &File, path: &[String], findings: &mut Vec<Finding>) {
    let joined = path.join("::");
    let outside = |places: &[&str]| !places.iter().any(|place| file.path.starts_with(place));
    let single = CRATES
        .iter()
        .filter(|(name, ..)| path[0] == *name && path.len() > 1);
    let within = format!("::{joined}::");
    let standard = STANDARD
        .iter()
        .filter(|(name, ..)| within.contains(&format!("::{name}::")));
    for (name, places, reason) in single.chain(standard) {
        if outside(places) {
            let message = format!("`{name}` stays out of here: {reason}");
            findings.push(Finding::new(
                "crate-boundary",
                file,
                line_of(file, name),
                message,
            ));
        }
    }
}

/// Dependencies that a crate must do without.
fn manifest(file: &File, findings: &mut Vec<Finding>) {
    let rows = MANIFESTS
        .iter()
        .filter(|(place, ..)| file.path.starts_with(place));
    for (name, reason) in
        rows.flat_map(|(_, names, reason)| names.iter().map(move |name| (name, reason)))
    {
        let names = |line: &str| {
            line.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
        };
        if let Some((line, _)) = file.lines().find(|(_, line)| names(line)) {
            let message = format!("no dependency on `{name}` here: {reason}");
            findings.push(Finding::new("dependency", file, line, message));
        }
    }
}

/// The first line of code that has a word.
fn line_of(file: &File, word: &str) -> usize {
    let code = |line: &str| !line.trim_start().starts_with("//") && line.contains(word);
    file.lines()
        .find(|(_, line)| code(line))
        .map_or(1, |(at, _)| at)
}
