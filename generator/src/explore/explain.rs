//! Explanations: each fact of an emitted item with where it came from.

use serde::Serialize;

use super::find::Subject;
use super::node::Node;
use super::origin::{self, Origin};
use super::{Trace, place};
use crate::ir::{Api, Shape, TypeId};
use crate::names::Item;
use crate::overlay::Touch;

/// An item and all that is known of it.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// What it is: `type Board`, `operation boards/list`.
    pub item: String,
    /// What it is called in the emitted crate, if it is there.
    pub rust: Option<String>,
    /// Its facts.
    pub facts: Vec<Explained>,
    /// Its members, values, parameters, body, answer or uses.
    pub parts: Vec<Explanation>,
}

/// A fact and where it came from.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// What the fact is about.
    pub name: String,
    /// What it says; nothing if it has gone.
    pub value: Option<String>,
    /// Where it came from, what came first before what changed it.
    pub origins: Vec<Origin>,
}

impl Trace {
    /// Explains what a name stands for.
    ///
    /// # Errors
    ///
    /// If nothing is called so, with the nearest names.
    pub fn explain(&self, name: &str) -> Result<Vec<Explanation>, String> {
        let subjects = self.subjects(name)?;
        Ok(subjects
            .into_iter()
            .map(|one| self.explained(one))
            .collect())
    }

    fn explained(&self, subject: Subject) -> Explanation {
        match subject {
            Subject::Operation(position) => self.operation(position),
            Subject::Type(id) => self.ty(id),
            Subject::Member(id, position) => {
                let mut explanation = self.ty(id);
                let mut part = explanation.parts.swap_remove(position);
                part.item = format!("{} of {}", part.item, explanation.item);
                part
            }
            Subject::Parameter(position) => self.parameter(position),
        }
    }

    fn operation(&self, position: usize) -> Explanation {
        let api = &self.frozen.api;
        let operation = &api.operations[position];
        let nodes = self.history(|labels, api| {
            let operation = api.operations.get(position)?;
            Some(labels.operation_node(api, operation))
        });
        let mut explanation = self.whole(&nodes);
        let name = self.frozen.names.operation(position);
        let group = &self.frozen.names.group(operation.tag).module;
        let key = format!("{group}.{}", name.method);
        let method = (name.method.to_string(), ("operations", key.as_str()));
        explanation.rust = Some(format!("{group}().{}", name.method));
        self.name(
            &mut explanation,
            &Item::Operation(position),
            "method",
            method,
        );
        let tag = (group.to_string(), ("groups", group.bare()));
        self.name(&mut explanation, &Item::Group(operation.tag), "group", tag);
        for (part, (parameter, ident)) in explanation
            .parts
            .iter_mut()
            .zip(operation.parameters.iter().zip(&name.parameters))
        {
            let key = format!("{}.{}", parameter.location.as_str(), parameter.name);
            let about = (ident.to_string(), ("parameters", key.as_str()));
            part.rust = Some(ident.to_string());
            self.name(part, &Item::Parameter(key.clone()), "name", about);
        }
        explanation
    }

    fn ty(&self, id: TypeId) -> Explanation {
        let nodes =
            self.history(|labels, api| (id.0 < api.types.len()).then(|| labels.type_node(api, id)));
        let mut explanation = self.whole(&nodes);
        if !self.is_live(id) {
            explanation.facts.push(Explained {
                name: "emitted".to_owned(),
                value: Some("no: after the last pass no operation reaches it".to_owned()),
                origins: Vec::new(),
            });
            return explanation;
        }
        let ty = self.frozen.names.ty(id).to_string();
        explanation.rust = Some(format!("types::{ty}"));
        self.name(
            &mut explanation,
            &Item::Type(id),
            "name",
            (ty.clone(), ("types", &ty)),
        );
        let (table, item): (_, fn(TypeId, usize) -> Item) = match &self.frozen.api.types[id].shape {
            Shape::Struct(_) => ("fields", Item::Field),
            Shape::Enum(_) => ("variants", Item::Variant),
            Shape::Union(_) | Shape::Id => ("alternatives", Item::Variant),
        };
        let members = self.members(id).into_iter().enumerate();
        for (part, (position, (wire, name))) in explanation.parts.iter_mut().zip(members) {
            let Some(name) = name else { continue };
            let key = format!("{ty}.{wire}");
            part.rust = Some(name.clone());
            self.name(part, &item(id, position), "name", (name, (table, &key)));
        }
        explanation
    }

    /// A parameter with its definitions and its uses.
    fn parameter(&self, position: usize) -> Explanation {
        let parameter = &self.frozen.api.parameters[position];
        let location = parameter.location.as_str();
        let key = format!("{location}.{}", parameter.name);
        let nodes = self.history(|labels, api| {
            let mut all = api.parameters.iter();
            let one =
                all.find(|one| (one.location, &one.name) == (parameter.location, &parameter.name));
            one.map(|one| labels.parameter_node(one))
        });
        let mut explanation = self.whole(&nodes);
        let item = Item::Parameter(key.clone());
        if let Some(decision) = self.frozen.names.decision(&item) {
            let name = decision.name.to_string();
            explanation.rust = Some(name.clone());
            self.name(
                &mut explanation,
                &item,
                "name",
                (name, ("parameters", &key)),
            );
        }
        for (position, operation) in self.frozen.api.operations.iter().enumerate() {
            let uses = self.history(|labels, api| {
                let node = labels.operation_node(api, api.operations.get(position)?);
                node.part(&key).cloned()
            });
            if uses.iter().any(|(_, node)| node.is_some()) {
                let mut one = self.whole(&uses);
                one.item = format!("use by {}", operation.id);
                explanation.parts.push(one);
            }
        }
        explanation
    }

    /// An item after each step.
    fn history(
        &self,
        node: impl Fn(&super::labels::Labels, &Api) -> Option<Node>,
    ) -> Vec<(&'static str, Option<Node>)> {
        let steps = self.steps.iter();
        steps
            .map(|(step, api)| (*step, node(&self.labels, api)))
            .collect()
    }

    fn whole(&self, steps: &[(&'static str, Option<Node>)]) -> Explanation {
        let steps: Vec<(&'static str, Option<&Node>)> = steps
            .iter()
            .map(|(step, node)| (*step, node.as_ref()))
            .collect();
        self.item(&steps, None)
    }

    fn item(&self, steps: &[(&'static str, Option<&Node>)], outer: Option<&Node>) -> Explanation {
        let Some(last) = steps.iter().rev().find_map(|(_, node)| *node) else {
            return Explanation {
                item: String::new(),
                rust: None,
                facts: Vec::new(),
                parts: Vec::new(),
            };
        };
        let mut seen: Vec<*const Touch> = Vec::new();
        let mut facts = vec![self.declared(steps, last, outer)];
        let mut names: Vec<&'static str> = Vec::new();
        for fact in steps
            .iter()
            .rev()
            .filter_map(|(_, node)| *node)
            .flat_map(|node| &node.facts)
        {
            if !names.contains(&fact.name) {
                names.push(fact.name);
                facts.push(self.fact(fact.name, steps, (last, outer), &mut seen));
            }
        }
        let parts = last.parts.iter().map(|part| {
            let steps: Vec<(&'static str, Option<&Node>)> = steps
                .iter()
                .map(|(step, node)| (*step, node.and_then(|node| node.part(&part.key))))
                .collect();
            self.item(&steps, Some(last))
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
    fn declared(
        &self,
        steps: &[(&'static str, Option<&Node>)],
        last: &Node,
        outer: Option<&Node>,
    ) -> Explained {
        let outer = outer.and_then(|outer| outer.at.as_ref());
        let value = || place::of_value(&self.frozen.description, outer?, &last.key);
        let at = last.at.clone().or_else(value);
        let first = steps.iter().find(|(_, node)| node.is_some());
        let made = first.filter(|(step, _)| *step != steps[0].0);
        let made = made.map(|(step, _)| Origin::Pass {
            pass: (*step).to_owned(),
            before: None,
        });
        let spot = at.as_ref().and_then(|at| self.spot(at));
        let brought = at.iter().flat_map(|at| self.touches_of(at));
        let brought = brought.filter(|touch| {
            touch.before.is_none() && at.as_ref().is_some_and(|at| at.is_in(&touch.at))
        });
        let brought: Vec<Origin> = brought.map(origin::of_touch).collect();
        Explained {
            name: "declared".to_owned(),
            value: at.map(|at| at.to_string()),
            origins: spot.into_iter().chain(brought).chain(made).collect(),
        }
    }

    fn fact(
        &self,
        name: &'static str,
        steps: &[(&'static str, Option<&Node>)],
        (last, outer): (&Node, Option<&Node>),
        seen: &mut Vec<*const Touch>,
    ) -> Explained {
        let mut origins = Vec::new();
        for at in place::of(&self.frozen.description, last, outer, name) {
            origins.extend(self.spot(&at));
            for touch in self.touches_of(&at) {
                seen.push(touch);
                origins.push(origin::of_touch(touch));
            }
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

    /// What else overlays did to an item, and the findings about it that somebody lives with.
    fn beside(&self, last: &Node, seen: &[*const Touch]) -> Vec<Explained> {
        let Some(at) = &last.at else {
            return Vec::new();
        };
        let inside = |touch: &&Touch| {
            let inner = last.parts.iter().filter_map(|part| part.at.as_ref());
            let inner = inner.filter(|part| *part != at);
            touch.at.is_in(at) && !inner.clone().any(|part| touch.at.is_in(part))
        };
        let touches = self.journal.touches().iter().filter(inside);
        let touches = touches.filter(|touch| !seen.contains(&std::ptr::from_ref(*touch)));
        let touches: Vec<Origin> = touches.map(origin::of_touch).collect();
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

    /// Puts the Rust name first, with what decided it.
    fn name(
        &self,
        explanation: &mut Explanation,
        item: &Item,
        what: &str,
        (name, line): (String, (&str, &str)),
    ) {
        let decision = self.frozen.names.decision(item);
        let origins = decision.map(|decision| self.named_by(decision, line));
        let fact = Explained {
            name: what.to_owned(),
            value: Some(name),
            origins: origins.into_iter().collect(),
        };
        explanation.facts.insert(0, fact);
    }
}

/// The values that an item has for a fact.
fn values(node: &Node, name: &str) -> Option<String> {
    let values = node.facts.iter().filter(|fact| fact.name == name);
    let values: Vec<&str> = values.map(|fact| fact.value.as_str()).collect();
    (!values.is_empty()).then(|| values.join("; "))
}
