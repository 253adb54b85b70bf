//! The walk: two descriptions side by side, and a fact for each difference that means something.
//!
//! Takes the facts of both descriptions; gives [`Fact`]s, each with the places that it speaks for. Operations are
//! matched by method and path, then by their id; parameters by place and name; schemas by what refers to them.
//! Invariant: each pair of places is compared once, and components before anything else, so that a fact is said where
//! it is declared.

mod at;
mod document;
mod fact;
mod operations;
mod parameters;
mod renames;
mod schemas;
mod view;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use at::At;
pub(super) use fact::Fact;
pub(super) use renames::guess as renamed;

use super::rules::Rule;
use source::pointer::Pointer;

/// What the walk gives.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub facts: Vec<Fact>,
    /// The pairs of schemas that were compared by what they say as a whole.
    pub compared: HashSet<(Pointer, Pointer)>,
    /// The schemas that were compared as a whole because one of the two is composed, with all their parts.
    pub composed: HashSet<Pointer>,
}

/// Walks both descriptions.
pub(super) fn walk(old: &Value, new: &Value) -> Walked {
    let mut walk = Walk {
        old,
        new,
        renames: renames::guess(old, new),
        found: Walked::default(),
        said: HashMap::new(),
    };
    walk.components();
    walk.paths();
    walk.document();
    walk.found
}

struct Walk<'a> {
    old: &'a Value,
    new: &'a Value,
    /// Schemas that seem to go on under another name.
    renames: BTreeMap<String, String>,
    found: Walked,
    /// Where the fact about a place is.
    said: HashMap<(Rule, Option<Pointer>, Option<Pointer>, String), usize>,
}

impl<'a> Walk<'a> {
    /// Adds a fact. What was said before about the same place is said of these places too.
    fn say(&mut self, fact: Fact) {
        let key = (
            fact.rule,
            fact.covers_old.first().cloned(),
            fact.covers_new.first().cloned(),
            fact.subject.clone(),
        );
        if let Some(position) = self.said.get(&key) {
            self.found.facts[*position].also_at(fact);
            return;
        }
        self.said.insert(key, self.found.facts.len());
        self.found.facts.push(fact);
    }

    /// Compares one keyword of two objects as a whole.
    fn keyword(&mut self, rule: Rule, name: &str, old: &At<'a>, new: &At<'a>) {
        let (before, after) = (old.child(name), new.child(name));
        self.values(rule, name, before.as_ref(), after.as_ref(), (old, new));
    }

    /// Says that a keyword which means nothing differs.
    fn words(&mut self, name: &str, old: &At<'a>, new: &At<'a>) {
        let (before, after) = (old.child(name), new.child(name));
        let (one, other) = (
            before.as_ref().map(|at| at.value),
            after.as_ref().map(|at| at.value),
        );
        if one != other {
            let place = |at: &Option<At<'a>>| at.as_ref().map(|at| at.pointer.clone());
            let fact = Fact::new(
                Rule::Composition,
                place(&before).as_ref(),
                place(&after).as_ref(),
            );
            self.say(fact.about(name).values(one, other));
        }
    }

    /// Compares two values as a whole; `around` is what holds them.
    fn values(
        &mut self,
        rule: Rule,
        name: &str,
        before: Option<&At<'a>>,
        after: Option<&At<'a>>,
        around: (&At<'a>, &At<'a>),
    ) {
        let (one, other) = (before.map(|at| at.value), after.map(|at| at.value));
        if one == other {
            return;
        }
        let fact = Fact::shown(rule, Some(&around.0.pointer), Some(&around.1.pointer));
        let fact = fact.about(name).values(one, other);
        let place = |at: Option<&At<'a>>| at.map(|at| at.pointer.clone());
        self.say(fact.covering(place(before), place(after)));
    }

    fn components(&mut self) {
        let (old, new) = (
            At::find(self.old, "#/components"),
            At::find(self.new, "#/components"),
        );
        let section_of = |components: &Option<At<'a>>, section: &str| {
            components.as_ref().and_then(|at| at.child(section))
        };
        for section in [
            "schemas",
            "parameters",
            "requestBodies",
            "responses",
            "headers",
            "links",
        ] {
            let (before, after) = (section_of(&old, section), section_of(&new, section));
            for name in names(before.as_ref(), after.as_ref()) {
                let one = before.as_ref().and_then(|at| at.child(&name));
                let other = after.as_ref().and_then(|at| at.child(&name));
                self.component(section, &name, one, other);
            }
        }
    }

    fn component(&mut self, section: &str, name: &str, old: Option<At<'a>>, new: Option<At<'a>>) {
        match (section, old, new) {
            ("schemas", Some(old), Some(new)) => self.schemas(&old, &new),
            ("parameters", Some(old), Some(new)) => self.parameter(&old, &new),
            ("requestBodies", Some(old), Some(new)) => self.body(&old, &new),
            ("responses", Some(old), Some(new)) => self.answer(&old, &new),
            (_, Some(old), Some(new)) => {
                if old.value != new.value {
                    self.say(Fact::new(
                        Rule::Header,
                        Some(&old.pointer),
                        Some(&new.pointer),
                    ));
                }
            }
            ("schemas", Some(old), None) => self.removed(name, &old),
            ("schemas", None, Some(_)) if self.renames.values().any(|to| to == name) => {}
            (_, Some(old), None) => {
                self.say(Fact::new(Rule::ComponentRemoved, Some(&old.pointer), None));
            }
            (_, None, Some(new)) => {
                self.say(Fact::new(Rule::ComponentAdded, None, Some(&new.pointer)));
            }
            (_, None, None) => {}
        }
    }

    fn removed(&mut self, name: &str, old: &At<'a>) {
        let renamed = self.renames.get(name);
        let renamed = renamed.and_then(|to| At::find(self.new, &super::places::schema(to)));
        match renamed {
            Some(new) => {
                let fact = Fact::new(
                    Rule::ComponentRenamed,
                    Some(&old.pointer),
                    Some(&new.pointer),
                );
                self.say(fact);
                self.schemas(old, &new);
            }
            None => self.say(Fact::new(Rule::ComponentRemoved, Some(&old.pointer), None)),
        }
    }
}

/// The keys of two objects, each once, in alphabetical order.
fn names(old: Option<&At<'_>>, new: Option<&At<'_>>) -> BTreeSet<String> {
    let keys = [old, new].into_iter().flatten();
    let keys = keys.filter_map(|at| at.value.as_object());
    keys.flat_map(|object| object.keys().cloned()).collect()
}
