//! Left out: `left-out.toml`, the operations that the client does without.
//!
//! Takes the patched value; gives it without these operations. Invariant: every entry gives a reason, and in a strict
//! run every entry names an operation.
//!
//! ```toml
//! [[operation]]
//! id = "pins/stream"
//! reason = "…"
//! ```

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;

use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use source::pointer::Pointer;
use source::references::operations;
use source::{Source, member_text};

/// Takes the operations out of the description; gives their ids, each with its reason.
pub fn apply(
    file: &Arc<Source>,
    document: &mut Value,
    strict: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, String)> {
    let mut left_out = Vec::new();
    let entries = file.value().get("operation").and_then(Value::as_array);
    for (position, entry) in entries.into_iter().flatten().enumerate() {
        let at = Pointer::root().child("operation").index(position);
        let text = |name| member_text(entry, name);
        let Some((id, reason)) = text("id").zip(text("reason")) else {
            let (name, value) = match text("id") {
                Some(_) => ("reason", "why the client does without it"),
                None => ("id", "the id of an operation"),
            };
            let message = format!("the entry has no `{name}`");
            let help = "an entry has the `id` of an operation and a `reason`";
            let edit = match name {
                "reason" => Edit::Set(at.child(name), value.into()),
                _ => Edit::Remove(at.clone()),
            };
            let finding = Diagnostic::new(Code::LeftOutInvalid, &at, message, help);
            diagnostics.add(finding.fix(Fix::Own(vec![edit])).in_file(file));
            continue;
        };
        let is_known = left_out.iter().any(|(known, _)| known == id);
        if is_known {
            continue;
        }
        if without(document, &[id]) {
            left_out.push((id.to_owned(), reason.to_owned()));
        } else {
            let message = format!("there is no operation `{id}`");
            let finding = Diagnostic::new(Code::LeftOutUnused, &at, message, "remove the entry");
            let finding = finding.fix(Fix::Own(vec![Edit::Remove(at)]));
            diagnostics.add(finding.in_file(file).error_if(strict));
        }
    }
    left_out
}

/// Takes operations out, each by its id or by method and path; tells whether any was there.
pub fn without(document: &mut Value, names: &[impl AsRef<str>]) -> bool {
    let places: Vec<Pointer> = operations(document)
        .filter(|(_, name, call)| {
            names
                .iter()
                .any(|one| one.as_ref() == name || one.as_ref() == call)
        })
        .map(|(at, ..)| at)
        .collect();
    for at in &places {
        let (Some(item), Some(method)) = (at.parent(), at.last()) else {
            continue;
        };
        if let Some(Value::Object(item)) = document.pointer_mut(&item.as_str()[1..]) {
            item.shift_remove(&method);
        }
    }
    // What a path says for its operations is of no use without them.
    let used: HashSet<Pointer> = operations(document)
        .filter_map(|(at, ..)| at.parent())
        .collect();
    let items: HashSet<Pointer> = places.iter().filter_map(Pointer::parent).collect();
    for item in items.difference(&used) {
        if let (Some(paths), Some(path)) = (document.get_mut("paths"), item.last())
            && let Some(paths) = paths.as_object_mut()
        {
            paths.shift_remove(&path);
        }
    }
    !places.is_empty()
}
