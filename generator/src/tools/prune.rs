//! Prune: the entries of our own files that the description has no use for.
//!
//! Takes the inputs on disk; gives the files without the entries of which a strict run says that they meet nothing, round
//! by round, since one that goes may uncover another. Invariant: an entry goes only by a finding about it that says so,
//! and not while an error elsewhere may be why it meets nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::diagnostics::{Code, Finding, FixInto, Report, Severity};
use crate::pipeline::{self, Failure, Inputs, Read};
use crate::source::pointer::Pointer;
use crate::source::{Error, Source};

/// Overlays come first, then names, then what those uncover; more rounds than these have never been of use.
const MOST_ROUNDS: usize = 8;

/// Errors about names: the description was read to its end all the same.
const ABOUT_NAMES: &[Code] = &[
    Code::NameCollision,
    Code::BundleUnused,
    Code::NameMoved,
    Code::NameVanished,
];

/// What is left of our own files.
#[derive(Debug)]
pub struct Pruned {
    /// The files that changed, by path inside the folder of the inputs.
    pub files: BTreeMap<String, String>,
    /// What they lost, in the order of the rounds.
    pub removed: Vec<Removed>,
    /// What a strict run finds without it.
    pub left: Report,
}

/// An entry that went.
#[derive(Debug)]
pub struct Removed {
    /// The file, as it was opened.
    pub file: String,
    /// Why the entry went; names its target, place or key.
    pub why: String,
    /// The reason that the entry gave for itself.
    pub reason: String,
}

/// Removes what nothing needs. Nothing is written.
///
/// # Errors
///
/// If an input cannot be read.
pub fn prune(inputs: &Inputs) -> Result<Pruned, Failure> {
    let inputs = &Inputs {
        strict: true,
        ..inputs.clone()
    };
    let mut texts = BTreeMap::new();
    let mut removed = Vec::new();
    let mut left = found(inputs, &texts)?;
    for _ in 0..MOST_ROUNDS {
        if !cut(&left, &mut texts, &mut removed)? {
            break;
        }
        left = found(inputs, &texts)?;
    }
    let inside = |file: String| {
        let path = Path::new(&file);
        let path = path.strip_prefix(&inputs.spec_dir).unwrap_or(path);
        path.display().to_string()
    };
    let files = texts.into_iter().map(|(file, text)| (inside(file), text));
    Ok(Pruned {
        files: files.collect(),
        removed,
        left,
    })
}

/// What a run finds with other texts of our own files, by the name under which they were opened.
fn found(inputs: &Inputs, texts: &BTreeMap<String, String>) -> Result<Report, Failure> {
    Ok(pipeline::found(
        Read::new(inputs)?.rewritten(texts)?,
        inputs,
    ))
}

/// The findings about entries that can go as things are.
#[must_use]
pub fn unneeded(found: &Report) -> Vec<&Finding> {
    let errors = || {
        let all = found.findings().iter();
        all.filter(|finding| finding.severity == Severity::Error)
    };
    // An action that was refused may have made the place; a description that was not read to its end may have the item.
    let overlays_hold = errors().all(|finding| finding.code != Code::OverlayInvalid);
    let all_read =
        errors().all(|finding| is_prunable(finding.code) || ABOUT_NAMES.contains(&finding.code));
    let can_go = |finding: &&Finding| match finding.code {
        Code::OverlayUnmatched | Code::OverlayRedundant => overlays_hold,
        Code::WordsUnused | Code::AcceptedUnused | Code::NameUnused => all_read,
        _ => false,
    };
    let goes = errors().filter(can_go);
    goes.filter(|finding| place(finding).is_some()).collect()
}

/// How many more entries meet nothing, which may be for an error elsewhere.
#[must_use]
pub fn waiting(found: &Report) -> usize {
    let all = found.findings().iter();
    let prunable = all.filter(|one| one.severity == Severity::Error && is_prunable(one.code));
    prunable.count() - unneeded(found).len()
}

fn is_prunable(code: Code) -> bool {
    matches!(
        code,
        Code::OverlayUnmatched
            | Code::OverlayRedundant
            | Code::WordsUnused
            | Code::AcceptedUnused
            | Code::NameUnused
    )
}

/// What the finding says to remove.
fn place(finding: &Finding) -> Option<&Pointer> {
    finding
        .remedies
        .iter()
        .find_map(|remedy| match &remedy.into {
            FixInto::Remove(at) => Some(at),
            _ => None,
        })
}

/// Takes the entries out of their files; tells whether any went.
fn cut(
    found: &Report,
    texts: &mut BTreeMap<String, String>,
    removed: &mut Vec<Removed>,
) -> Result<bool, Failure> {
    let mut by_file: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in unneeded(found) {
        by_file
            .entry(&finding.place.file)
            .or_default()
            .push(finding);
    }
    let before = removed.len();
    for (file, findings) in by_file {
        let source = match texts.get(file) {
            Some(text) => Source::from_text(file, text.as_str()),
            None => Source::read(Path::new(file)),
        };
        let source = source.map_err(unreadable)?;
        let places: BTreeSet<Pointer> = findings
            .iter()
            .filter_map(|one| place(one))
            .cloned()
            .collect();
        let places: Vec<Pointer> = places.into_iter().collect();
        // What shares its lines with something else stays a finding.
        let Some(text) = source.without(&places) else {
            continue;
        };
        texts.insert(file.to_owned(), text);
        removed.extend(findings.iter().map(|finding| Removed {
            file: file.to_owned(),
            why: finding.message.clone(),
            reason: reason(finding, &source),
        }));
    }
    Ok(removed.len() > before)
}

fn reason(finding: &Finding, source: &Source) -> String {
    let entry = place(finding).and_then(|at| at.lookup(source.value()));
    let reason = entry.and_then(|entry| entry.get("description").or_else(|| entry.get("reason")));
    reason
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn unreadable(error: Error) -> Failure {
    Report::of_errors(&[error]).into()
}
