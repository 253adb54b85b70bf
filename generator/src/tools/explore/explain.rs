//! Explanations: each fact of an emitted item with where it came from.

use serde::Serialize;

use super::Trace;
use super::find::Subject;
use super::origin::Origin;
use crate::model::ir::{Shape, TypeId};
use crate::rust::emit::Context;
use crate::rust::names::Item;

/// An item and all that is known of it.
#[derive(Clone, Debug, Default, Serialize)]
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

/// The facts of a parameter that belong to its use.
const OF_USE: [&str; 6] = [
    "required",
    "default",
    "bounds",
    "defined by",
    "also touched",
    "accepted",
];

impl Trace {
    /// Explains what a name stands for.
    ///
    /// # Errors
    ///
    /// If nothing is called so, with the nearest names.
    pub fn explain(&self, name: &str) -> Result<Vec<Explanation>, String> {
        match self.subjects(name) {
            Ok(subjects) => {
                let explained = subjects.into_iter().map(|one| self.explained(one));
                Ok(explained.collect())
            }
            Err(message) => {
                let place = self.taken_apart(name);
                place.map(|one| vec![one]).ok_or(message)
            }
        }
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
            part.rust = Some(self.with_type(id, position, &name));
            self.name(part, &item(id, position), "name", (name, (table, &key)));
        }
        explanation
    }

    /// A member as the emitted crate declares it.
    fn with_type(&self, id: TypeId, position: usize, name: &str) -> String {
        let context = Context {
            api: &self.frozen.api,
            names: &self.frozen.names,
            inputs: "",
        };
        match &self.frozen.api.types[id].shape {
            Shape::Struct(object) => match object.fields.get(position) {
                Some(field) => format!("{name}: {}", context.field_text(field)),
                None => name.to_owned(),
            },
            Shape::Union(union) => {
                let usage = union.variants.get(position).map(|one| &one.usage);
                let ty = usage.map(|usage| context.describe(usage));
                format!("{name}({})", ty.unwrap_or_default())
            }
            Shape::Enum(_) | Shape::Id => name.to_owned(),
        }
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
            one.map(|one| labels.parameter_node(api, one))
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
                // The rest is the parameter's own.
                one.facts
                    .retain(|fact| OF_USE.contains(&fact.name.as_str()));
                explanation.parts.push(one);
            }
        }
        explanation
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
