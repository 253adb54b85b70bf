//! The alternatives of a union before they have types: which there are, what selects each, and what it is called.

use indexmap::IndexMap;
use serde_json::Value;

use super::{Node, component_name};
use source::pointer::Pointer;

/// One alternative.
#[derive(Clone)]
pub(super) struct Alternative<'a> {
    pub at: Pointer,
    pub raw: &'a Value,
    /// The component that it is or refers to.
    pub component: Option<String>,
    /// The values of the discriminator that select it.
    pub tags: Vec<String>,
}

impl<'a> Alternative<'a> {
    /// What is at a place.
    pub(super) fn new(at: Pointer, raw: &'a Value) -> Self {
        let target = raw.get("$ref").and_then(Value::as_str);
        let target = target.and_then(Pointer::parse);
        let component =
            component_name(&at).or_else(|| target.and_then(|target| component_name(&target)));
        Self {
            at,
            raw,
            component,
            tags: Vec::new(),
        }
    }
}

/// The alternatives that a node lists, each once, with the tags that select it.
pub(super) fn listed<'a>(node: &Node<'a>) -> Vec<Alternative<'a>> {
    let mapping = mapping(node);
    let mut alternatives: IndexMap<String, Alternative<'a>> = IndexMap::new();
    let list = node.list("oneOf").into_iter().chain(node.list("anyOf"));
    for (at, raw) in list.filter(|(_, raw)| !is_null(raw)) {
        let target = raw.get("$ref").and_then(Value::as_str);
        let mut one = Alternative::new(at, raw);
        let tags = mapping.iter();
        let tags = tags.filter(|(_, to)| target == Some(as_reference(to).as_str()));
        one.tags.extend(tags.map(|(tag, _)| tag.clone()));
        // Without an entry of its own an alternative is selected by its name, unless that selects another.
        if one.tags.is_empty() && node.data.discriminator.is_some() {
            let name = one.component.clone();
            let is_other = |name: &String| mapping.iter().any(|(tag, _)| tag == name);
            one.tags.extend(name.filter(|name| !is_other(name)));
        }
        let key = target.map_or_else(|| one.at.to_string(), str::to_owned);
        alternatives.entry(key).or_insert(one);
    }
    alternatives.into_values().collect()
}

/// What each of several alternatives requires, if all require something. Where they are otherwise the same schema, that
/// is all they say.
pub(super) fn requires(node: &Node<'_>) -> Vec<Vec<String>> {
    let list = node.list("oneOf").into_iter().chain(node.list("anyOf"));
    let list = list.filter(|(_, raw)| !is_null(raw));
    let sets: Vec<Vec<String>> = list
        .map(|(at, raw)| {
            let one = Alternative::new(at, raw);
            required(&one).map(str::to_owned).collect()
        })
        .collect();
    let choice = sets.len() > 1 && sets.iter().all(|set| !set.is_empty());
    if choice { sets } else { Vec::new() }
}

/// Whether a node has the members and each of several alternatives says only which of them it requires.
pub(super) fn only_requires(node: &Node<'_>) -> bool {
    let list = || node.list("oneOf").into_iter().chain(node.list("anyOf"));
    let requires = |raw: &Value| {
        let keywords = raw.as_object();
        keywords.is_some_and(|keywords| keywords.keys().eq(["required"]))
    };
    node.raw.contains_key("properties")
        && list().count() > 1
        && list().all(|(_, raw)| requires(raw))
}

pub(super) fn mapping(node: &Node<'_>) -> Vec<(String, String)> {
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
pub(super) fn as_reference(target: &str) -> String {
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

/// What a variant is named after: its tag, its component, the member that only it requires, or its JSON type.
pub(super) fn word(all: &[Alternative<'_>], position: usize) -> String {
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
    let is_list = |one: &Alternative<'_>| json_type(one.raw) == Some("list");
    let other_list = others().any(|(_, other)| is_list(other));
    let item = one.raw.get("items").and_then(json_type);
    match (json_type(one.raw), item) {
        (Some("list"), Some(item)) if other_list => format!("{item}s"),
        (Some(word), _) => word.to_owned(),
        (None, _) => format!("variant_{}", position + 1),
    }
}

/// The word for the JSON type that a schema gives.
fn json_type(raw: &Value) -> Option<&'static str> {
    Some(match raw.get("type")?.as_str()? {
        "string" => "text",
        "integer" => "whole",
        "number" => "number",
        "boolean" => "flag",
        "array" => "list",
        "object" => "object",
        _ => return None,
    })
}

fn required<'a>(one: &Alternative<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    one.raw
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}
