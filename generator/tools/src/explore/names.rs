//! What decided the Rust names of an item and of its parts.

use serde_json::Value;

use super::Trace;
use super::explain::spot;
use super::find::Subject;
use model::ir::{Shape, TypeId};
use rust::emit::Context;
use rust::names::{By, Item};
use source::pointer::Pointer;

impl Trace {
    /// The Rust name of an item, and what decided it.
    pub(super) fn named(&self, subject: Subject) -> (Option<String>, Vec<String>) {
        let (api, names) = (&self.frozen.api, &self.frozen.names);
        match subject {
            Subject::Operation(position) => {
                let operation = &api.operations[position];
                let name = names.operation(position);
                let module = &names.group(operation.tag).module;
                let key = format!("{module}.{}", name.method);
                let by = self.decided(&Item::Operation(position), ("operations", &key));
                (Some(format!("{module}().{}", name.method)), by)
            }
            Subject::Type(id) | Subject::Member(id, _) if self.frozen.api.types[id].is_live() => {
                let name = names.ty(id).to_string();
                let by = self.decided(&Item::Type(id), ("types", &name));
                (Some(format!("types::{name}")), by)
            }
            Subject::Type(_) | Subject::Member(..) => {
                let why = "it is not emitted: after the last pass no operation reaches it";
                (None, vec![why.to_owned()])
            }
            Subject::Parameter(position) => {
                let parameter = &api.parameters[position];
                let key = format!("{}.{}", parameter.location.as_str(), parameter.name);
                let item = Item::Parameter(key.clone());
                let name = names
                    .decision(&item)
                    .map(|decision| decision.name.to_string());
                (name, self.decided(&item, ("parameters", &key)))
            }
        }
    }

    /// What decided the name of a member, value or alternative, and how the emitted crate declares it.
    pub(super) fn part_named(&self, subject: Subject, line: &str) -> Vec<String> {
        let (Subject::Type(id) | Subject::Member(id, _)) = subject else {
            return Vec::new();
        };
        if !self.frozen.api.types[id].is_live() {
            return Vec::new();
        }
        let ty = self.frozen.names.ty(id);
        let (table, item): (_, fn(TypeId, usize) -> Item) = match &self.frozen.api.types[id].shape {
            Shape::Struct(_) => ("fields", Item::Field),
            Shape::Enum(_) => ("variants", Item::Variant),
            Shape::Union(_) | Shape::Id => ("alternatives", Item::Variant),
        };
        let members = self.members(id).into_iter().enumerate();
        let mut members =
            members.filter(|(_, (wire, _))| line.get(1..) == Some(wire) || line == wire);
        let Some((position, (wire, Some(name)))) = members.next() else {
            return Vec::new();
        };
        let mut origins = vec![format!("in Rust {}", self.declared(id, position, &name))];
        origins.extend(self.decided(&item(id, position), (table, &format!("{ty}.{wire}"))));
        origins
    }

    /// A member as the emitted crate declares it.
    fn declared(&self, id: TypeId, position: usize, name: &str) -> String {
        let context = Context {
            api: &self.frozen.api,
            names: &self.frozen.names,
            inputs: "",
            guide: &self.frozen.read.guide,
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

    fn decided(&self, item: &Item, (table, key): (&str, &str)) -> Vec<String> {
        let Some(decision) = self.frozen.names.decision(item) else {
            return Vec::new();
        };
        let at = |table: &str, key: &str| Pointer::root().child(table).child(key);
        let rule = format!("the rule says {}", decision.rule);
        let text = match &decision.by {
            By::Entry(table, key) => {
                let (source, at) = (&self.frozen.read.names, at(table, key));
                let reason = at.child("reason").lookup(source.value());
                let reason = reason.and_then(Value::as_str).unwrap_or_default();
                format!("named by {} ({rule}): {reason}", spot(source, &at))
            }
            By::Lock => {
                let (source, at) = (self.frozen.lock.source(), at(table, key));
                let line = at.lookup(source.value()).map(|_| spot(source, &at));
                let is_same = decision.rule.to_string() == decision.name.to_string();
                let rule = if is_same {
                    String::new()
                } else {
                    format!(" ({rule})")
                };
                format!("named by the lock {}{rule}", line.unwrap_or_default())
            }
            By::Rule => "named by the rule".to_owned(),
        };
        vec![text.trim_end().to_owned()]
    }
}
