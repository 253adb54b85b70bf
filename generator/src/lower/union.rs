//! `oneOf` and `anyOf`: collapsed, merged into one enum, told apart by a tag, or tried in turn.

use indexmap::IndexMap;
use serde_json::Value;

use super::object::Parts;
use super::{Lower, Node, component_name};
use crate::ir::{Enum, Hint, Shape, Type, TypeDef, Union, Usage, Variant};
use crate::pointer::Pointer;

/// An alternative before it has a type.
#[derive(Clone)]
struct Alternative<'a> {
    at: Pointer,
    raw: &'a Value,
    /// The component that it refers to.
    component: Option<String>,
    tags: Vec<String>,
}

impl<'a> Lower<'a, '_> {
    /// The usage that alternatives describe.
    pub(super) fn alternatives(&mut self, node: &Node<'a>, hint: &Hint) -> Usage {
        let alternatives = listed(node);
        if let [only] = alternatives.as_slice() {
            return self.schema(&only.at, only.raw, hint);
        }
        if let Some(values) = self.text_values(&alternatives) {
            return self.enumeration(node, hint, Enum::Text(values));
        }
        let base = self.base_members(node, hint);
        self.union(node, alternatives, base.as_ref(), hint)
    }

    /// A discriminator with a mapping and no list: the mapping is the list.
    pub(super) fn mapped(&mut self, node: &Node<'a>, hint: &Hint) -> Usage {
        let mut alternatives: IndexMap<Pointer, Alternative<'a>> = IndexMap::new();
        for (tag, target) in mapping(node) {
            let Some((at, raw)) = self.resolve(&as_reference(&target)) else {
                continue;
            };
            let component = component_name(&at);
            alternatives
                .entry(at.clone())
                .or_insert_with(|| Alternative {
                    at,
                    raw,
                    component,
                    tags: Vec::new(),
                })
                .tags
                .push(tag);
        }
        self.union(node, alternatives.into_values().collect(), None, hint)
    }

    /// A union inside a composition: each alternative gets the other members too.
    pub(super) fn composed_alternatives(
        &mut self,
        node: &Node<'a>,
        union: &Node<'a>,
        others: &Parts,
        hint: &Hint,
    ) -> Usage {
        let alternatives = listed(union);
        let (id, fresh) = self.claim(&node.at, hint);
        if fresh {
            let shape = self.variants(union, alternatives, Some(others), hint);
            self.types[id].shape = Shape::Union(shape);
            self.types[id].docs.clone_from(&node.data.description);
        }
        Usage::new(Type::Named(id), node.at.clone())
    }

    fn union(
        &mut self,
        node: &Node<'a>,
        alternatives: Vec<Alternative<'a>>,
        base: Option<&Parts>,
        hint: &Hint,
    ) -> Usage {
        let (id, fresh) = self.claim(&node.at, hint);
        if fresh {
            let shape = self.variants(node, alternatives, base, hint);
            self.types[id].shape = Shape::Union(shape);
            self.types[id].docs.clone_from(&node.data.description);
            self.types[id].deprecated = node.data.deprecated;
        }
        Usage::new(Type::Named(id), node.at.clone())
    }

    fn variants(
        &mut self,
        node: &Node<'a>,
        alternatives: Vec<Alternative<'a>>,
        base: Option<&Parts>,
        hint: &Hint,
    ) -> Union {
        let tag = node
            .data
            .discriminator
            .as_ref()
            .map(|found| found.property_name.clone());
        let tag = tag.filter(|_| alternatives.iter().all(|one| !one.tags.is_empty()));
        let words: Vec<String> = (0..alternatives.len())
            .map(|one| word(&alternatives, one))
            .collect();
        let variants = alternatives
            .into_iter()
            .zip(words)
            .map(|(one, word)| self.variant(one, word, tag.as_deref(), base, hint))
            .collect();
        Union { tag, variants }
    }

    fn variant(
        &mut self,
        one: Alternative<'a>,
        word: String,
        tag: Option<&str>,
        base: Option<&Parts>,
        hint: &Hint,
    ) -> Variant {
        let inner = hint.child(&word);
        let usage = match base {
            Some(base) => self.composed(&one, tag, base, &inner),
            None if one.component.is_some() => match one.raw.get("$ref").and_then(Value::as_str) {
                Some(target) => self.reference(target, &one.at),
                None => self.reference(one.at.as_str(), &one.at),
            },
            None => self.schema(&one.at, one.raw, &inner),
        };
        Variant {
            tags: one.tags,
            word,
            usage,
        }
    }

    /// An alternative with the members of a base, unless it declares them all itself.
    fn composed(
        &mut self,
        one: &Alternative<'a>,
        tag: Option<&str>,
        base: &Parts,
        hint: &Hint,
    ) -> Usage {
        let mut parts = Parts::default();
        if let Some(node) = self.follow(&one.at, one.raw) {
            let own = component_name(&node.at)
                .map_or_else(|| hint.clone(), |name| Hint::component(&name));
            self.collect(&node, &own, &mut parts);
        }
        let missing = base
            .fields
            .keys()
            .any(|name| Some(name.as_str()) != tag && !parts.fields.contains_key(name));
        if !missing {
            return self.schema(&one.at, one.raw, hint);
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
        Usage::new(Type::Named(id), one.at.clone())
    }

    /// The members that stand beside the list of alternatives.
    fn base_members(&mut self, node: &Node<'a>, hint: &Hint) -> Option<Parts> {
        let mut parts = Parts::default();
        self.own_parts(node, hint, &mut parts);
        (!parts.fields.is_empty()).then_some(parts)
    }

    /// The values of all alternatives when each is text: overlapping lists are one list, and free text adds
    /// nothing, since every enum is open.
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
        (!values.is_empty()).then(|| values.into_iter().collect())
    }
}

/// The alternatives that a node lists, each once, with the tags that select it.
fn listed<'a>(node: &Node<'a>) -> Vec<Alternative<'a>> {
    let mapping = mapping(node);
    let mut alternatives: IndexMap<String, Alternative<'a>> = IndexMap::new();
    let list = node.list("oneOf").into_iter().chain(node.list("anyOf"));
    for (at, raw) in list.filter(|(_, raw)| !is_null(raw)) {
        let target = raw.get("$ref").and_then(Value::as_str);
        let component = target
            .and_then(Pointer::parse)
            .and_then(|at| component_name(&at));
        let mut tags: Vec<String> = mapping
            .iter()
            .filter(|(_, to)| target == Some(as_reference(to).as_str()))
            .map(|(tag, _)| tag.clone())
            .collect();
        if tags.is_empty() && node.data.discriminator.is_some() {
            tags.extend(component.clone());
        }
        let key = target.map_or_else(|| at.to_string(), str::to_owned);
        alternatives.entry(key).or_insert(Alternative {
            at,
            raw,
            component,
            tags,
        });
    }
    alternatives.into_values().collect()
}

fn mapping(node: &Node<'_>) -> Vec<(String, String)> {
    let pairs = node
        .data
        .discriminator
        .iter()
        .flat_map(|found| &found.mapping);
    pairs
        .map(|(tag, target)| (tag.clone(), target.clone()))
        .collect()
}

/// A mapping may name a component without the path to it.
fn as_reference(target: &str) -> String {
    if target.starts_with('#') {
        target.to_owned()
    } else {
        format!("#/components/schemas/{target}")
    }
}

/// Whether an alternative only says that null is allowed.
fn is_null(raw: &Value) -> bool {
    let values = raw.get("enum").and_then(Value::as_array);
    values.is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_null))
}

/// What a variant is named after: its tag, its component, the member that only it demands, or its JSON type.
fn word(all: &[Alternative<'_>], position: usize) -> String {
    let one = &all[position];
    if let Some(name) = one.tags.first().or(one.component.as_ref()) {
        return name.clone();
    }
    let others = || {
        all.iter()
            .enumerate()
            .filter(|(other, _)| *other != position)
    };
    let unique = required(one)
        .find(|name| others().all(|(_, other)| required(other).all(|own| own != *name)));
    if let Some(name) = unique {
        return name.to_owned();
    }
    match one.raw.get("type").and_then(Value::as_str) {
        Some("string") => "text".to_owned(),
        Some("integer") => "whole".to_owned(),
        Some("number") => "number".to_owned(),
        Some("boolean") => "flag".to_owned(),
        Some("array") => "list".to_owned(),
        Some("object") => "object".to_owned(),
        _ => format!("variant_{}", position + 1),
    }
}

fn required<'a>(one: &Alternative<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    one.raw
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}
