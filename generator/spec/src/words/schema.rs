//! Schemas of JSON Schema 2020-12, in the words of OpenAPI 3.0.

use serde_json::{Map, Value, json};

use super::{Words, drop_silently};
use source::pointer::Trail;

type Schema = Map<String, Value>;

/// Keywords that say nothing about values, or nothing that a client could use.
const SILENT: [&str; 8] = [
    "$comment",
    "$id",
    "$schema",
    "$anchor",
    "$dynamicAnchor",
    "$vocabulary",
    "contentMediaType",
    "examples",
];

/// Keywords that only say which values a server refuses.
const JUDGING: [&str; 11] = [
    "not",
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "contentSchema",
];

/// Words beside a reference that document it.
const DOCUMENTING: [&str; 4] = ["$ref", "description", "summary", "title"];

pub(super) fn read(words: &mut Words<'_>, schema: &mut Schema, at: &Trail<'_>) {
    let media = schema.get("contentMediaType").and_then(Value::as_str);
    if media == Some("application/octet-stream") && !schema.contains_key("format") {
        schema.insert("format".to_owned(), "binary".into());
    }
    if let Some(Value::String(_)) = schema.shift_remove("contentEncoding") {
        schema.entry("format").or_insert_with(|| "byte".into());
    }
    drop_silently(schema, &SILENT);
    for name in JUDGING {
        words.drop(
            schema,
            name,
            "it only says which values the server refuses",
            at,
        );
    }
    patterns(words, schema, at);
    for name in ["unevaluatedProperties", "unevaluatedItems"] {
        words.drop(schema, name, "what is unknown is not read anyway", at);
    }
    if schema.contains_key("prefixItems") {
        words.drop(
            schema,
            "prefixItems",
            "the places of a list have one type",
            at,
        );
        schema.entry("items").or_insert_with(|| json!({}));
    }
    constant(schema);
    types(schema);
    for name in ["oneOf", "anyOf"] {
        null_alternatives(schema, name);
    }
    bounds(schema);
    if words.is_newer {
        beside_a_reference(schema);
    }
}

/// An object with patterns instead of names is a map.
fn patterns(words: &mut Words<'_>, schema: &mut Schema, at: &Trail<'_>) {
    let Some(Value::Object(patterns)) = schema.get("patternProperties") else {
        return;
    };
    let is_map = !schema.contains_key("properties") && !schema.contains_key("additionalProperties");
    let mut members = patterns.values();
    match (members.next(), members.next()) {
        (Some(only), None) if is_map => {
            let only = only.clone();
            schema.insert("additionalProperties".to_owned(), only);
            schema.shift_remove("patternProperties");
        }
        _ => words.drop(
            schema,
            "patternProperties",
            "members have names or one type",
            at,
        ),
    }
}

fn constant(schema: &mut Schema) {
    match schema.shift_remove("const") {
        Some(Value::Null) => nullable(schema),
        Some(value) => {
            schema.entry("enum").or_insert_with(|| json!([value]));
        }
        None => {}
    }
    let is_nullable = schema.get("nullable") == Some(&Value::Bool(true));
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !is_nullable
        && values.contains(&Value::Null)
    {
        values.retain(|value| !value.is_null());
        nullable(schema);
    }
}

/// A list of types is one type, or one of several.
fn types(schema: &mut Schema) {
    if schema.get("type") == Some(&json!("null")) {
        schema.shift_remove("type");
        nullable(schema);
    }
    let Some(Value::Array(types)) = schema.get("type") else {
        return;
    };
    let mut left = types.clone();
    left.retain(|one| one != "null");
    if left.len() < types.len() {
        nullable(schema);
    }
    match left.as_slice() {
        [] => drop(schema.shift_remove("type")),
        [one] => drop(schema.insert("type".to_owned(), one.clone())),
        several => {
            let alternatives = several.iter().map(|one| match one.as_str() {
                Some("array") => json!({ "type": "array", "items": schema.get("items").cloned().unwrap_or(json!({})) }),
                _ => json!({ "type": one }),
            });
            let alternatives: Vec<Value> = alternatives.collect();
            drop_silently(schema, &["type", "items"]);
            schema.entry("anyOf").or_insert(Value::Array(alternatives));
        }
    }
}

fn null_alternatives(schema: &mut Schema, name: &str) {
    let Some(Value::Array(alternatives)) = schema.get_mut(name) else {
        return;
    };
    let is_null = |one: &Value| {
        let says = |keyword, value: Value| one.get(keyword) == Some(&value);
        says("type", json!("null"))
            || says("type", json!(["null"]))
            || says("const", Value::Null)
            || says("enum", json!([null]))
    };
    let before = alternatives.len();
    alternatives.retain(|one| !is_null(one));
    let (after, only) = (alternatives.len(), alternatives.first().cloned());
    if after == before {
        return;
    }
    nullable(schema);
    if after <= 1 {
        schema.shift_remove(name);
        let parts: Vec<Value> = only.into_iter().collect();
        if let Some(Value::Array(all)) = schema.get_mut("allOf") {
            all.extend(parts);
        } else if after == 1 {
            schema.insert("allOf".to_owned(), Value::Array(parts));
        }
    }
}

/// In 3.1 a bound that excludes itself is a number, in 3.0 a flag beside the number.
fn bounds(schema: &mut Schema) {
    for (exclusive, bound, is_least) in [
        ("exclusiveMinimum", "minimum", true),
        ("exclusiveMaximum", "maximum", false),
    ] {
        let Some(limit) = schema.get(exclusive).and_then(Value::as_f64) else {
            continue;
        };
        let other = schema.get(bound).and_then(Value::as_f64);
        let is_stricter = other.is_none_or(|other| {
            if is_least {
                limit >= other
            } else {
                limit <= other
            }
        });
        let number = schema.shift_remove(exclusive).unwrap_or_default();
        if is_stricter {
            schema.insert(bound.to_owned(), number);
            schema.insert(exclusive.to_owned(), Value::Bool(true));
        }
    }
}

/// What is beside a reference counts in 3.1.
fn beside_a_reference(schema: &mut Schema) {
    let counts = |name: &String| !DOCUMENTING.contains(&name.as_str()) && !name.starts_with("x-");
    if !schema.contains_key("$ref") || !schema.keys().any(counts) {
        return;
    }
    if let Some(target) = schema.shift_remove("$ref") {
        let target = json!({ "$ref": target });
        match schema.get_mut("allOf") {
            Some(Value::Array(all)) => all.insert(0, target),
            _ => drop(schema.insert("allOf".to_owned(), json!([target]))),
        }
    }
}

fn nullable(schema: &mut Schema) {
    schema.insert("nullable".to_owned(), Value::Bool(true));
}
