//! References: what they point to and what stands beside them.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::suggest;
use super::table::{Kind, Role};
use super::walk::Walk;
use crate::diagnostics::Code;
use crate::pointer::{Pointer, Trail};

/// Keywords that the generator honours beside a schema's reference, though OpenAPI 3.0 does not.
const HONOURED: &[&str] = &["default", "deprecated", "nullable", "readOnly", "writeOnly"];

/// Follows references from `value` to the object that they mean; `None` if they lead nowhere.
pub(super) fn resolve<'v>(document: &'v Value, value: &'v Value) -> Option<&'v Value> {
    let mut seen = HashSet::new();
    let mut value = value;
    while let Some(reference) = value.get("$ref") {
        let pointer = Pointer::parse(reference.as_str()?)?;
        value = pointer.lookup(document)?;
        if !seen.insert(pointer) {
            return None;
        }
    }
    Some(value)
}

/// The value of `keyword` in the schema, in what it references, or in the parts of its `allOf`.
pub(super) fn find<'v>(
    document: &'v Value,
    schema: &'v Map<String, Value>,
    keyword: &str,
) -> Option<&'v Value> {
    let mut seen = HashSet::new();
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        if !seen.insert(std::ptr::from_ref(schema)) {
            continue;
        }
        if let Some(value) = schema.get(keyword) {
            return Some(value);
        }
        let reference = schema.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(Pointer::parse);
        let target = target.and_then(|pointer| pointer.lookup(document));
        let parts = schema.get("allOf").and_then(Value::as_array);
        let meant = target.into_iter().chain(parts.into_iter().flatten());
        let first = open.len();
        open.extend(meant.filter_map(Value::as_object));
        // What comes first is looked at first.
        open[first..].reverse();
    }
    None
}

/// Keywords whose schemas are this schema, or one of the things that it may be.
pub(super) const BRANCHES: &[&str] = &["allOf", "oneOf", "anyOf"];

/// Whether a schema is a branch of itself with no property between.
pub(super) fn contains_itself(document: &Value, schema: &Map<String, Value>) -> bool {
    let mut seen = HashSet::new();
    let mut open: Vec<&Map<String, Value>> = branches(document, schema).collect();
    while let Some(branch) = open.pop() {
        if std::ptr::eq(branch, schema) {
            return true;
        }
        if seen.insert(std::ptr::from_ref(branch)) {
            open.extend(branches(document, branch));
        }
    }
    false
}

fn branches<'v>(
    document: &'v Value,
    schema: &'v Map<String, Value>,
) -> impl Iterator<Item = &'v Map<String, Value>> {
    let lists = BRANCHES
        .iter()
        .filter_map(|keyword| schema.get(*keyword)?.as_array());
    lists
        .flatten()
        .filter_map(move |branch| resolve(document, branch)?.as_object())
}

/// Checks the text of a `$ref` that stands in the object at `at`.
pub(super) fn check(walk: &mut Walk<'_>, kind: Kind, reference: &Value, at: &Trail<'_>) {
    let place = at.child("$ref");
    // The walk itself reports a reference that is not text in a schema.
    let Some(text) = reference.as_str() else {
        return;
    };
    let Some(pointer) = Pointer::parse(text) else {
        let message = format!("`{text}` points outside the document");
        let advice = ("point it to a component", at);
        walk.report_with_overlay(Code::ForeignReference, &place, message, advice);
        return;
    };
    if pointer.lookup(walk.document).is_none() {
        let advice = match sibling_like(walk.document, &pointer) {
            Some(nearest) => format!("did you mean `{nearest}`? Correct it"),
            None => "correct it or add what is missing".to_owned(),
        };
        let message = format!("the document has no `{text}`");
        walk.report_with_overlay(Code::DanglingReference, &place, message, (&advice, at));
        return;
    }
    let segments = pointer.segments();
    let is_component = segments.len() == 3 && segments[0] == "components";
    if is_component && Some(segments[1].as_str()) != kind.section() {
        let message = format!("`{text}` is not {}", kind.noun());
        walk.report_with_overlay(Code::WrongReference, &place, message, ("correct it", at));
    } else if is_circle(walk.document, &pointer) {
        let message = format!("`{text}` leads back to itself");
        walk.report_with_overlay(
            Code::WrongReference,
            &place,
            message,
            ("break the circle", at),
        );
    }
}

/// Reports keywords beside a reference that nobody honours, unless they repeat what it means.
pub(super) fn check_siblings(walk: &mut Walk<'_>, kind: Kind, value: &Value, at: &Trail<'_>) {
    let document = walk.document;
    let target = resolve(document, value).and_then(Value::as_object);
    for (name, sibling) in value.as_object().into_iter().flatten() {
        if name == "$ref" || name.starts_with("x-") || !is_fact(kind, name) {
            continue;
        }
        let honoured = kind == Kind::Schema && HONOURED.contains(&name.as_str());
        let meant = target.and_then(|target| find(document, target, name));
        let repeats = meant == Some(sibling) || name == "type" && meant.is_none();
        if !honoured && !repeats {
            let message = format!("`{name}` beside a reference says nothing in OpenAPI 3.0");
            let advice = ("remove it, or put the reference into `allOf`", at);
            walk.report_with_overlay(Code::IgnoredSibling, &at.child(name), message, advice);
        }
    }
}

/// Whether `name` is neither text for people nor, in a schema, a keyword that is reported anyway.
fn is_fact(kind: Kind, name: &str) -> bool {
    match kind.members().iter().find(|member| member.name == name) {
        Some(member) => member.role != Role::Prose,
        None => kind != Kind::Schema,
    }
}

/// A reference like `pointer` that exists: the same parent, a similar name.
fn sibling_like(document: &Value, pointer: &Pointer) -> Option<Pointer> {
    let (parent, name) = (pointer.parent()?, pointer.last()?);
    let names = parent
        .lookup(document)?
        .as_object()?
        .keys()
        .map(String::as_str);
    suggest::nearest(&name, names).map(|nearest| parent.child(nearest))
}

fn is_circle(document: &Value, pointer: &Pointer) -> bool {
    pointer.lookup(document).is_some_and(|value| {
        value.get("$ref").is_some()
            && resolve(document, value).is_none()
            && !dangles(document, value)
    })
}

/// Whether the chain of references from `value` ends at one that points nowhere; that one is
/// reported where it stands.
fn dangles(document: &Value, value: &Value) -> bool {
    let mut seen = HashSet::new();
    let mut value = value;
    while let Some(reference) = value.get("$ref") {
        let pointer = reference.as_str().and_then(Pointer::parse);
        let target = pointer
            .as_ref()
            .and_then(|pointer| pointer.lookup(document));
        match (pointer, target) {
            (Some(pointer), Some(target)) if seen.insert(pointer.clone()) => value = target,
            (Some(_), Some(_)) => return false,
            _ => return true,
        }
    }
    false
}
