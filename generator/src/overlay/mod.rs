//! Overlay: OpenAPI Overlay 1.0 and 1.1 documents, applied to the value in file-name order.
//!
//! Takes the raw value and the documents of a folder; gives the value that every later stage sees, and which overlay
//! wrote which part of it.
//! Invariant: every action says why it exists, and in a strict run every action has changed
//! something, so a correction that the description no longer needs cannot stay unnoticed.

mod merge;
mod read;

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use serde_json_path::{JsonPath, LocatedNode, PathElement};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use crate::pointer::Pointer;
use crate::source::{Error, Patches, Source};

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
pub fn load_dir(folder: &Path) -> Result<Vec<Overlay>, Error> {
    let (overlays, errors) = read_dir(folder);
    errors.into_iter().next().map_or(Ok(overlays), Err)
}

/// The overlay documents of a folder that can be read, and why the others cannot.
pub(crate) fn read_dir(folder: &Path) -> (Vec<Overlay>, Vec<Error>) {
    let (mut overlays, mut errors) = (Vec::new(), Vec::new());
    for path in read::paths(folder).unwrap_or_else(|error| {
        errors.push(error);
        Vec::new()
    }) {
        match Source::read(&path) {
            Ok(file) => overlays.push(Overlay::new(file)),
            Err(error) => errors.push(error),
        }
    }
    (overlays, errors)
}

/// Applies the overlays in order and tells which of them wrote what. What is wrong with an action is an error if
/// `strict`, else a warning; the actions after it are applied all the same.
pub fn apply(
    value: &mut Value,
    overlays: &[Overlay],
    strict: bool,
    diagnostics: &mut Diagnostics,
) -> Patches {
    let mut patches = Patches::default();
    for overlay in overlays {
        let mut unmatched = Vec::new();
        let actions = read::actions(&overlay.file, diagnostics);
        let total = actions.len();
        for action in actions {
            let written = &mut |at, by| patches.wrote(at, &overlay.file, by);
            match action.apply(value, written) {
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
                Ok(taken) => {
                    for (list, position) in taken {
                        patches.took(list, position);
                    }
                }
            }
        }
        diagnostics.extend(overlay.summary(&unmatched, total));
    }
    patches
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
    /// What to do about it in the overlay.
    edit: Box<Edit>,
}

impl Refusal {
    fn into_finding(self, action: &Action, file: &Arc<Source>) -> Diagnostic {
        Diagnostic::new(self.code, &action.at, self.message, self.help)
            .fix(Fix::Own(vec![*self.edit]))
            .in_file(file)
    }
}

/// A list and the position of an element that was removed from it.
type Taken = (Pointer, usize);

impl Action {
    /// Gives the elements that it removed, in the order in which they went.
    fn apply(&self, document: &mut Value, log: merge::Log<'_>) -> Result<Vec<Taken>, Refusal> {
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
                edit: Box::new(Edit::Remove(self.at.clone())),
            });
        }
        let is_refused = |at: &&Pointer| !self.singles && is_primitive(at, document);
        if let Some(primitive) = targets.iter().find(is_refused) {
            return Err(Refusal {
                code: Code::OverlayInvalid,
                message: format!(
                    "the target `{}` selects a single value, {primitive}",
                    self.text
                ),
                help: "Overlay 1.0 selects objects and arrays only, 1.1 everything",
                edit: Box::new(Edit::Set(
                    Pointer::root().child("overlay"),
                    Value::from("1.1.0"),
                )),
            });
        }
        match &self.change {
            // From the back, so that the positions of earlier elements stay true.
            Change::Remove => Ok(targets
                .iter()
                .rev()
                .filter_map(|at| merge::remove(document, at))
                .collect()),
            Change::Update(update) => self.update(document, &targets, update, log),
        }
    }

    fn update(
        &self,
        document: &mut Value,
        targets: &[Pointer],
        update: &Value,
        log: merge::Log<'_>,
    ) -> Result<Vec<Taken>, Refusal> {
        let by = self.at.child("update");
        let mut changed = false;
        for at in targets {
            let Some(target) = document.pointer_mut(&at.as_str()[1..]) else {
                continue;
            };
            let merged = merge::update(target, update, (at, &by), log);
            changed |= merged.map_err(|message| Refusal {
                code: Code::OverlayInvalid,
                message,
                help: "remove the value with an action of its own before the update",
                edit: Box::new(Edit::Remove(self.at.clone())),
            })?;
        }
        if changed {
            return Ok(Vec::new());
        }
        Err(Refusal {
            code: Code::OverlayRedundant,
            message: format!("the update of `{}` changes nothing", self.text),
            help: "the description already says so: remove the action",
            edit: Box::new(Edit::Remove(self.at.clone())),
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
