//! Operations: their ids, and path templates against the parameters that are declared.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Value, json};

use super::references;
use super::state::Walk;
use super::table::Kind;
use super::walk;
use diagnostics::{Code, Diagnostic, Edit, Fix};
use source::pointer::{Pointer, Trail};
use source::references::METHODS;

/// Checks every path and its operations.
pub(super) fn check(walk: &mut Walk<'_>) {
    let document = walk.document;
    let Some(paths) = document.get("paths").and_then(Value::as_object) else {
        return;
    };
    let root = Trail::Root;
    let at = root.child("paths");
    let mut templates = HashMap::new();
    let mut ids = HashMap::new();
    for (path, item) in paths.iter().filter(|(path, _)| path.starts_with('/')) {
        let at = at.child(path);
        let Some(names) = template_names(path) else {
            let message = format!("the braces of `{path}` are not in pairs");
            let edits = vec![Edit::Remove(at.pointer())];
            walk.report(
                Code::BadValue,
                &at,
                message,
                "rename the path, or remove it",
                edits,
            );
            continue;
        };
        if let Some(other) = templates.insert(anonymous(path), path) {
            let message = format!("`{path}` and `{other}` are the same path");
            let help = "merge the two, or remove one";
            let finding = Diagnostic::new(Code::DuplicatePath, &at.pointer(), message, help)
                .beside(&at.parent().pointer().child(other), "the same path")
                .fix(Fix::Overlay(vec![Edit::Remove(at.pointer())]));
            walk.add(finding);
        }
        for method in METHODS {
            if let Some(operation) = item.get(method).filter(|it| it.is_object()) {
                let at = at.child(method);
                check_id(walk, operation, (path, method), &at, &mut ids);
                check_parameters(walk, &names, item, operation, &at);
            }
        }
    }
}

/// The parameters that a path names; `None` if its braces are not in pairs.
fn template_names(path: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        let (name, after) = rest[open..].strip_prefix('{')?.split_once('}')?;
        if name.contains('{') {
            return None;
        }
        names.push(name);
        rest = after;
    }
    Some(names)
}

/// The path with every parameter called the same.
fn anonymous(path: &str) -> String {
    let parts = path
        .split('{')
        .map(|part| part.split_once('}').map_or(part, |(_, after)| after));
    parts.collect::<Vec<_>>().join("{}")
}

fn check_id<'v>(
    walk: &mut Walk<'_>,
    operation: &'v Value,
    (path, method): (&str, &str),
    at: &Trail<'_>,
    ids: &mut HashMap<&'v str, Pointer>,
) {
    let Some(id) = operation.get("operationId") else {
        let members = operation.as_object();
        if members.is_some_and(|it| walk::is_misspelt(Kind::Operation, it, "operationId")) {
            return;
        }
        let message = "the operation has no `operationId`";
        let id = free_id(walk.document, id_of(path, method));
        let edits = vec![Edit::Set(
            at.child("operationId").pointer(),
            Value::from(id),
        )];
        walk.report(Code::MissingOperationId, at, message, "add one", edits);
        return;
    };
    // The walk reports an id that is not text.
    let Some(id) = id.as_str() else { return };
    let place = at.child("operationId");
    if let Some(other) = ids.insert(id, at.pointer()) {
        let message = format!("{other} has the id `{id}` too");
        let at = place.pointer();
        let other_id = free_id(walk.document, id.to_owned());
        let edit = Edit::Set(at.clone(), Value::from(other_id));
        let finding = Diagnostic::new(Code::DuplicateOperationId, &at, message, "change one")
            .beside(&other.child("operationId"), "the same id")
            .fix(Fix::Overlay(vec![edit]));
        walk.add(finding);
    }
}

/// An id that says what the path and the method do: `boards_pins/get`.
fn id_of(path: &str, method: &str) -> String {
    let segments = path
        .split('/')
        .filter(|it| !it.is_empty() && !it.contains('{'));
    let words: Vec<&str> = segments.collect();
    format!("{}/{method}", words.join("_"))
}

/// The id, with a number if an operation has it.
fn free_id(document: &Value, id: String) -> String {
    let paths = document.get("paths").and_then(Value::as_object);
    let items = paths
        .into_iter()
        .flatten()
        .filter_map(|(_, item)| item.as_object());
    let ids: HashSet<&str> = items
        .flatten()
        .filter_map(|(_, operation)| operation.get("operationId")?.as_str())
        .collect();
    if !ids.contains(id.as_str()) {
        return id;
    }
    let mut count = 2;
    while ids.contains(format!("{id}_{count}").as_str()) {
        count += 1;
    }
    format!("{id}_{count}")
}

/// The declared path parameters of an operation and where each is declared.
type Declared<'v> = BTreeMap<&'v str, Pointer>;

fn check_parameters<'v>(
    walk: &mut Walk<'v>,
    names: &[&str],
    item: &'v Value,
    operation: &'v Value,
    at: &Trail<'_>,
) {
    let mut declared = Declared::new();
    declare(walk, item, at.parent(), &mut declared);
    declare(walk, operation, at, &mut declared);
    for name in names.iter().filter(|name| !declared.contains_key(**name)) {
        let message = format!("the path names `{{{name}}}`, but no path parameter has this name");
        let parameter = json!({
            "name": name, "in": "path", "required": true, "schema": { "type": "string" },
        });
        let edits = vec![Edit::Append(at.child("parameters").pointer(), parameter)];
        let help = "declare the parameter";
        walk.report(Code::PathParameterUndeclared, at, message, help, edits);
    }
    for (name, place) in declared.iter().filter(|(name, _)| !names.contains(name)) {
        let message = format!("the path has no `{{{name}}}`");
        let help = "remove the parameter, or rename the path";
        let finding = Diagnostic::new(Code::PathParameterUnused, place, message, help);
        walk.add(finding.fix(Fix::Overlay(vec![Edit::Remove(place.clone())])));
    }
}

/// Adds the path parameters in the list of a path or an operation; no list may name one twice.
fn declare<'v>(
    walk: &mut Walk<'v>,
    holder: &'v Value,
    at: &Trail<'_>,
    declared: &mut Declared<'v>,
) {
    let mut seen = HashMap::new();
    let at = at.child("parameters");
    let list = holder
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    for (position, parameter) in list.enumerate() {
        let document = walk.document;
        let Some(parameter) = references::resolve(document, parameter) else {
            continue;
        };
        let text = |keyword| parameter.get(keyword).and_then(Value::as_str);
        let (Some(place), Some(name)) = (text("in"), text("name")) else {
            continue;
        };
        let at = at.index(position);
        if let Some(first) = seen.insert((place, name), position) {
            let message = format!("the {place} parameter `{name}` is declared twice");
            let (list, at) = (at.parent().pointer(), at.pointer());
            let finding = Diagnostic::new(Code::DuplicateParameter, &at, message, "remove one")
                .beside(&list.index(first), "declared here first")
                .fix(Fix::Overlay(vec![Edit::Remove(at.clone())]));
            walk.add(finding);
        }
        if place == "path" {
            declared.insert(name, at.pointer());
        }
    }
}
