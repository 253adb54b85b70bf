//! `oneOf` and `anyOf`: collapsed, merged into one enum, distinguished by a tag, or tried in turn.

use indexmap::IndexMap;
use serde_json::Value;

use super::alternative::{self, Alternative};
use super::object::Parts;
use super::{Lower, Node, component_name};
use crate::ir::{Enum, Hint, Shape, Type, TypeDef, Union, Usage, Variant};
use source::pointer::Pointer;

impl<'a> Lower<'a, '_> {
    /// The usage that alternatives describe.
    pub(super) fn alternatives(&mut self, node: &Node<'a>, hint: &Hint) -> Usage {
        let alternatives = alternative::listed(node);
        if let [only] = alternatives.as_slice() {
            let mut usage = self.schema(&only.at, only.raw, hint);
            usage.required_one_of = alternative::requires(node);
            return usage;
        }
        if alternative::only_requires(node) {
            let mut usage = self.object(node, hint);
            usage.required_one_of = alternative::requires(node);
            return usage;
        }
        match self.text_values(&alternatives) {
            Some(values) if values.is_empty() => return Usage::new(Type::String, node.at.clone()),
            Some(values) => return self.enumeration(node, hint, Enum::Text(values)),
            None => {}
        }
        let base = self.base_members(node, hint);
        self.define(node, hint, |lower| {
            lower.variants(node, alternatives, base.as_ref(), hint)
        })
    }

    /// A discriminator with a mapping and no list: the mapping is the list. `tagged_by` is the node that has it, which is
    /// the schema itself or a part of its composition.
    pub(super) fn mapped(&mut self, node: &Node<'a>, tagged_by: &Node<'a>, hint: &Hint) -> Usage {
        let mut alternatives: IndexMap<Pointer, Alternative<'a>> = IndexMap::new();
        for (tag, target) in alternative::mapping(tagged_by) {
            let Some((at, raw)) = self.resolve(&alternative::as_reference(&target)) else {
                continue;
            };
            let one = alternatives.entry(at.clone());
            let one = one.or_insert_with(|| Alternative::new(at, raw));
            one.tags.push(tag);
        }
        let alternatives: Vec<Alternative<'a>> = alternatives.into_values().collect();
        self.define(node, hint, |lower| {
            let mut base = Parts::default();
            lower.collect(node, hint, &mut base);
            lower.variants(tagged_by, alternatives, Some(&base), hint)
        })
    }

    /// A union inside a composition: each alternative gets the other members too.
    pub(super) fn composed_alternatives(
        &mut self,
        node: &Node<'a>,
        union: &Node<'a>,
        others: &Parts,
        hint: &Hint,
    ) -> Usage {
        let alternatives = alternative::listed(union);
        self.define(node, hint, |lower| {
            lower.variants(union, alternatives, Some(others), hint)
        })
    }

    fn variants(
        &mut self,
        node: &Node<'a>,
        alternatives: Vec<Alternative<'a>>,
        base: Option<&Parts>,
        hint: &Hint,
    ) -> Shape {
        let tag = node
            .data
            .discriminator
            .as_ref()
            .map(|found| found.property_name.clone());
        let tag = tag.filter(|_| alternatives.iter().all(|one| !one.tags.is_empty()));
        let words: Vec<String> = (0..alternatives.len())
            .map(|one| alternative::word(&alternatives, one))
            .collect();
        let variants = alternatives
            .into_iter()
            .zip(words)
            .map(|one| self.variant(node, one, tag.as_deref(), base, hint))
            .collect();
        Shape::Union(Union { tag, variants })
    }

    fn variant(
        &mut self,
        node: &Node<'a>,
        (one, word): (Alternative<'a>, String),
        tag: Option<&str>,
        base: Option<&Parts>,
        hint: &Hint,
    ) -> Variant {
        let inner = hint.child(&word);
        let composed = base.and_then(|base| self.composed(&one, tag, base, &inner));
        let usage = match composed {
            _ if one.at == node.at => self.itself(node, hint.child("base")),
            _ if is_wrapper(one.raw, &node.at) => {
                let name = one.component.as_deref();
                let own = name.map_or_else(|| inner.clone(), Hint::component);
                self.itself(node, own)
            }
            Some(usage) => usage,
            None => self.alone(&one, &inner),
        };
        Variant {
            tags: one.tags,
            word,
            usage,
        }
    }

    /// An alternative as it is.
    pub(super) fn alone(&mut self, one: &Alternative<'a>, hint: &Hint) -> Usage {
        match one.raw.get("$ref").and_then(Value::as_str) {
            Some(target) => self.reference(target, &one.at),
            None if one.component.is_some() => self.reference(one.at.as_str(), &one.at),
            None => self.schema(&one.at, one.raw, hint),
        }
    }

    /// A base that maps a tag to itself, or to a schema that only wraps it, is one of its own alternatives: the object
    /// of its members.
    fn itself(&mut self, node: &Node<'a>, hint: Hint) -> Usage {
        let mut parts = Parts::default();
        self.collect(node, &hint, &mut parts);
        let shape = Shape::Struct(parts.into_struct());
        let def = TypeDef::new(node.at.clone(), hint, shape);
        Usage::new(Type::Named(self.types.push(def)), node.at.clone())
    }

    /// An alternative with the members of a base, unless it declares and requires them all itself.
    fn composed(
        &mut self,
        one: &Alternative<'a>,
        tag: Option<&str>,
        base: &Parts,
        hint: &Hint,
    ) -> Option<Usage> {
        let mut parts = Parts::default();
        if let Some(node) = self.follow(&one.at, one.raw) {
            let own = component_name(&node.at)
                .map_or_else(|| hint.clone(), |name| Hint::component(&name));
            self.collect(&node, &own, &mut parts);
        }
        // The tag is decided by the union, whatever the base says about it.
        let adds = |name: &String| Some(name.as_str()) != tag && !parts.fields.contains_key(name);
        let requires = |name: &String| Some(name.as_str()) != tag && !parts.required.contains(name);
        if !base.fields.keys().any(adds) && !base.required.iter().any(requires) {
            return None;
        }
        for (name, usage) in &base.fields {
            parts
                .fields
                .entry(name.clone())
                .or_insert_with(|| usage.clone());
        }
        parts.required.extend(base.required.iter().cloned());
        let shape = Shape::Struct(parts.into_struct());
        let id = self
            .types
            .push(TypeDef::new(one.at.clone(), hint.clone(), shape));
        Some(Usage::new(Type::Named(id), one.at.clone()))
    }

    /// The members that are beside the list of alternatives.
    fn base_members(&mut self, node: &Node<'a>, hint: &Hint) -> Option<Parts> {
        let mut parts = Parts::default();
        self.own_parts(node, hint, &mut parts);
        (!parts.fields.is_empty()).then_some(parts)
    }

    /// The values of all alternatives when each is text: overlapping lists are one list, and free text adds
    /// nothing, since every enum is open. No values at all is free text.
    fn text_values(&mut self, alternatives: &[Alternative<'a>]) -> Option<Vec<String>> {
        let mut values: indexmap::IndexSet<String> = indexmap::IndexSet::new();
        for one in alternatives {
            let node = self.follow(&one.at, one.raw)?;
            let listed = node.any.enumeration.iter().filter_map(Value::as_str);
            let text = node.any.typ.as_deref() == Some("string") || node.any.typ.is_none();
            let nothing_else = !node.has_alternatives()
                && ["properties", "items", "allOf"]
                    .iter()
                    .all(|key| !node.raw.contains_key(*key));
            if !text || !nothing_else || (node.any.typ.is_none() && node.any.enumeration.is_empty())
            {
                return None;
            }
            values.extend(listed.map(str::to_owned));
        }
        (!alternatives.is_empty()).then(|| values.into_iter().collect())
    }
}

/// Whether a schema is nothing but another one.
fn is_wrapper(raw: &Value, at: &Pointer) -> bool {
    let members = raw.get("allOf").and_then(Value::as_array);
    let [only] = members.map_or(&[][..], Vec::as_slice) else {
        return false;
    };
    raw.get("properties").is_none() && only.get("$ref").and_then(Value::as_str) == Some(at.as_str())
}
