//! `cargo xtask spec import`: a published description to `spec/`, and what that changes.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use generator::diagnostics::Report;
use generator::source::Source;
use generator::spec::import::{self, Import};
use generator::tools::diff::{Description, Diff};
use generator::{output::files, spec::overlay};
use serde_json::Value;

use crate::told::Format;

const DESCRIPTION: &str = "spec/openapi.yaml";
const CHANGELOG: &str = "CHANGELOG.md";

pub(super) fn run(root: &Path, file: &Path, format: Format) -> ExitCode {
    import(root, file, format).unwrap_or_else(|error| {
        format.fail(&error);
        ExitCode::FAILURE
    })
}

fn import(root: &Path, file: &Path, format: Format) -> anyhow::Result<ExitCode> {
    let (source, import, found) = match read(root, file) {
        Ok(imported) => imported,
        Err(found) => {
            format.tell(&found, Some("nothing was imported"), &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let diff = replaced(root, &root.join(DESCRIPTION), &source);
    let changelog = changelog(root, diff.as_ref())?;
    let mut texts = vec![
        (DESCRIPTION, import.description.as_str()),
        ("spec/spec.lock.toml", import.lock.as_str()),
    ];
    texts.extend(changelog.as_deref().map(|text| (CHANGELOG, text)));
    files::replace(root, &texts)?;
    let version = Value::from(import.version.as_str());
    let changes = diff.as_ref().map_or(Value::Null, Diff::json);
    format.tell(&found, None, &[("imported", version), ("changes", changes)]);
    if format == Format::Text {
        if let Some(diff) = &diff {
            print!("{}", diff.summary());
            println!("\nevery change: cargo xtask spec diff HEAD spec/openapi.yaml");
        }
        println!("imported {}; next: cargo xtask generate", import.version);
    }
    Ok(ExitCode::SUCCESS)
}

/// The facts of a published description, or everything that stands against them.
fn read(root: &Path, file: &Path) -> Result<(Source, Import, Report), Report> {
    let overlays = overlay::load_dir(&root.join("spec/overlays"));
    match (Source::read(file), overlays) {
        (Ok(source), Ok(overlays)) => {
            let (import, found) = import::import_under(&source, &overlays)?;
            Ok((source, import, found))
        }
        (source, overlays) => {
            let errors: Vec<_> = source.err().into_iter().chain(overlays.err()).collect();
            Err(Report::of_errors(&errors))
        }
    }
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
