//! Who may name whom, as ARCHITECTURE.md says.

use super::Finding;
use super::paths;
use super::rules::boundaries::{CRATES, MANIFESTS, PARTS, STANDARD};
use super::tree::File;

/// The crate whose modules have rows.
const GENERATOR: &str = "generator/src/";

pub(super) fn check(files: &[File], findings: &mut Vec<Finding>) {
    for file in files.iter().filter(|file| file.is_product()) {
        for path in paths::of(&file.text) {
            crates(file, &path, findings);
            modules(file, &path, findings);
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

/// The generator's modules among themselves.
fn modules(file: &File, path: &[String], findings: &mut Vec<Finding>) {
    let Some(module) = module_of(file) else {
        return;
    };
    let depth = file.path[GENERATOR.len()..].matches('/').count();
    let ends_deeper = !file.path.ends_with("/mod.rs");
    let depth = if depth == 0 {
        0
    } else {
        depth - 1 + usize::from(ends_deeper)
    };
    let up = path.iter().take_while(|part| *part == "super").count();
    let target = match path.first().map(String::as_str) {
        Some("crate") => path.get(1),
        Some("super") if up == depth + 1 => path.get(up),
        _ => None,
    };
    let Some(target) = target.filter(|target| *target != module) else {
        return;
    };
    if !PARTS.iter().any(|(name, ..)| name == target) {
        return;
    }
    let row = PARTS.iter().find(|(name, ..)| *name == module);
    let Some((_, allowed, reason)) = row else {
        let message = format!("`{module}` has no row in the table of parts");
        findings.push(Finding::new("module-boundary", file, 1, message));
        return;
    };
    if !allowed.contains(&target.as_str()) {
        let message = format!("`{module}` does not know `{target}`: {reason}");
        let line = line_of(file, target);
        findings.push(Finding::new("module-boundary", file, line, message));
    }
}

/// The generator's module that a file belongs to; none for the crate's own two files.
fn module_of(file: &File) -> Option<&str> {
    let inside = file.path.strip_prefix(GENERATOR)?;
    let module = inside.split('/').next()?.trim_end_matches(".rs");
    (!["lib", "pipeline"].contains(&module)).then_some(module)
}

/// Dependencies that a crate must do without.
fn manifest(file: &File, findings: &mut Vec<Finding>) {
    for (path, name, reason) in MANIFESTS.iter().filter(|(path, ..)| *path == file.path) {
        let names = |line: &str| {
            line.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
        };
        if let Some((line, _)) = file.lines().find(|(_, line)| names(line)) {
            let message = format!("{path} must not depend on `{name}`: {reason}");
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
