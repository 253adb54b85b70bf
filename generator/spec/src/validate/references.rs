//! References: what they point to and what is beside them.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::minimal;
use super::state::Walk;
use super::table::{Kind, Role};
use diagnostics::suggest;
use diagnostics::{Code, Diagnostic, Edit, Fix};
use source::pointer::{Pointer, Trail};

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

/// The branch through which the schema at `at` is a branch of itself, with no property between.
pub(super) fn branch_to_itself(
    document: &Value,
    schema: &Map<String, Value>,
    at: &Pointer,
) -> Option<Pointer> {
    BRANCHES.iter().find_map(|keyword| {
        let list = schema.get(*keyword)?.as_array()?;
        let leads_back = |branch: &Value| {
            let branch = resolve(document, branch).and_then(Value::as_object);
            branch.is_some_and(|branch| leads_to(document, branch, schema))
        };
        let position = list.iter().position(leads_back)?;
        Some(at.child(keyword).index(position))
    })
}

fn leads_to(document: &Value, branch: &Map<String, Value>, schema: &Map<String, Value>) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![branch];
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

/// Checks the text of a `$ref` that is in the object at `at`.
pub(super) fn check(walk: &mut Walk<'_>, kind: Kind, reference: &Value, at: &Trail<'_>) {
    let place = at.child("$ref").pointer();
    // The walk itself reports a reference that is not text in a schema.
    let Some(text) = reference.as_str() else {
        return;
    };
    let document = walk.document;
    let finding = |code, message: String, help: String, edits| {
        let finding = Diagnostic::new(code, &place, message, help);
        finding.fix(Fix::Overlay(edits))
    };
    let Some(pointer) = Pointer::parse(text) else {
        let message = format!("`{text}` points outside the document");
        let help = "add it as a component and point to that".to_owned();
        let edits = as_component(document, kind, text, at);
        walk.add(finding(Code::ForeignReference, message, help, edits).of_cause(text));
        return;
    };
    if pointer.lookup(document).is_none() {
        let (help, edits) = match sibling_like(document, &pointer) {
            Some(nearest) => (
                format!("did you mean `{nearest}`?"),
                vec![Edit::Repoint(text.to_owned(), nearest)],
            ),
            None => (
                "correct it or add what is missing".to_owned(),
                as_component(document, kind, text, at),
            ),
        };
        let message = format!("the document has no `{text}`");
        walk.add(finding(Code::DanglingReference, message, help, edits).of_cause(text));
        return;
    }
    let segments = pointer.segments();
    let is_component = segments.len() == 3 && segments[0] == "components";
    if is_component && Some(segments[1].as_str()) != kind.section() {
        let message = format!("`{text}` is not {}", kind.noun());
        let edits = without(document, kind, at);
        walk.add(finding(
            Code::WrongReference,
            message,
            "correct it".to_owned(),
            edits,
        ));
    } else if is_cycle(document, &pointer) {
        let message = format!("`{text}` leads back to itself");
        let edits = without(document, kind, at);
        walk.add(finding(
            Code::WrongReference,
            message,
            "break the circle".to_owned(),
            edits,
        ));
    }
}

/// A new component called like what `text` names, if there is none, and all references with this text to it.
fn as_component(document: &Value, kind: Kind, text: &str, at: &Trail<'_>) -> Vec<Edit> {
    let last = text.rsplit(['/', '#']).find(|part| !part.is_empty());
    let name: String = last
        .unwrap_or("Missing")
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || ".-_".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let section = kind.section().unwrap_or("schemas");
    let component = Pointer::root()
        .child("components")
        .child(section)
        .child(&name);
    if component == at.pointer() {
        return without(document, kind, at);
    }
    let mut edits = Vec::new();
    if component.lookup(document).is_none() {
        let mut object = minimal::object(kind);
        if kind == Kind::Parameter {
            object["name"] = Value::from(name);
        }
        edits.push(Edit::Set(component.clone(), object));
    }
    if component.as_str() != text {
        edits.push(Edit::Repoint(text.to_owned(), component));
    }
    edits
}

/// The place without its reference: an element or member that need not be there goes, a schema allows anything.
fn without(document: &Value, kind: Kind, at: &Trail<'_>) -> Vec<Edit> {
    let place = at.pointer();
    let is_element = at
        .parent()
        .pointer()
        .lookup(document)
        .is_some_and(Value::is_array);
    match kind {
        Kind::Schema => vec![Edit::Remove(place.child("$ref"))],
        _ if is_element => vec![Edit::Remove(place)],
        _ => vec![Edit::Set(place, minimal::object(kind))],
    }
}

/// Whether some reference has this text.
pub(super) fn are_there(document: &Value, text: &str) -> bool {
    match document {
        Value::Object(members) => {
            members.get("$ref").and_then(Value::as_str) == Some(text)
                || members.values().any(|value| are_there(value, text))
        }
        Value::Array(elements) => elements.iter().any(|value| are_there(value, text)),
        _ => false,
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
            let place = at.child(name);
            let help = "remove it, or put the reference into `allOf`";
            let edits = vec![Edit::Remove(place.pointer())];
            walk.report(Code::IgnoredSibling, &place, message, help, edits);
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

fn is_cycle(document: &Value, pointer: &Pointer) -> bool {
    pointer.lookup(document).is_some_and(|value| {
        value.get("$ref").is_some()
            && resolve(document, value).is_none()
            && !dangles(document, value)
    })
}

/// Whether the chain of references from `value` ends at one that points nowhere; that one is
/// reported where it is.
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
