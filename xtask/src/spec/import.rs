//! `cargo xtask spec import`: a published description to `spec/`, and what that changes.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use generator::diff::{Description, Diff};
use generator::source::Source;
use generator::{files, import};

const DESCRIPTION: &str = "spec/openapi.yaml";
const CHANGELOG: &str = "CHANGELOG.md";

pub(super) fn run(root: &Path, file: &Path) -> anyhow::Result<ExitCode> {
    let source = match Source::read(file) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{error}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let import = match import::import(&source) {
        Ok(import) => import,
        Err(findings) => {
            eprint!("{}", findings.render(&source));
            eprintln!("nothing was imported");
            return Ok(ExitCode::FAILURE);
        }
    };
    eprint!("{}", import.findings.render(&source));
    let diff = replaced(root, &root.join(DESCRIPTION), &source);
    let changelog = changelog(root, diff.as_ref())?;
    let mut texts = vec![
        (DESCRIPTION, import.description.as_str()),
        ("spec/spec.lock.toml", import.lock.as_str()),
    ];
    texts.extend(changelog.as_deref().map(|text| (CHANGELOG, text)));
    let _lock = files::lock(root)?;
    files::replace(root, &texts)?;
    if let Some(diff) = &diff {
        print!("{}", diff.summary());
        println!("\nevery change: cargo xtask spec diff HEAD spec/openapi.yaml");
    }
    println!("imported {}; next: cargo xtask generate", import.version);
    Ok(ExitCode::SUCCESS)
}

/// What changes against the description that is replaced. An import must not fail because the old one gives no crate.
fn replaced(root: &Path, old: &Path, new: &Source) -> Option<Diff> {
    if !old.exists() {
        return None;
    }
    let old = match Source::read(old) {
        Ok(old) => old,
        Err(error) => {
            eprintln!("{error}\nwhat is replaced cannot be compared");
            return None;
        }
    };
    match super::diff::between(root, &Description::new(&old), &Description::new(new)) {
        Ok(diff) => Some(diff).filter(|diff| !diff.changes.is_empty()),
        Err(error) => {
            eprintln!("not compared with what is replaced: {error:#}");
            None
        }
    }
}

/// The changelog with a section about the import, if it does not have one.
fn changelog(root: &Path, diff: Option<&Diff>) -> anyhow::Result<Option<String>> {
    let path = root.join(CHANGELOG);
    let Some(diff) = diff.filter(|_| path.exists()) else {
        return Ok(None);
    };
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let changed = diff.changelog(&text);
    Ok((changed != text).then_some(changed))
}
