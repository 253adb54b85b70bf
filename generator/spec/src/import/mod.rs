//! Import: a published description to the facts that we keep.
//!
//! Takes a description (YAML or JSON) and gives the text of `spec/openapi.yaml` and of
//! `spec/spec.lock.toml`. Every sentence and example is dropped; where OpenAPI requires text, a
//! standard phrase is used. Invariant: same facts, same bytes. Keywords come in the order of the
//! validator's table; paths, components, status codes, media types and scopes are sorted; what a
//! reader sees in order (properties, enum values, parameters, required names, tags, branches) keeps
//! the order of the source. Nothing is dropped unseen: a keyword that the table does not have is refused unless an
//! overlay fixes it, and an extension that is not known is reported.

mod lock;
mod phrases;
mod rebuild;

use std::sync::Arc;

use serde_json::Value;

use crate::accepted;
use crate::overlay;
use crate::validate::validate;
use crate::words;
use diagnostics::{Diagnostics, Report, Setting};
use source::{Source, yaml};

pub use lock::sha256;
pub use lock::verify;

const HEAD: &str = "\
# The Pinterest v5 API: facts only, without the text of the published description.
# Written by `cargo xtask spec import`; corrections belong into `overlays/`.
";

/// What an import gives.
#[derive(Debug)]
pub struct Import {
    /// The version of the description.
    pub version: String,
    /// The text of `openapi.yaml`.
    pub description: String,
    /// The text of `spec.lock.toml`.
    pub lock: String,
    /// What the maintainer should know; no errors.
    pub findings: Diagnostics,
}

/// The facts of a description, whatever else is wrong with it.
pub fn facts(value: &Value, findings: &mut Diagnostics) -> Value {
    let mut value = value.clone();
    words::read(&mut value, findings);
    rebuild::document(&value, findings)
}

/// Reduces `source` to its facts.
///
/// # Errors
/// The findings, if the description is not one that the generator could read.
pub fn import(source: &Source) -> Result<Import, Diagnostics> {
    let mut findings = Diagnostics::new();
    let mut value = source.value().clone();
    words::read(&mut value, &mut findings);
    validate(&value, &mut findings);
    reduce(source, findings)
}

/// Reduces `source` to its facts if the generator can read what the overlays make of it. What they do is left to
/// them: the facts are those of the source, its slips included. What is accepted is not reported.
///
/// # Errors
/// The findings that no overlay settles.
pub fn import_under(
    source: &Source,
    overlays: &[Arc<Source>],
    accepted: &Arc<Source>,
) -> Result<(Import, Report), Report> {
    let mut fixed = source.value().clone();
    // Which actions another release still needs is for the generator to tell.
    let patches = overlay::apply(&mut fixed, overlays, false, &mut Diagnostics::new());
    let mut findings = Diagnostics::new();
    words::read(&mut fixed, &mut findings);
    validate(&fixed, &mut findings);
    accepted::apply(accepted, false, &mut findings);
    findings.retain(|finding| finding.file.is_none());
    let setting = Setting::new(source, &fixed, &patches);
    match reduce(source, findings) {
        Ok(import) => {
            let report = Report::new(&import.findings, &setting);
            Ok((import, report))
        }
        Err(findings) => Err(Report::new(&findings, &setting)),
    }
}

fn reduce(source: &Source, mut findings: Diagnostics) -> Result<Import, Diagnostics> {
    let mut value = source.value().clone();
    words::read(&mut value, &mut Diagnostics::new());
    let facts = rebuild::document(&value, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let version = source
        .value()
        .pointer("/info/version")
        .and_then(Value::as_str);
    let version = version.unwrap_or_default().to_owned();
    let description = format!("{HEAD}{}", yaml::text(&facts));
    let lock = lock::text(&version, source.text(), &description);
    Ok(Import {
        version,
        description,
        lock,
        findings,
    })
}
