//! References that an action would write to something that is not there.
//!
//! Takes the updates of all actions in their order; says for one of them whether it leads to nothing. Invariant: what a
//! later action may declare is there.

use std::collections::HashMap;

use serde_json::Value;

use super::{Action, Change};
use source::pointer::Pointer;

/// The names that actions which were not applied yet may declare, each with how often.
#[derive(Debug, Default)]
pub(super) struct Declared(HashMap<String, usize>);

impl Declared {
    /// The names in the updates of these actions.
    pub(super) fn new<'a>(actions: impl Iterator<Item = &'a Action>) -> Self {
        let mut declared = Self::default();
        for action in actions {
            if let Change::Update(update) = &action.change {
                let names = &mut |name: &str| *declared.0.entry(name.to_owned()).or_default() += 1;
                each_name(update, names);
            }
        }
        declared
    }

    /// The reference of an action to what neither the description has nor a later action may declare. The action counts as
    /// applied from now on.
    pub(super) fn missing(&mut self, action: &Action, document: &Value) -> Option<String> {
        let Change::Update(update) = &action.change else {
            return None;
        };
        let mut missing = None;
        let mut check = |target: &str| {
            let at = Pointer::parse(target);
            let is_there = at.as_ref().is_none_or(|at| {
                let name = at.last().unwrap_or_default();
                at.lookup(document).is_some() || self.0.get(&name).is_some_and(|times| *times > 0)
            });
            if !is_there && missing.is_none() {
                missing = Some(target.to_owned());
            }
        };
        // The target may be the reference itself.
        let own = update.as_str().filter(|text| text.starts_with("#/"));
        own.into_iter().for_each(&mut check);
        each_reference(update, &mut check);
        each_name(update, &mut |name| {
            if let Some(times) = self.0.get_mut(name) {
                *times = times.saturating_sub(1);
            }
        });
        missing
    }
}

fn each_name(value: &Value, found: &mut impl FnMut(&str)) {
    for (name, inner) in value.as_object().into_iter().flatten() {
        found(name);
        each_name(inner, found);
    }
    for inner in value.as_array().into_iter().flatten() {
        each_name(inner, found);
    }
}

fn each_reference(value: &Value, found: &mut impl FnMut(&str)) {
    for (name, inner) in value.as_object().into_iter().flatten() {
        match inner.as_str().filter(|_| name == "$ref") {
            Some(target) => found(target),
            None => each_reference(inner, found),
        }
    }
    for inner in value.as_array().into_iter().flatten() {
        each_reference(inner, found);
    }
}
