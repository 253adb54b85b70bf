//! Files to actions. What is not an Overlay 1.0 document is reported, in any run as an error.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::{Action, Change};
use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use source::pointer::Pointer;
use source::{Error, Source, member_text};

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
    let mut invalid = |at: &Pointer, message: String, help: &str, edit: Edit| {
        let finding = Diagnostic::new(Code::OverlayInvalid, at, message, help);
        diagnostics.add(finding.fix(Fix::Own(vec![edit])).in_file(file));
    };
    let root = Pointer::root();
    let document = file.value();
    let version = document
        .get("overlay")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let singles = version.starts_with("1.1.");
    if !singles && !version.starts_with("1.0.") {
        let at = root.child("overlay");
        let message = format!("`{version}` is not a version of Overlay 1");
        let edit = Edit::Set(at.clone(), Value::from("1.1.0"));
        invalid(&at, message, "the generator reads 1.0 and 1.1", edit);
    }
    for keyword in unknown(document, &["overlay", "info", "extends", "actions"]) {
        let at = root.child(keyword);
        let message = format!("an overlay has no `{keyword}`");
        invalid(&at, message, "remove the keyword", Edit::Remove(at.clone()));
    }
    let list = root.child("actions");
    let Some(entries) = document.get("actions").and_then(Value::as_array) else {
        let message = "the overlay has no list of actions".to_owned();
        let edit = Edit::Set(list, Value::Array(Vec::new()));
        invalid(&root, message, "add `actions`", edit);
        return Vec::new();
    };
    let mut actions = Vec::new();
    for (position, entry) in entries.iter().enumerate() {
        let at = list.index(position);
        match action(entry, &at) {
            Ok(action) => actions.push(Action { singles, ..action }),
            Err(refused) => {
                let (message, help, edit) = *refused;
                invalid(&at, message, help, edit);
            }
        }
    }
    actions
}

/// What is wrong with an action, the way out, and what to do about it.
type Refused = (String, &'static str, Edit);

fn action(entry: &Value, at: &Pointer) -> Result<Action, Box<Refused>> {
    let without = || Edit::Remove(at.clone());
    if let Some(keyword) = unknown(entry, &["target", "description", "update", "remove"]).next() {
        return Err(Box::new((
            format!("an action has no `{keyword}`"),
            "remove the keyword",
            Edit::Remove(at.child(keyword)),
        )));
    }
    let text = |name| member_text(entry, name);
    let Some(reason) = text("description") else {
        let help = "add a `description` that says why the action exists";
        let edit = Edit::Set(at.child("description"), "why the action exists".into());
        return Err(Box::new((
            "the action gives no reason".to_owned(),
            help,
            edit,
        )));
    };
    let Some(path) = text("target") else {
        let help = "add a `target`, an RFC 9535 JSONPath, or remove the action";
        return Err(Box::new((
            "the action has no target".to_owned(),
            help,
            without(),
        )));
    };
    let target = target(path, without)?;
    let removes = entry.get("remove") == Some(&Value::Bool(true));
    let change = match (removes, entry.get("update")) {
        (true, _) => Change::Remove,
        (false, Some(update)) => Change::Update(update.clone()),
        (false, None) => {
            let help = "add `update:` or `remove: true`, or remove the action";
            return Err(Box::new((
                "the action changes nothing".to_owned(),
                help,
                without(),
            )));
        }
    };
    Ok(Action {
        at: at.clone(),
        text: path.to_owned(),
        reason: reason.to_owned(),
        target,
        change,
        singles: false,
    })
}

fn target(path: &str, without: impl Fn() -> Edit) -> Result<JsonPath, Box<Refused>> {
    if path.matches("..").count() > 1 {
        return Err(Box::new((
            format!("`{path}` descends more than once with `..`"),
            "name the places on the way: the time to search grows with the power of the steps",
            without(),
        )));
    }
    JsonPath::parse(path).map_err(|error| {
        Box::new((
            format!("`{path}` is not a JSONPath: {error}"),
            "write the target as RFC 9535 says, or remove the action",
            without(),
        ))
    })
}

/// The keywords of `value` that are neither in `known` nor extensions.
fn unknown<'v>(value: &'v Value, known: &'v [&str]) -> impl Iterator<Item = &'v String> {
    let keywords = value.as_object().into_iter().flat_map(Map::keys);
    keywords.filter(|keyword| !keyword.starts_with("x-") && !known.contains(&keyword.as_str()))
}
