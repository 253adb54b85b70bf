//! The place of a fact in the patched description: the keyword that says it, found where the lowering looks for it.
//!
//! Invariant: of the places where a text or a default may stand, the one is given whose value the fact has.

use serde_json::Value;

use super::node::Node;
use crate::source::pointer::Pointer;

/// References and compositions are followed so deep.
const DEEPEST: usize = 32;

/// The keywords that make a type what it is, other types left out.
const OF_TYPE: [&str; 8] = [
    "$ref",
    "type",
    "format",
    "nullable",
    "enum",
    "additionalProperties",
    "allOf",
    "discriminator",
];

/// The places of a fact of an item. `outer` is the item that it is a part of.
pub(super) fn of(root: &Value, node: &Node, outer: Option<&Node>, fact: &str) -> Vec<Pointer> {
    let Some(at) = node
        .at
        .as_ref()
        .or(outer.and_then(|outer| outer.at.as_ref()))
    else {
        return Vec::new();
    };
    let value = node.value(fact).unwrap_or_default();
    let keywords: &[&str] = match fact {
        "is" | "type" => return existing(root, at, &OF_TYPE),
        "call" | "words" | "answer" => return vec![at.clone()],
        "merged" => return Pointer::parse(value).into_iter().collect(),
        "required" => return required(root, node, outer, at),
        "auth" | "scopes" => return security(root, at),
        "docs" => return docs(root, node, at, value),
        "defined by" | "encoding" => return at.parent().into_iter().collect(),
        "told by" => return told_by(root, outer, at, value),
        "style" => {
            return present(
                root,
                &at.parent().unwrap_or_else(|| at.clone()),
                &["style", "explode"],
            );
        }
        "tag" => &["tags"],
        "category" => &["x-ratelimit-category"],
        "sandbox" => &["x-sandbox"],
        "windows" => &["x-windows"],
        "summary" => &["summary"],
        "default" => &["default"],
        "bounds" => &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "pattern",
        ],
        "hash" => &["x-hash"],
        "at least" => &["anyOf", "oneOf"],
        "read only" => &["readOnly"],
        "deprecated" => &["deprecated"],
        _ => &[],
    };
    let places = chain(root, at);
    let mut found = places.iter().map(|place| present(root, place, keywords));
    found.find(|places| !places.is_empty()).unwrap_or_default()
}

/// The place of a value of an enum, whose values may be those of several alternatives.
pub(super) fn of_value(root: &Value, outer: &Pointer, value: &str) -> Option<Pointer> {
    let places = reached(root, outer, &["allOf", "oneOf", "anyOf"]);
    places.into_iter().find_map(|place| {
        let list = place.child("enum");
        let values = list.lookup(root)?.as_array()?;
        let is = |one: &Value| {
            one.as_str()
                .map_or_else(|| one.as_i64() == value.parse().ok(), |text| text == value)
        };
        Some(list.index(values.iter().position(is)?))
    })
}

/// A schema and what it is made of: where references lead and what is composed.
pub(super) fn chain(root: &Value, at: &Pointer) -> Vec<Pointer> {
    reached(root, at, &["allOf"])
}

fn reached(root: &Value, at: &Pointer, through: &[&str]) -> Vec<Pointer> {
    let mut places = vec![at.clone()];
    let mut next = 0;
    while let Some(place) = places.get(next).cloned() {
        next += 1;
        let Some(schema) = place.lookup(root).filter(|_| next < DEEPEST) else {
            continue;
        };
        let target = schema.get("$ref").and_then(Value::as_str);
        let parts = through.iter().flat_map(|keyword| {
            let parts = schema.get(*keyword).and_then(Value::as_array);
            let list = place.child(keyword);
            (0..parts.map_or(0, Vec::len)).map(move |part| list.index(part))
        });
        for place in target.and_then(Pointer::parse).into_iter().chain(parts) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    places
}

fn present(root: &Value, at: &Pointer, keywords: &[&str]) -> Vec<Pointer> {
    let places = keywords.iter().map(|keyword| at.child(keyword));
    places
        .filter(|place| place.lookup(root).is_some())
        .collect()
}

/// The keywords of a schema and of all that it leads to.
fn existing(root: &Value, at: &Pointer, keywords: &[&str]) -> Vec<Pointer> {
    let places = chain(root, at).into_iter();
    places
        .flat_map(|place| present(root, &place, keywords))
        .collect()
}

/// The mention in a list of required names, or the flag beside the schema of a parameter or a body.
fn required(root: &Value, node: &Node, outer: Option<&Node>, at: &Pointer) -> Vec<Pointer> {
    if at.last().as_deref() == Some("schema") {
        let levels = if node.key == "body" { 3 } else { 1 };
        let place = up(at, levels).map(|place| place.child("required"));
        let flag = place.filter(|place| place.lookup(root).is_some());
        return flag.into_iter().collect();
    }
    let mention = required_lists(root, at, outer)
        .into_iter()
        .find_map(|list| {
            let names = list.lookup(root)?.as_array()?;
            let position = names.iter().position(|name| name == node.key.as_str())?;
            Some(list.index(position))
        });
    mention.into_iter().collect()
}

/// The places where a list of required names may mention the member at a place.
pub(super) fn required_lists(root: &Value, at: &Pointer, outer: Option<&Node>) -> Vec<Pointer> {
    let outer = outer.and_then(|outer| outer.at.as_ref());
    let around = outer.into_iter().flat_map(|outer| chain(root, outer));
    let places = up(at, 2).into_iter().chain(around);
    places.map(|place| place.child("required")).collect()
}

fn up(at: &Pointer, levels: usize) -> Option<Pointer> {
    (0..levels).try_fold(at.clone(), |at, _| at.parent())
}

/// The member that tells alternatives apart, or the values in its mapping that select one.
fn told_by(root: &Value, outer: Option<&Node>, at: &Pointer, value: &str) -> Vec<Pointer> {
    let Some(union) = outer.and_then(|outer| outer.at.as_ref()) else {
        return present(root, at, &["discriminator"]);
    };
    let mapping = union.child("discriminator").child("mapping");
    let values: Vec<&str> = value.split(", ").collect();
    present(root, &mapping, &values)
}

fn security(root: &Value, at: &Pointer) -> Vec<Pointer> {
    let own = at.child("security");
    let shared = Pointer::root().child("security");
    let found = [own, shared]
        .into_iter()
        .find(|place| place.lookup(root).is_some());
    found.into_iter().collect()
}

/// Our own words about parameters stand in one list, all others beside what they are about.
fn docs(root: &Value, node: &Node, at: &Pointer, value: &str) -> Vec<Pointer> {
    let ours = node.key.split_once('.').map(|(location, name)| {
        Pointer::root()
            .child("x-parameter-docs")
            .child(location)
            .child(name)
    });
    let beside = at.parent().into_iter().chain(chain(root, at));
    let beside = beside.map(|place| place.child("description"));
    let mut places = ours.into_iter().chain(beside);
    let found = places.find(|place| place.lookup(root).and_then(Value::as_str) == Some(value));
    found.into_iter().collect()
}
