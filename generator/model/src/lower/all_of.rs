//! `allOf`: wrappers around one schema, compositions of objects, and compositions with a union inside.

use serde_json::Value;

use super::object::Parts;
use super::schema::has_mapping;
use super::{Lower, Node};
use crate::ir::{Hint, Type, Usage};
use diagnostics::Code;
use source::pointer::Pointer;

impl<'a> Lower<'a, '_> {
    /// The usage that a composition describes.
    pub(super) fn all_of(&mut self, node: &Node<'a>, hint: &Hint) -> Usage {
        let members = node.list("allOf");
        if let Some(tagged_by) = self.mapping_only(node, &members) {
            return self.mapped(node, &tagged_by, hint);
        }
        let structural = self.structural(&members);
        let own = node.raw.contains_key("properties");
        if let [(at, raw)] = structural.as_slice()
            && !own
            && !self.adds_required(node, &members, at, raw)
        {
            return self.wrapper(at, raw, &members, hint);
        }
        if !own && !structural.is_empty() && !self.any_object(&structural) {
            let (at, raw) = structural[0].clone();
            return self.wrapper(&at, raw, &members, hint);
        }
        match self.union_member(&structural) {
            Some(position) => self.distribute(node, &structural, position, hint),
            None => self.structure(node, hint, |lower| {
                let mut parts = Parts::default();
                lower.collect(node, hint, &mut parts);
                parts
            }),
        }
    }

    /// Gathers the members of an object through everything that it is composed of.
    pub(super) fn collect(&mut self, node: &Node<'a>, hint: &Hint, parts: &mut Parts) {
        for (at, raw) in node.list("allOf") {
            let Some(member) = self.node(&at, raw) else {
                continue;
            };
            self.inside(&at, |lower| match member.reference() {
                Some(target) => lower.collect_reference(target, parts),
                None => lower.collect(&member, hint, parts),
            });
            parts.required.extend(member.any.required.iter().cloned());
        }
        self.own_parts(node, hint, parts);
    }

    /// Gathers the members of a referenced object. A base that lists its subtypes in a mapping gives its own members
    /// only: the subtypes are composed of it, not of each other.
    pub(super) fn collect_reference(&mut self, target: &str, parts: &mut Parts) {
        let Some((place, raw)) = self.resolve(target) else {
            return;
        };
        // What several parts are composed of counts once.
        if !parts.bases.insert(place.clone()) {
            return;
        }
        let Some(node) = self.node(&place, raw) else {
            return;
        };
        let hint = super::component_name(&place)
            .map_or_else(|| Hint::inline("base"), |name| Hint::component(&name));
        match node.reference() {
            Some(further) => self.collect_reference(further, parts),
            None => self.collect(&node, &hint, parts),
        }
    }

    /// One schema with annotations around it.
    fn wrapper(
        &mut self,
        at: &Pointer,
        raw: &'a Value,
        members: &[(Pointer, &'a Value)],
        hint: &Hint,
    ) -> Usage {
        let mut usage = self.schema(at, raw, hint);
        for (_, other) in members.iter().filter(|(place, _)| place != at) {
            if let Some(default) = other.get("default") {
                usage.default = Some(default.clone());
            }
            if let Some(text) = other.get("description").and_then(Value::as_str) {
                usage.docs = Some(text.to_owned());
            }
        }
        usage
    }

    /// The node of a composition, or the part written in it, whose mapping is the only list of alternatives.
    fn mapping_only(
        &mut self,
        node: &Node<'a>,
        members: &[(Pointer, &'a Value)],
    ) -> Option<Node<'a>> {
        let parts: Vec<Node<'a>> = members
            .iter()
            .filter_map(|(at, raw)| self.node(at, raw))
            .filter(|part| part.reference().is_none())
            .collect();
        parts
            .into_iter()
            .chain([node.clone()])
            .find(has_mapping_only)
    }

    /// The members that shape the value. One that only repeats the type gives way to one that says more.
    fn structural(&mut self, members: &[(Pointer, &'a Value)]) -> Vec<(Pointer, &'a Value)> {
        let mut structural = Vec::new();
        let mut types = Vec::new();
        for (at, raw) in members {
            match self.node(at, raw) {
                Some(node) if node.is_only_a_type() => types.push((at.clone(), *raw)),
                Some(node) if node.is_structural() => structural.push((at.clone(), *raw)),
                _ => {}
            }
        }
        if structural.is_empty() {
            types
        } else {
            structural
        }
    }

    /// Whether the composition makes members mandatory that the one schema in it leaves optional.
    fn adds_required(
        &mut self,
        node: &Node<'a>,
        members: &[(Pointer, &'a Value)],
        at: &Pointer,
        raw: &'a Value,
    ) -> bool {
        let listed = members
            .iter()
            .filter(|(place, _)| place != at)
            .filter_map(|(_, member)| member.get("required").and_then(Value::as_array))
            .flatten();
        let names: Vec<String> = listed
            .filter_map(|name| name.as_str().map(str::to_owned))
            .chain(node.any.required.iter().cloned())
            .collect();
        if names.is_empty() {
            return false;
        }
        let mut parts = Parts::default();
        if let Some(member) = self.node(at, raw) {
            match member.reference() {
                Some(target) => self.collect_reference(target, &mut parts),
                None => self.collect(&member, &Hint::inline("base"), &mut parts),
            }
        }
        names.iter().any(|name| !parts.required.contains(name))
    }

    fn any_object(&mut self, members: &[(Pointer, &'a Value)]) -> bool {
        members.iter().any(|(at, raw)| {
            let target = self.follow(at, raw);
            target.is_some_and(|node| {
                node.any.typ.as_deref() == Some("object")
                    || [
                        "properties",
                        "additionalProperties",
                        "allOf",
                        "oneOf",
                        "anyOf",
                    ]
                    .iter()
                    .any(|keyword| node.raw.contains_key(*keyword))
            })
        })
    }

    /// The position of the first member that is a union.
    fn union_member(&mut self, members: &[(Pointer, &'a Value)]) -> Option<usize> {
        members.iter().position(|(at, raw)| {
            self.follow(at, raw)
                .is_some_and(|node| node.has_alternatives() && !has_mapping_only(&node))
        })
    }

    /// The node behind any number of references.
    pub(super) fn follow(&mut self, at: &Pointer, raw: &'a Value) -> Option<Node<'a>> {
        let mut node = self.node(at, raw)?;
        for _ in 0..16 {
            let Some(target) = node.reference() else {
                return Some(node);
            };
            let (place, raw) = self.resolve(target)?;
            node = self.node(&place, raw)?;
        }
        self.unsupported(
            Code::UnsupportedSchema,
            at,
            "the reference leads in a circle",
        );
        None
    }

    /// A union among the members: every alternative is composed with the other members.
    fn distribute(
        &mut self,
        node: &Node<'a>,
        members: &[(Pointer, &'a Value)],
        position: usize,
        hint: &Hint,
    ) -> Usage {
        let (at, raw) = &members[position];
        let Some(union) = self.follow(at, raw) else {
            return Usage::new(Type::Any, node.at.clone());
        };
        let mut others = Parts::default();
        for (at, raw) in members
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != position)
            .map(|(_, m)| m)
        {
            let Some(member) = self.node(at, raw) else {
                continue;
            };
            match member.reference() {
                Some(target) => self.collect_reference(target, &mut others),
                None => self.collect(&member, hint, &mut others),
            }
        }
        // A member that only says what is required is not among the structural ones.
        for (at, raw) in node.list("allOf") {
            let member = self.node(&at, raw);
            let required = member.into_iter().flat_map(|one| one.any.required);
            others.required.extend(required);
        }
        self.own_parts(node, hint, &mut others);
        self.composed_alternatives(node, &union, &others, hint)
    }
}

fn has_mapping_only(node: &Node<'_>) -> bool {
    has_mapping(node) && !node.has_alternatives()
}
