//! What one action does to the description, or why it is not applied.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;
use serde_json_path::{LocatedNode, PathElement};

use super::{Action, Change, Notes, lists, merge};
use diagnostics::{Code, Diagnostic, Edit, Fix};
use source::Source;
use source::pointer::{Pointer, Trail};

/// How many places one action may change. Without a bound a few updates of everything double the description each.
const MOST_TARGETS: usize = 10_000;

/// Why an action was not applied.
pub(super) struct Refusal {
    pub(super) code: Code,
    message: String,
    help: &'static str,
    /// What to do about it in the overlay.
    edit: Box<Edit>,
}

impl Refusal {
    pub(super) fn into_finding(self, action: &Action, file: &Arc<Source>) -> Diagnostic {
        Diagnostic::new(self.code, &action.at, self.message, self.help)
            .fix(Fix::Own(vec![*self.edit]))
            .in_file(file)
    }
}

impl Action {
    /// Why an action is not applied that would write a reference to what is not there.
    pub(super) fn leads_nowhere(&self, target: &str) -> Refusal {
        Refusal {
            code: Code::OverlayUnmatched,
            message: format!(
                "the update of `{}` refers to `{target}`, which matches nothing",
                self.text
            ),
            help: "the description no longer has what it refers to: remove the action or correct the reference",
            edit: Box::new(Edit::Remove(self.at.clone())),
        }
    }

    /// What the target lists and the description does not have, although it has something else of the list.
    pub(super) fn unlisted(&self, places: &[Pointer], file: &Arc<Source>) -> Option<Diagnostic> {
        let (missing, target) = lists::without_missing(&self.text, places)?;
        let missing: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let message = format!(
            "the target `{}` lists what nothing is called: {}",
            self.text,
            missing.join(", ")
        );
        let help = "the description no longer has what is listed: correct the name or remove it from the target";
        let edit = Edit::Set(self.at.child("target"), Value::from(target));
        let finding = Diagnostic::new(Code::OverlayUnmatched, &self.at, message, help);
        Some(finding.fix(Fix::Own(vec![edit])).in_file(file))
    }

    /// Applies the action; gives the places that it changed.
    pub(super) fn apply(
        &self,
        document: &mut Value,
        mut notes: Notes<'_>,
    ) -> Result<Vec<Pointer>, Refusal> {
        let targets = self.targets(document)?;
        match &self.change {
            Change::Remove => {
                // From the back, so that the positions of earlier elements stay true.
                for at in targets.iter().rev() {
                    if let Some(journal) = &mut notes.journal {
                        journal.removed(at, document);
                    }
                    if let Some((list, position)) = merge::remove(document, at) {
                        notes.patches.took(list, position);
                    }
                }
            }
            Change::Update(update) => self.update(document, &targets, update, notes)?,
        }
        Ok(targets)
    }

    /// The places that the action changes, in the order of the document.
    fn targets(&self, document: &Value) -> Result<Vec<Pointer>, Refusal> {
        let mut targets = self.places(document);
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
        if targets.len() > MOST_TARGETS {
            let count = targets.len();
            return Err(Refusal {
                code: Code::OverlayInvalid,
                message: format!("the target `{}` selects {count} places", self.text),
                help: "select less: one action changes 10,000 places at most",
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
        Ok(targets)
    }

    /// The places that the target selects.
    fn places(&self, document: &Value) -> Vec<Pointer> {
        if !self.text.contains("..") {
            let located = self.target.query_located(document);
            return located.iter().map(pointer_of).collect();
        }
        // For `..` the library would make a path of each place that it passes.
        let selected = self.target.query(document);
        let selected: HashSet<*const Value> = selected
            .iter()
            .map(|one| std::ptr::from_ref(*one))
            .collect();
        let mut places = Vec::new();
        find(document, &Trail::Root, &selected, &mut places);
        places
    }

    fn update(
        &self,
        document: &mut Value,
        targets: &[Pointer],
        update: &Value,
        notes: Notes<'_>,
    ) -> Result<(), Refusal> {
        let Notes {
            file,
            patches,
            mut journal,
        } = notes;
        let by = self.at.child("update");
        let log = &mut |at, by| patches.wrote(at, file, by);
        let mut changed = false;
        for at in targets {
            let Some(target) = document.pointer_mut(&at.as_str()[1..]) else {
                continue;
            };
            let before = journal.as_ref().map(|_| target.clone());
            let merged = merge::update(target, update, (at, &by), log);
            changed |= merged.map_err(|message| Refusal {
                code: Code::OverlayInvalid,
                message,
                help: "remove the value with an action of its own before the update",
                edit: Box::new(Edit::Remove(self.at.clone())),
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

/// Notes down where the selected values are.
fn find(value: &Value, at: &Trail<'_>, selected: &HashSet<*const Value>, found: &mut Vec<Pointer>) {
    if selected.contains(&std::ptr::from_ref(value)) {
        found.push(at.pointer());
    }
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                find(member, &at.child(name), selected, found);
            }
        }
        Value::Array(elements) => {
            for (position, element) in elements.iter().enumerate() {
                find(element, &at.index(position), selected, found);
            }
        }
        _ => {}
    }
}

fn pointer_of(node: &LocatedNode<'_>) -> Pointer {
    node.location()
        .iter()
        .fold(Pointer::root(), |at, element| match element {
            PathElement::Name(name) => at.child(name),
            PathElement::Index(position) => at.index(*position),
        })
}
