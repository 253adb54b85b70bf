//! Files to actions. What is not an Overlay 1.0 document is reported, in any run as an error.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::{Action, Change};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::source::{Error, Source};

/// The overlay documents of `folder` in file-name order.
pub(super) fn paths(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let list = || -> std::io::Result<Vec<PathBuf>> {
        std::fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect()
    };
    let mut paths = list().map_err(|error| Error::of_file(folder, &error))?;
    paths.retain(|path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        matches!(extension, Some("yaml" | "yml" | "json"))
    });
    paths.sort();
    Ok(paths)
}

/// The well-formed actions of `file`.
pub(super) fn actions(file: &Arc<Source>, diagnostics: &mut Diagnostics) -> Vec<Action> {
    let mut invalid = |at: &Pointer, message: String, help: &str| {
        let finding = Diagnostic::new(Code::OverlayInvalid, at, message, help);
        diagnostics.add(finding.in_file(file));
    };
    let root = Pointer::root();
    let document = file.value();
    let version = document
        .get("overlay")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if !version.starts_with("1.0.") {
        let message = format!("`{version}` is not a version of Overlay 1.0");
        invalid(
            &root.child("overlay"),
            message,
            "begin the file with `overlay: 1.0.0`",
        );
    }
    for keyword in unknown(document, &["overlay", "info", "extends", "actions"]) {
        let message = format!("an overlay has no `{keyword}`");
        invalid(&root.child(keyword), message, "remove the keyword");
    }
    let Some(entries) = document.get("actions").and_then(Value::as_array) else {
        invalid(
            &root,
            "the overlay has no list of actions".to_owned(),
            "add `actions:`",
        );
        return Vec::new();
    };
    let mut actions = Vec::new();
    for (position, entry) in entries.iter().enumerate() {
        let at = root.child("actions").index(position);
        match action(entry, &at) {
            Ok(action) => actions.push(action),
            Err((message, help)) => invalid(&at, message, help),
        }
    }
    actions
}

fn action(entry: &Value, at: &Pointer) -> Result<Action, (String, &'static str)> {
    if let Some(keyword) = unknown(entry, &["target", "description", "update", "remove"]).next() {
        return Err((
            format!("an action has no `{keyword}`"),
            "remove the keyword",
        ));
    }
    let text = |name: &str| {
        entry
            .get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    let Some(reason) = text("description") else {
        let help = "add a `description` that says why the action exists";
        return Err(("the action gives no reason".to_owned(), help));
    };
    let Some(path) = text("target") else {
        let help = "add a `target`, an RFC 9535 JSONPath";
        return Err(("the action has no target".to_owned(), help));
    };
    if path.matches("..").count() > 1 {
        let help =
            "name the places on the way: the time to search grows with the power of the steps";
        return Err((format!("`{path}` descends more than once with `..`"), help));
    }
    let target = JsonPath::parse(path).map_err(|error| {
        (
            format!("`{path}` is not a JSONPath: {error}"),
            "write the target as RFC 9535 says",
        )
    })?;
    let removes = entry.get("remove") == Some(&Value::Bool(true));
    let change = match (removes, entry.get("update")) {
        (true, _) => Change::Remove,
        (false, Some(update)) => Change::Update(update.clone()),
        (false, None) => {
            let help = "add `update:` or `remove: true`";
            return Err(("the action changes nothing".to_owned(), help));
        }
    };
    Ok(Action {
        at: at.clone(),
        text: path.to_owned(),
        reason: reason.to_owned(),
        target,
        change,
    })
}

/// The keywords of `value` that are neither in `known` nor extensions.
fn unknown<'v>(value: &'v Value, known: &'v [&str]) -> impl Iterator<Item = &'v String> {
    let keywords = value.as_object().into_iter().flat_map(Map::keys);
    keywords.filter(|keyword| !keyword.starts_with("x-") && !known.contains(&keyword.as_str()))
}
