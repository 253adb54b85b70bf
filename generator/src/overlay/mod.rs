//! Overlay: OpenAPI Overlay 1.0 documents, applied to the value in file-name order.
//!
//! Takes the raw value and the documents of a folder; gives the value that every later stage sees.
//! Invariant: every action says why it exists, and in a strict run every action has changed
//! something, so a correction that the description no longer needs cannot stay unnoticed.

mod journal;
mod merge;
mod read;

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use serde_json_path::{JsonPath, LocatedNode, PathElement};

pub use journal::{Journal, Touch};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::source::{Error, Source};

/// How many places one action may change. Without a bound a few updates of everything double the description each.
const MOST_TARGETS: usize = 10_000;

/// One overlay document.
#[derive(Debug)]
pub struct Overlay {
    file: Arc<Source>,
}

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
pub fn load_dir(folder: &Path) -> Result<Vec<Overlay>, Error> {
    read::paths(folder)?
        .iter()
        .map(|path| Ok(Overlay::new(Source::read(path)?)))
        .collect()
}

/// Applies the overlays in order. What is wrong with an action is an error if `strict`, else a
/// warning; the actions after it are applied all the same.
pub fn apply(value: &mut Value, overlays: &[Overlay], strict: bool, diagnostics: &mut Diagnostics) {
    apply_noting(value, overlays, strict, diagnostics, None);
}

/// Applies the overlays and notes down what each action touches.
pub(crate) fn apply_noting(
    value: &mut Value,
    overlays: &[Overlay],
    strict: bool,
    diagnostics: &mut Diagnostics,
    mut journal: Option<&mut Journal>,
) {
    for overlay in overlays {
        let mut unmatched = Vec::new();
        let actions = read::actions(&overlay.file, diagnostics);
        let total = actions.len();
        for action in actions {
            if let Some(journal) = &mut journal {
                journal.begin(overlay, &action);
            }
            match action.apply(value, journal.as_deref_mut()) {
                Err(refusal) if refusal.code == Code::OverlayUnmatched && !strict => {
                    unmatched.push(action);
                }
                Err(refusal) => {
                    diagnostics.add(
                        refusal
                            .into_finding(&action, &overlay.file)
                            .error_if(strict),
                    );
                }
                Ok(()) => {}
            }
        }
        diagnostics.extend(overlay.summary(&unmatched, total));
    }
}

impl Overlay {
    /// The file that holds the overlay.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.file
    }

    /// The overlay that `file` holds.
    #[must_use]
    pub fn new(file: Source) -> Self {
        Self {
            file: Arc::new(file),
        }
    }

    /// Another description than the committed one lacks many places: one finding for all of them.
    fn summary(&self, unmatched: &[Action], total: usize) -> Option<Diagnostic> {
        let first = unmatched.first()?;
        let message = format!(
            "{} of {total} actions match nothing in this description; the first is for `{}`",
            unmatched.len(),
            first.text
        );
        let help = "nothing to do: overlays are written for the committed description";
        let finding = Diagnostic::new(Code::OverlayUnmatched, &first.at, message, help);
        Some(finding.in_file(&self.file).error_if(false))
    }
}

/// Why an action was not applied.
struct Refusal {
    code: Code,
    message: String,
    help: &'static str,
}

impl Refusal {
    fn into_finding(self, action: &Action, file: &Arc<Source>) -> Diagnostic {
        Diagnostic::new(self.code, &action.at, self.message, self.help).in_file(file)
    }
}

impl Action {
    fn apply(
        &self,
        document: &mut Value,
        mut journal: Option<&mut Journal>,
    ) -> Result<(), Refusal> {
        let mut targets: Vec<Pointer> = self
            .target
            .query_located(document)
            .iter()
            .map(pointer_of)
            .collect();
        targets.sort_by_cached_key(position_in_document);
        targets.dedup();
        if targets.is_empty() {
            return Err(Refusal {
                code: Code::OverlayUnmatched,
                message: format!("the target `{}` matches nothing", self.text),
                help: "the description no longer has this place: remove the action or correct its target",
            });
        }
        if targets.len() > MOST_TARGETS {
            return Err(Refusal {
                code: Code::OverlayInvalid,
                message: format!(
                    "the target `{}` selects {} places",
                    self.text,
                    targets.len()
                ),
                help: "select less: one action changes 10,000 places at most",
            });
        }
        if let Some(primitive) = targets.iter().find(|at| is_primitive(at, document)) {
            return Err(Refusal {
                code: Code::OverlayInvalid,
                message: format!(
                    "the target `{}` selects a primitive value, {primitive}",
                    self.text
                ),
                help: "Overlay 1.0 selects objects and arrays only: select the object around the value",
            });
        }
        match &self.change {
            Change::Remove => {
                // From the back, so that the positions of earlier elements stay true.
                for at in targets.iter().rev() {
                    if let Some(journal) = &mut journal {
                        journal.removed(at, document);
                    }
                    merge::remove(document, at);
                }
                Ok(())
            }
            Change::Update(update) => self.update(document, &targets, update, journal),
        }
    }

    fn update(
        &self,
        document: &mut Value,
        targets: &[Pointer],
        update: &Value,
        mut journal: Option<&mut Journal>,
    ) -> Result<(), Refusal> {
        let mut changed = false;
        for at in targets {
            let Some(target) = document.pointer_mut(&at.as_str()[1..]) else {
                continue;
            };
            let before = journal.as_ref().map(|_| target.clone());
            changed |= merge::update(target, update, at).map_err(|message| Refusal {
                code: Code::OverlayInvalid,
                message,
                help: "remove the value with an action of its own before the update",
            })?;
            if let Some((journal, before)) = journal.as_mut().zip(before) {
                journal.changed(at, &before, target);
            }
        }
        if changed {
            return Ok(());
        }
        Err(Refusal {
            code: Code::OverlayRedundant,
            message: format!("the update of `{}` changes nothing", self.text),
            help: "the description already says so: remove the action",
        })
    }
}

/// Orders the elements of an array by number, so that the last can be removed first.
fn position_in_document(at: &Pointer) -> Vec<(Option<usize>, String)> {
    at.segments()
        .into_iter()
        .map(|segment| (segment.parse().ok(), segment))
        .collect()
}

fn is_primitive(at: &Pointer, document: &Value) -> bool {
    at.lookup(document)
        .is_some_and(|value| !value.is_object() && !value.is_array())
}

fn pointer_of(node: &LocatedNode<'_>) -> Pointer {
    node.location()
        .iter()
        .fold(Pointer::root(), |at, element| match element {
            PathElement::Name(name) => at.child(name),
            PathElement::Index(position) => at.index(*position),
        })
}
