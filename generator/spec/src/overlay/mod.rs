//! Overlay: OpenAPI Overlay 1.0 and 1.1 documents, applied to the value in file-name order.
//!
//! Takes the raw value and the documents of a folder; gives the value that every later stage sees, and which overlay
//! wrote which part of it.
//! Invariant: every action says why it exists, and in a strict run every action has changed
//! something, so a correction that the description no longer needs cannot stay unnoticed.

mod action;
mod journal;
pub mod lists;
mod merge;
mod read;
mod references;

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use serde_json_path::JsonPath;

pub use journal::{Journal, Touch};

use diagnostics::{Code, Diagnostic, Diagnostics};
use references::Declared;
use source::pointer::Pointer;
use source::{Error, Patches, Source};

/// One action of an overlay, read and understood.
#[derive(Debug)]
struct Action {
    at: Pointer,
    /// The target as it was written.
    text: String,
    /// Why the action exists.
    reason: String,
    target: JsonPath,
    change: Change,
    /// Whether the target may be a single value, as from Overlay 1.1 on.
    singles: bool,
}

#[derive(Debug)]
enum Change {
    Update(Value),
    Remove,
}

/// Reads the overlay documents (`.yaml`, `.yml`, `.json`) of a folder in file-name order; a folder
/// that does not exist has none.
///
/// # Errors
/// If a file cannot be read or is not well-formed.
pub fn load_dir(folder: &Path) -> Result<Vec<Arc<Source>>, Error> {
    let (overlays, errors) = read_dir(folder);
    errors.into_iter().next().map_or(Ok(overlays), Err)
}

/// The files of a folder in the order of their names, and why others cannot be read.
#[must_use]
pub fn read_dir(folder: &Path) -> (Vec<Arc<Source>>, Vec<Error>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for path in read::paths(folder).unwrap_or_else(|error| {
        errors.push(error);
        Vec::new()
    }) {
        match Source::read(&path) {
            Ok(file) => files.push(Arc::new(file)),
            Err(error) => errors.push(error),
        }
    }
    (files, errors)
}

/// Applies the overlays in order and tells which of them wrote what. What is wrong with an action is an error if
/// `strict`, else a warning; the actions after it are applied all the same.
pub fn apply(
    value: &mut Value,
    overlays: &[Arc<Source>],
    strict: bool,
    diagnostics: &mut Diagnostics,
) -> Patches {
    apply_noting(value, overlays, strict, diagnostics, None)
}

/// The same, and notes down what each action touches.
pub fn apply_noting(
    value: &mut Value,
    overlays: &[Arc<Source>],
    strict: bool,
    diagnostics: &mut Diagnostics,
    mut journal: Option<&mut Journal>,
) -> Patches {
    let mut patches = Patches::default();
    let all = overlays.iter();
    let all = all.map(|file| (file, read::actions(file, diagnostics)));
    let all: Vec<(&Arc<Source>, Vec<Action>)> = all.collect();
    let mut declared = Declared::new(all.iter().flat_map(|(_, actions)| actions));
    for (file, actions) in all {
        let mut unmatched = Vec::new();
        let total = actions.len();
        for action in actions {
            if let Some(journal) = &mut journal {
                journal.begin(file, &action);
            }
            let notes = Notes {
                file,
                patches: &mut patches,
                journal: journal.as_deref_mut(),
            };
            let applied = match declared.missing(&action, value) {
                Some(target) => Err(action.leads_nowhere(&target)),
                None => action.apply(value, notes),
            };
            match applied {
                Err(refusal) if refusal.code == Code::OverlayUnmatched && !strict => {
                    unmatched.push(action);
                }
                Err(refusal) => {
                    diagnostics.add(refusal.into_finding(&action, file).error_if(strict));
                }
                Ok(places) if strict => {
                    diagnostics.extend(action.unlisted(&places, file));
                }
                Ok(_) => {}
            }
        }
        diagnostics.extend(summary(file, &unmatched, total));
    }
    patches
}

/// Where it is noted down what an action does: for findings always, for people who observe if there are some.
struct Notes<'n> {
    file: &'n Arc<Source>,
    patches: &'n mut Patches,
    journal: Option<&'n mut Journal>,
}

/// Another description than the committed one lacks many places: one finding for all of them.
fn summary(file: &Arc<Source>, unmatched: &[Action], total: usize) -> Option<Diagnostic> {
    let first = unmatched.first()?;
    let message = format!(
        "{} of {total} actions match nothing in this description; the first is for `{}`",
        unmatched.len(),
        first.text
    );
    let help = "nothing to do: overlays are written for the committed description";
    let finding = Diagnostic::new(Code::OverlayUnmatched, &first.at, message, help);
    Some(finding.in_file(file).error_if(false))
}
