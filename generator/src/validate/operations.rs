//! Operations: their ids, and path templates against the parameters that are declared.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::references;
use super::walk::Walk;
use crate::diagnostics::Code;
use crate::pointer::{Pointer, Trail};

const METHODS: &[&str] = &[
    "get", "put", "post", "patch", "delete", "head", "options", "trace",
];

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
            walk.report_with_overlay(
                Code::BadValue,
                &at,
                message,
                ("rename the path", at.parent()),
            );
            continue;
        };
        if let Some(other) = templates.insert(anonymous(path), path) {
            let message = format!("`{path}` and `{other}` are the same path");
            let advice = ("merge the two", at.parent());
            walk.report_with_overlay(Code::DuplicatePath, &at, message, advice);
        }
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                let at = at.child(method);
                check_id(walk, operation, &at, &mut ids);
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
    at: &Trail<'_>,
    ids: &mut HashMap<&'v str, Pointer>,
) {
    let Some(id) = operation.get("operationId") else {
        let message = "the operation has no `operationId`";
        walk.report_with_overlay(Code::MissingOperationId, at, message, ("add one", at));
        return;
    };
    // The walk reports an id that is not text.
    let Some(id) = id.as_str() else { return };
    let place = at.child("operationId");
    if let Some(other) = ids.insert(id, at.pointer()) {
        let message = format!("{other} has the id `{id}` too");
        walk.report_with_overlay(
            Code::DuplicateOperationId,
            &place,
            message,
            ("change one", at),
        );
    }
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
        let advice = ("declare the parameter", at);
        walk.report_with_overlay(Code::PathParameterUndeclared, at, message, advice);
    }
    for (name, place) in declared.iter().filter(|(name, _)| !names.contains(name)) {
        walk.report_pointer(
            Code::PathParameterUnused,
            place,
            format!("the path has no `{{{name}}}`"),
            "remove the parameter or rename the path in an overlay",
        );
    }
}

/// Adds the path parameters in the list of a path or an operation; no list may name one twice.
fn declare<'v>(
    walk: &mut Walk<'v>,
    holder: &'v Value,
    at: &Trail<'_>,
    declared: &mut Declared<'v>,
) {
    let mut seen = HashSet::new();
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
        if !seen.insert((place, name)) {
            let message = format!("the {place} parameter `{name}` is declared twice");
            let advice = ("remove one", at.parent().parent());
            walk.report_with_overlay(Code::DuplicateParameter, &at, message, advice);
        }
        if place == "path" {
            declared.insert(name, at.pointer());
        }
    }
}
