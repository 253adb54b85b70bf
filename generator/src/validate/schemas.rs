//! What a schema promises beyond its keywords: values of its type, bounds, a discriminator's targets.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::walk::Walk;
use super::{references, required, suggest};
use crate::diagnostics::Code;
use crate::pointer::{Pointer, Trail};

/// Checks one schema; its parts are checked on their own.
pub(super) fn check(walk: &mut Walk<'_>, schema: &Map<String, Value>, at: &Trail<'_>) {
    check_enum(walk, schema, at);
    check_default(walk, schema, at);
    check_bounds(walk, schema, at);
    check_mapping(walk, schema, at);
    required::check(walk, schema, at);
    if references::contains_itself(walk.document, schema) {
        let message = "the schema is a branch of itself";
        walk.report_with_overlay(Code::WrongReference, at, message, ("break the circle", at));
    }
    let is_array = schema.get("type").and_then(Value::as_str) == Some("array");
    if is_array && !schema.contains_key("items") {
        let message = "an array needs `items`";
        walk.report_with_overlay(Code::MissingKeyword, at, message, ("add it", at));
    }
}

fn check_enum(walk: &mut Walk<'_>, schema: &Map<String, Value>, at: &Trail<'_>) {
    let Some(values) = schema.get("enum").and_then(Value::as_array) else {
        return;
    };
    let kind = schema.get("type").and_then(Value::as_str);
    let list = at.child("enum");
    let mut seen = HashSet::new();
    for (position, value) in values.iter().enumerate() {
        let place = list.index(position);
        if kind.is_some_and(|kind| !value.is_null() && !is_of_type(value, kind)) {
            let message = format!("{value} is not of the type `{}`", kind.unwrap_or_default());
            let advice = ("correct the value or the type", at);
            walk.report_with_overlay(Code::WrongEnumValue, &place, message, advice);
        }
        if !seen.insert(value.to_string()) {
            let message = format!("{value} is in the enum twice");
            let advice = ("remove one", at);
            walk.report_with_overlay(Code::DuplicateEnumValue, &place, message, advice);
        }
    }
}

/// A default beside a reference is one of the schema that the reference means.
fn check_default(walk: &mut Walk<'_>, schema: &Map<String, Value>, at: &Trail<'_>) {
    let Some(default) = schema.get("default").filter(|default| !default.is_null()) else {
        return;
    };
    let document = walk.document;
    let meant = |keyword| references::find(document, schema, keyword);
    let place = at.child("default");
    let kind = meant("type").and_then(Value::as_str);
    if let Some(kind) = kind.filter(|kind| !is_of_type(default, kind)) {
        let message = format!("the default {default} is not of the type `{kind}`");
        let advice = ("correct the default or the type", at);
        walk.report_with_overlay(Code::WrongEnumValue, &place, message, advice);
    } else if let Some(Value::Array(values)) = meant("enum")
        && !values.contains(default)
    {
        let message = format!("the default {default} is not in the enum");
        let advice = ("correct the default or the enum", at);
        walk.report_with_overlay(Code::DefaultNotInEnum, &place, message, advice);
    }
}

fn check_bounds(walk: &mut Walk<'_>, schema: &Map<String, Value>, at: &Trail<'_>) {
    const PAIRS: &[(&str, &str)] = &[
        ("minimum", "maximum"),
        ("minLength", "maxLength"),
        ("minItems", "maxItems"),
        ("minProperties", "maxProperties"),
    ];
    for (least, most) in PAIRS {
        let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
        if let (Some(low), Some(high)) = (bound(least), bound(most))
            && low > high
        {
            let message = format!("no value satisfies `{least}: {low}` and `{most}: {high}`");
            let advice = ("correct one of them", at);
            walk.report_with_overlay(Code::EmptyRange, &at.child(least), message, advice);
        }
    }
}

/// A target is a reference or the bare name of a schema component.
fn check_mapping(walk: &mut Walk<'_>, schema: &Map<String, Value>, at: &Trail<'_>) {
    let discriminator = at.child("discriminator");
    let mapping = schema.get("discriminator").and_then(|it| it.get("mapping"));
    let schemas = Pointer::root().child("components").child("schemas");
    for (tag, target) in mapping.and_then(Value::as_object).into_iter().flatten() {
        let Some(text) = target.as_str() else {
            continue;
        };
        let pointer = Pointer::parse(text).unwrap_or_else(|| schemas.child(text));
        if pointer.lookup(walk.document).is_some_and(Value::is_object) {
            continue;
        }
        let names = schemas.lookup(walk.document).and_then(Value::as_object);
        let names = names
            .into_iter()
            .flat_map(|names| names.keys().map(String::as_str));
        let nearest = pointer
            .last()
            .and_then(|name| suggest::nearest(&name, names));
        let advice = match nearest {
            Some(nearest) => format!("did you mean `{}`? Correct it", schemas.child(nearest)),
            None => "correct the target or remove the entry".to_owned(),
        };
        let message = format!("`{tag}` maps to `{text}`, which is no schema");
        let mapping = discriminator.child("mapping");
        let place = mapping.child(tag);
        let around = (advice.as_str(), &mapping);
        walk.report_with_overlay(Code::DiscriminatorMapping, &place, message, around);
    }
}

fn is_of_type(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "array" => value.is_array(),
        "object" => value.is_object(),
        // A type that does not exist is reported where it stands.
        _ => true,
    }
}
