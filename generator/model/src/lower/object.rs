//! Objects: own members, inherited members, and what happens when both declare one.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::schema::annotate;
use super::{Lower, Node};
use crate::ir::{Enum, Field, Hint, Order, Shape, Struct, Type, Usage};
use diagnostics::{Code, Edit};
use source::pointer::Pointer;

/// The members of an object while they are gathered from everything that it is composed of.
#[derive(Default)]
pub(super) struct Parts {
    pub fields: IndexMap<String, Usage>,
    pub required: IndexSet<String>,
    pub rest: Option<Usage>,
    /// The places that references led to.
    pub bases: HashSet<Pointer>,
}

impl<'a> Lower<'a, '_> {
    /// An object by itself: a struct, or a map when no member is declared.
    pub(super) fn object(&mut self, node: &Node<'a>, hint: &Hint) -> Usage {
        if node.properties().is_empty() {
            return self.map(node, hint);
        }
        self.structure(node, hint, |lower| {
            let mut parts = Parts::default();
            lower.own_parts(node, hint, &mut parts);
            parts
        })
    }

    /// Adds the struct declared at a node, whose members `gather` finds.
    pub(super) fn structure(
        &mut self,
        node: &Node<'a>,
        hint: &Hint,
        gather: impl FnOnce(&mut Self) -> Parts,
    ) -> Usage {
        self.define(node, hint, |lower| {
            let mut object = gather(lower).into_struct();
            lower.order(&mut object, node);
            Shape::Struct(object)
        })
    }

    /// Adds what a node itself declares. A member that is already there is narrowed: the later declaration wins.
    pub(super) fn own_parts(&mut self, node: &Node<'a>, hint: &Hint, parts: &mut Parts) {
        for (name, at, raw) in node.properties() {
            let wire = self.wire_name(name, &at, node);
            let earlier = parts.fields.get(&wire);
            let usage = self.member((&at, raw), earlier, &hint.child(&wire));
            parts.fields.insert(wire, usage);
        }
        parts.required.extend(node.any.required.iter().cloned());
        match node.one("additionalProperties") {
            Some((at, Value::Bool(true))) => parts.rest = Some(Usage::new(Type::Any, at)),
            Some((at, raw @ Value::Object(_))) => {
                parts.rest = Some(self.schema(&at, raw, &hint.child("value")));
            }
            _ => {}
        }
    }

    /// A member that another part may have declared before. What leaves the type open keeps the earlier one.
    fn member(
        &mut self,
        (at, raw): (&Pointer, &'a Value),
        earlier: Option<&Usage>,
        hint: &Hint,
    ) -> Usage {
        let node = self.node(at, raw).filter(Node::leaves_type_open);
        let mut usage = match (earlier, node) {
            (Some(earlier), Some(node)) => {
                let mut usage = earlier.clone();
                annotate(&mut usage, &node);
                self.identity(&mut usage, &node);
                self.unit(&mut usage, &node);
                self.filled(&mut usage, &node);
                usage
            }
            _ => self.schema(at, raw, hint),
        };
        if usage.docs.is_none() {
            usage.docs = earlier.and_then(|earlier| earlier.docs.clone());
        }
        let kinds = earlier.and_then(|earlier| self.json_type(&earlier.ty));
        if let Some((one, other)) = kinds.zip(self.json_type(&usage.ty))
            && one != other
        {
            let what = format!("a part before says {one} and this one {other}: no value is both");
            self.settled(Code::EmptyRange, at, &what, vec![Edit::Remove(at.clone())]);
        }
        usage
    }

    /// The type of the values in JSON, if it is one.
    fn json_type(&self, ty: &Type) -> Option<&'static str> {
        match ty {
            Type::Boolean => Some("boolean"),
            Type::Integer | Type::Number | Type::UnixTime(_) | Type::MicroAmount { .. } => {
                Some("number")
            }
            Type::String | Type::Secret | Type::Hashed | Type::Date | Type::Timestamp => {
                Some("string")
            }
            Type::List(_) | Type::Page(_) => Some("array"),
            Type::Map(..) => Some("object"),
            Type::Named(id) => match &self.types[*id].shape {
                Shape::Struct(_) => Some("object"),
                Shape::Enum(Enum::Text(_)) | Shape::Id => Some("string"),
                Shape::Enum(Enum::Whole(_)) => Some("number"),
                Shape::Union(_) => None,
            },
            Type::OneOrMany(_) | Type::Any => None,
        }
    }

    fn map(&mut self, node: &Node<'a>, hint: &Hint) -> Usage {
        let value = match node.one("additionalProperties") {
            Some((at, raw @ Value::Object(_))) => self.schema(&at, raw, &hint.child("value")),
            _ => Usage::new(Type::Any, node.at.clone()),
        };
        let keys = self.keys(node, hint);
        Usage::new(Type::Map(keys, Box::new(value)), node.at.clone())
    }

    /// The name of a member on the wire. Early releases have one with a stray quotation mark at its end.
    fn wire_name(&mut self, name: &str, at: &Pointer, node: &Node<'a>) -> String {
        let trimmed = name.trim_matches(['\'', '"', ' ']);
        let taken = node
            .one("properties")
            .is_some_and(|(_, others)| others.get(trimmed).is_some());
        if trimmed == name || trimmed.is_empty() || taken {
            return name.to_owned();
        }
        let what = format!("the property is read as `{trimmed}`");
        let mut edits = vec![Edit::Remove(at.clone())];
        if let (Some(properties), Some(value)) = (at.parent(), at.lookup(self.root)) {
            edits.push(Edit::Set(properties.child(trimmed), value.clone()));
        }
        self.settled(Code::StrayCharacter, at, &what, edits);
        trimmed.to_owned()
    }
}

impl Parts {
    /// The members as a struct, with `required` decided once everything is gathered: a list may name the members
    /// of another part.
    pub(super) fn into_struct(self) -> Struct {
        let required = self.required;
        let order = if required.is_sorted() {
            Order::Unsaid
        } else {
            Order::Required(required.iter().cloned().collect())
        };
        let fields = self.fields.into_iter().map(|(wire, usage)| {
            let required = required.contains(&wire) && !usage.from_path;
            Field {
                wire,
                usage,
                required,
                patch: false,
                list: false,
                shown: false,
                boxed: false,
            }
        });
        Struct {
            fields: fields.collect(),
            constants: Vec::new(),
            rest: self.rest.map(Box::new),
            order,
            ..Struct::default()
        }
    }
}
