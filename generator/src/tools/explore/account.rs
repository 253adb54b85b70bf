//! The account of one item: its facts after every step, each with what it was made from and what changed it.

use serde_json::Value;

use super::explain::{Explained, Explanation};
use super::labels::Labels;
use super::node::{Node, Selection};
use super::origin::{self, Origin};
use super::{Trace, place};
use crate::model::ir::Api;
use crate::source::pointer::Pointer;
use crate::spec::overlay::Touch;

/// What only the generator itself wants to know.
const INTERNAL: [&str; 2] = ["words", "component"];

/// Facts whose place holds much else.
const WHOLE: [&str; 5] = ["call", "answer", "merged", "defined by", "encoding"];

/// An item after each step.
pub(super) type History = Vec<(&'static str, Option<Node>)>;

/// The item that another is a part of, and the step that it is there since.
#[derive(Clone, Copy)]
struct Outer<'n> {
    node: &'n Node,
    since: &'static str,
}

/// The same, borrowed.
type Steps<'n> = [(&'static str, Option<&'n Node>)];

impl Trace {
    /// An item after each step.
    pub(super) fn history(&self, node: impl Fn(&Labels, &Api) -> Option<Node>) -> History {
        let steps = self.steps.iter();
        steps
            .map(|(step, api)| (*step, node(&self.labels, api)))
            .collect()
    }

    pub(super) fn whole(&self, steps: &History) -> Explanation {
        let steps: Vec<(&'static str, Option<&Node>)> = steps
            .iter()
            .map(|(step, node)| (*step, node.as_ref()))
            .collect();
        self.item(&steps, None)
    }

    fn item(&self, steps: &Steps<'_>, outer: Option<Outer<'_>>) -> Explanation {
        let Some(last) = steps.iter().rev().find_map(|(_, node)| *node) else {
            return Explanation::default();
        };
        let mut seen: Vec<&Touch> = Vec::new();
        let mut facts = vec![self.declared(steps, last, outer)];
        let mut names: Vec<&'static str> = Vec::new();
        let nodes = steps.iter().rev().filter_map(|(_, node)| *node);
        for fact in nodes.flat_map(|node| &node.facts) {
            if !names.contains(&fact.name) && !INTERNAL.contains(&fact.name) {
                names.push(fact.name);
                let outer = outer.map(|outer| outer.node);
                facts.push(self.fact(fact.name, steps, (last, outer), &mut seen));
            }
        }
        let first = steps.iter().find(|(_, node)| node.is_some());
        let since = first.map_or(steps[0].0, |(step, _)| *step);
        let parts = last.parts.iter().map(|part| {
            let steps: Vec<(&'static str, Option<&Node>)> = steps
                .iter()
                .map(|(step, node)| (*step, node.and_then(|node| node.part(&part.key))))
                .collect();
            self.item(&steps, Some(Outer { node: last, since }))
        });
        let parts = parts.collect();
        facts.extend(self.beside(last, &seen));
        Explanation {
            item: last.title.clone(),
            rust: None,
            facts,
            parts,
        }
    }

    /// The place of an item, and the pass that made it if none declares it.
    fn declared(&self, steps: &Steps<'_>, last: &Node, outer: Option<Outer<'_>>) -> Explained {
        let since = outer.map_or(steps[0].0, |outer| outer.since);
        let outer = outer.and_then(|outer| outer.node.at.as_ref());
        let value = || place::of_value(&self.frozen.description, outer?, &last.key);
        let at = last.at.clone().or_else(value);
        let first = steps.iter().find(|(_, node)| node.is_some());
        let made = first.filter(|(step, _)| *step != since);
        let made = made.map(|(step, _)| Origin::Pass {
            pass: (*step).to_owned(),
            before: None,
        });
        let spot = at.as_ref().and_then(|at| self.spot(at));
        let brought = at.iter().flat_map(|at| self.touches_of(at));
        let brought = brought.filter(|touch| {
            touch.before.is_none() && at.as_ref().is_some_and(|at| at.is_in(&touch.at))
        });
        let brought: Vec<Origin> = brought
            .filter_map(|touch| Some(origin::of_touch(touch, at.as_ref()?)))
            .collect();
        Explained {
            name: "declared".to_owned(),
            value: at.map(|at| at.to_string()),
            origins: spot.into_iter().chain(brought).chain(made).collect(),
        }
    }

    fn fact<'t>(
        &'t self,
        name: &'static str,
        steps: &Steps<'_>,
        (last, outer): (&Node, Option<&Node>),
        seen: &mut Vec<&'t Touch>,
    ) -> Explained {
        let mut origins = Vec::new();
        for at in place::of(&self.frozen.description, last, outer, name) {
            origins.extend(self.spot(&at));
            let touches = self.touches_of(&at).into_iter();
            for touch in touches.filter(|_| !WHOLE.contains(&name)) {
                seen.push(touch);
                origins.push(origin::of_touch(touch, &at));
            }
        }
        if name == "required" {
            origins.extend(self.no_longer_required(last, outer));
        }
        let mut before: Option<String> = None;
        let mut exists = false;
        for (step, node) in steps {
            let now = node.and_then(|node| values(node, name));
            if now != before && exists {
                let pass = (*step).to_owned();
                origins.push(Origin::Pass {
                    pass,
                    before: before.clone(),
                });
            }
            exists |= node.is_some();
            before = now;
        }
        origins.dedup();
        Explained {
            name: name.to_owned(),
            value: values(last, name),
            origins,
        }
    }

    /// The overlay actions that took a member out of a list of required names, or the list away.
    fn no_longer_required(&self, node: &Node, outer: Option<&Node>) -> Vec<Origin> {
        let description = &self.frozen.description;
        let at = node.at.as_ref();
        let lists = at.map(|at| place::required_lists(description, at, outer));
        let lists = lists.unwrap_or_default();
        let is_name = |value: &Value| value == node.key.as_str();
        let touches = self.journal.touches().iter().filter(|touch| {
            let names = touch.before.as_ref().and_then(Value::as_array);
            lists.contains(&touch.at) && names.is_some_and(|names| names.iter().any(is_name))
        });
        let origins = touches.map(|touch| origin::of_touch(touch, &touch.at));
        let mut origins: Vec<Origin> = origins.collect();
        origins.dedup();
        origins
    }

    /// What else overlays did to an item, and the findings about it that somebody lives with.
    fn beside(&self, last: &Node, seen: &[&Touch]) -> Vec<Explained> {
        let Some(at) = &last.at else {
            return Vec::new();
        };
        let inside = |touch: &&Touch| {
            let inner = last.parts.iter().filter_map(|part| part.at.as_ref());
            let inner = inner.filter(|part| *part != at);
            touch.at.is_in(at) && !inner.clone().any(|part| touch.at.is_in(part))
        };
        let touches = self.journal.touches().iter().filter(inside);
        let touches = touches.filter(|touch| !seen.iter().any(|one| std::ptr::eq(*one, *touch)));
        let touches: Vec<Origin> = touches
            .map(|touch| origin::of_touch(touch, &touch.at))
            .collect();
        let accepted = self.accepted_in(at);
        let lists = [("also touched", touches), ("accepted", accepted)];
        let lists = lists.into_iter().filter(|(_, origins)| !origins.is_empty());
        lists
            .map(|(name, origins)| Explained {
                name: name.to_owned(),
                value: None,
                origins,
            })
            .collect()
    }

    /// A component that became no type: what stands inside it stands in others by now.
    pub(super) fn taken_apart(&self, name: &str) -> Option<Explanation> {
        let components = Pointer::root().child("components");
        let places = ["schemas", "parameters"].map(|kind| components.child(kind).child(name));
        let mut places = places.into_iter().chain(Pointer::parse(name));
        let at = places.find(|at| at.lookup(&self.frozen.description).is_some())?;
        let mut node = Node::new(at.as_str(), format!("place {at}"), &at);
        let types = self.frozen.api.types.ids();
        let emitted = Selection {
            types: types.filter(|id| self.is_live(*id)).collect(),
            operations: (0..self.frozen.api.operations.len()).collect(),
            ..Selection::default()
        };
        let nodes = self.nodes(&self.frozen.api, Some(&emitted));
        for whole in &nodes {
            if whole.at.as_ref().is_some_and(|place| place.is_in(&at)) {
                node.fact("became", whole.title.clone());
            }
            let parts = whole.parts.iter();
            let inside =
                parts.filter(|part| part.at.as_ref().is_some_and(|place| place.is_in(&at)));
            for part in inside {
                node.fact("became", format!("{} of {}", part.title, whole.title));
            }
        }
        if node.facts.is_empty() {
            node.fact("became", "nothing of its own: what refers to it became something else, or no operation reaches it");
        }
        Some(self.whole(&vec![("freeze", Some(node))]))
    }
}

/// The values that an item has for a fact.
fn values(node: &Node, name: &str) -> Option<String> {
    let values = node.facts.iter().filter(|fact| fact.name == name);
    let values: Vec<&str> = values.map(|fact| fact.value.as_str()).collect();
    (!values.is_empty()).then(|| values.join("; "))
}
