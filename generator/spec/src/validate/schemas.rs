//! What a schema promises beyond its keywords: values of its type, bounds, a discriminator's targets.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::state::Walk;
use super::{references, required};
use diagnostics::suggest;
use diagnostics::{Code, Diagnostic, Edit, Fix};
use source::pointer::{Pointer, Trail};
use source::word;

/// Checks one schema; its parts are checked on their own.
pub(super) fn check(walk: &mut Walk<'_>, schema: &Map<String, Value>, at: &Trail<'_>) {
    check_enum(walk, schema, at);
    check_default(walk, schema, at);
    check_bounds(walk, schema, at);
    check_mapping(walk, schema, at);
    required::check(walk, schema, at);
    if let Some(branch) = references::branch_to_itself(walk.document, schema, &at.pointer()) {
        let message = "the schema is a branch of itself";
        let edits = vec![Edit::Remove(branch)];
        walk.report(Code::WrongReference, at, message, "break the circle", edits);
    }
    let is_array = schema.get("type").and_then(Value::as_str) == Some("array");
    if is_array && !schema.contains_key("items") {
        let message = "an array without `items` is a list of any JSON";
        let edits = vec![Edit::Set(at.child("items").pointer(), json!({}))];
        let help = "say what is in the list";
        walk.report(Code::ListOfAnything, at, message, help, edits);
    }
}

fn check_enum(walk: &mut Walk<'_>, schema: &Map<String, Value>, at: &Trail<'_>) {
    let Some(values) = schema.get("enum").and_then(Value::as_array) else {
        return;
    };
    let kind = schema.get("type").and_then(Value::as_str);
    let list = at.child("enum");
    let mut seen = HashMap::new();
    for (position, value) in values.iter().enumerate() {
        let place = list.index(position);
        let fits = |kind: &&str| {
            value.is_null()
                || is_of_type(value, kind)
                || (*kind == "string" && word(value, values).is_some())
        };
        if let Some(kind) = kind.filter(|kind| !fits(kind)) {
            let message = format!("{value} is not of the type `{kind}`");
            let help = "correct the value or the type";
            let edits = vec![in_type(value, kind, &place)];
            walk.report(Code::WrongEnumValue, &place, message, help, edits);
        }
        if let Some(first) = seen.insert(value.to_string(), position) {
            let message = format!("{value} is in the enum twice");
            let at = place.pointer();
            let finding = Diagnostic::new(Code::DuplicateEnumValue, &at, message, "remove one")
                .beside(&list.index(first).pointer(), "the same value")
                .fix(Fix::Overlay(vec![Edit::Remove(at.clone())]));
            walk.add(finding);
        }
    }
}

/// The value in the type that it should have; gone if it has no such form.
fn in_type(value: &Value, kind: &str, at: &Trail<'_>) -> Edit {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    let meant = match kind {
        "string" if !value.is_array() && !value.is_object() => Some(Value::from(text)),
        _ => serde_json::from_str(&text).ok(),
    };
    match meant.filter(|meant| is_of_type(meant, kind)) {
        Some(meant) => Edit::Set(at.pointer(), meant),
        None => Edit::Remove(at.pointer()),
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
        let help = "correct the default or the type";
        let edits = vec![in_type(default, kind, &place)];
        walk.report(Code::WrongEnumValue, &place, message, help, edits);
    } else if let Some(Value::Array(values)) = meant("enum")
        && !values.contains(default)
    {
        let message = format!("the default {default} is not in the enum");
        let help = "correct the default or the enum";
        let edits = vec![Edit::Remove(place.pointer())];
        walk.report(Code::DefaultNotInEnum, &place, message, help, edits);
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
            let (low, high) = (at.child(least).pointer(), at.child(most).pointer());
            let help = "correct one of them";
            let finding = Diagnostic::new(Code::EmptyRange, &low, message, help)
                .beside(&high, "the other bound")
                .fix(Fix::Overlay(vec![Edit::Remove(low.clone())]));
            walk.add(finding);
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
        let mapping = discriminator.child("mapping");
        let place = mapping.child(tag);
        let (help, edit) = match nearest.map(|nearest| schemas.child(nearest)) {
            Some(nearest) => (
                format!("did you mean `{nearest}`?"),
                Edit::Set(place.pointer(), Value::from(nearest.as_str())),
            ),
            None => (
                "correct the target or remove the entry".to_owned(),
                Edit::Remove(place.pointer()),
            ),
        };
        let message = format!("`{tag}` maps to `{text}`, which is no schema");
        walk.report(
            Code::DiscriminatorMapping,
            &place,
            message,
            help,
            vec![edit],
        );
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
        // A type that does not exist is reported where it is.
        _ => true,
    }
}
