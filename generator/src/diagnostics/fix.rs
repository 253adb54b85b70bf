//! What settles a finding, and its text to paste.
//!
//! Invariant: the text is complete. Pasted where it belongs, the finding is gone; the tests do just that.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::source::pointer::{Pointer, path_text};
use crate::source::{Format, quoted, yaml};

/// A change of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The value stands at the place, whatever stood there.
    Set(Pointer, Value),
    /// Nothing stands at the place.
    Remove(Pointer),
    /// The value is the last of the list at the place, which may be new.
    Append(Pointer, Value),
    /// Nothing stands at the places that this RFC 9535 path selects.
    RemoveAll(String),
    /// Every reference with this text points to the place.
    Repoint(String, Pointer),
}

/// What settles a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Fix {
    /// Changes of the description, as actions of an overlay.
    Overlay(Vec<Edit>),
    /// An entry of `names.toml`.
    Name {
        /// The table.
        table: String,
        /// What is named.
        key: String,
        /// The name.
        name: String,
        /// Whether the table has an entry for the key, which is to be replaced.
        again: bool,
    },
    /// Changes of the file that the finding is about, which is one of ours.
    Own(Vec<Edit>),
    /// Words on a type, or on members and values of it.
    Words(String, Vec<String>),
    /// Lines of `names.lock.toml` that are given up, each `table.key`.
    Accept(Vec<String>),
}

/// A [`Fix`] with everything that is pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// Where the text belongs.
    pub into: Into,
    /// The text; of an edit that only removes, the place that goes.
    pub text: String,
}

/// Where the text of a [`Remedy`] belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Into {
    /// Among the actions of an overlay.
    Overlay,
    /// Into this table of `names.toml`.
    Names(String),
    /// Into this table of `names.toml`, instead of the entry for the same key.
    NamesAgain(String),
    /// At the end of `accepted.toml`.
    Accepted,
    /// Into the section `types` of a file in `words/`.
    Words,
    /// Instead of what stands at this place of the finding's file.
    Replace(Pointer),
    /// Nowhere: what stands at this place of the finding's file goes.
    Remove(Pointer),
    /// Into a shell.
    Shell,
}

impl Into {
    /// Whether both belong together; else one stands instead of the other.
    #[must_use]
    pub fn goes_with(&self, other: &Self) -> bool {
        let file = |into: &Self| match into {
            Self::Overlay => 0,
            Self::Names(_) | Self::NamesAgain(_) => 1,
            Self::Accepted => 2,
            Self::Replace(_) | Self::Remove(_) => 3,
            Self::Shell => 4,
            Self::Words => 5,
        };
        file(self) == file(other)
    }
}

/// The actions of an overlay that make `edits`; `reason` is why.
pub(super) fn overlay(edits: &[Edit], reason: &str, document: &Value) -> Remedy {
    let actions = edits.iter().flat_map(|edit| actions(edit, document));
    let mut text = String::new();
    for (target, change) in actions {
        let rest = match change {
            Some(update) => json!({ "description": reason, "update": update }),
            None => json!({ "description": reason, "remove": true }),
        };
        let _ = writeln!(text, "  - target: {}", plain(&target));
        for line in yaml::text(&rest).lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    Remedy {
        into: Into::Overlay,
        text,
    }
}

/// A path as YAML reads it, without quotation marks if it can be: it is full of them.
fn plain(path: &str) -> String {
    let is_plain = !path.contains(": ") && !path.contains(" #") && path.is_ascii();
    if is_plain {
        path.to_owned()
    } else {
        Value::from(path).to_string()
    }
}

/// Targets, each with its update; without one it is removed.
fn actions(edit: &Edit, document: &Value) -> Vec<(String, Option<Value>)> {
    let path = |at: &Pointer| at.to_json_path(document);
    match edit {
        Edit::Remove(at) => vec![(path(at), None)],
        Edit::Set(at, value) => set(at, value, document),
        Edit::Append(list, value) => match list.lookup(document) {
            Some(Value::Array(_)) => vec![(path(list), Some(value.clone()))],
            _ => set(list, &json!([value]), document),
        },
        Edit::RemoveAll(path) => vec![(path.clone(), None)],
        Edit::Repoint(from, to) => {
            let target = format!("$..[?@['$ref'] == {}]", path_text(from));
            vec![(target, Some(json!({ "$ref": to.as_str() })))]
        }
    }
}

/// An update merges, so that what is of another kind has to go first. A keyword beside a reference would be ignored: it
/// goes where that leads.
fn set(at: &Pointer, value: &Value, document: &Value) -> Vec<(String, Option<Value>)> {
    let at = &past_references(at, document);
    let is_single = |value: &Value| !value.is_object() && !value.is_array();
    let is_element = at
        .parent()
        .is_some_and(|list| matches!(list.lookup(document), Some(Value::Array(_))));
    let mut actions = Vec::new();
    if let Some(old) = at.lookup(document) {
        let replaces = is_single(old) && is_single(value);
        if replaces && is_element {
            return vec![(at.to_json_path(document), Some(value.clone()))];
        }
        if !replaces {
            actions.push((at.to_json_path(document), None));
        }
    }
    let (mut around, mut update) = (at.clone(), value.clone());
    while let (Some(parent), Some(key)) = (around.parent(), around.last()) {
        around = parent;
        match around.lookup(document) {
            Some(Value::Array(_)) => break,
            Some(_) => {
                update = json!({ key: update });
                break;
            }
            None => update = json!({ key: update }),
        }
    }
    actions.push((around.to_json_path(document), Some(update)));
    actions
}

/// The place of a keyword; if it stands beside a reference, that in what this points at.
fn past_references(at: &Pointer, document: &Value) -> Pointer {
    let mut at = at.clone();
    let mut seen = BTreeSet::new();
    while let (Some(owner), Some(key)) = (at.parent(), at.last()) {
        let target = owner.child("$ref").lookup(document).and_then(Value::as_str);
        let target = target.filter(|_| key != "$ref").and_then(Pointer::parse);
        match target {
            Some(target) if seen.insert(owner) => at = target.child(&key),
            _ => break,
        }
    }
    at
}

/// The entry of `names.toml`.
pub(super) fn name(table: &str, key: &str, name: &str, again: bool) -> Remedy {
    let [key, name] = [key, name].map(quoted);
    let reason = "\"why the rule is wrong\"";
    let into = if again { Into::NamesAgain } else { Into::Names };
    Remedy {
        into: into(table.to_owned()),
        text: format!("{key} = {{ name = {name}, reason = {reason} }}\n"),
    }
}

/// The entry of a file of words.
pub(super) fn words(of: &str, names: &[String]) -> Remedy {
    let texts = names.iter().map(|name| {
        let text = Value::from("what the name leaves open");
        (name.clone(), text)
    });
    let texts: serde_json::Map<String, Value> = texts.collect();
    let mut text = String::new();
    for line in yaml::text(&json!({ of: texts })).lines() {
        let _ = writeln!(text, "  {line}");
    }
    Remedy {
        into: Into::Words,
        text,
    }
}

/// The call that gives up names.
pub(super) fn accept(names: &[String]) -> Remedy {
    let names: Vec<String> = names.iter().map(|name| argument(name)).collect();
    Remedy {
        into: Into::Shell,
        text: format!("cargo xtask names accept {}\n", names.join(" ")),
    }
}

/// A text as one argument for a shell.
fn argument(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-/:".contains(c);
    if text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

/// The entries of `accepted.toml`.
pub(super) fn accepted<'a>(code: &str, places: impl Iterator<Item = &'a Pointer>) -> Remedy {
    let entries = places.map(|at| {
        let at = quoted(at.as_str());
        format!(
            "[[accepted]]\ncode = \"{code}\"\npointer = {at}\nreason = \"why it does no harm\"\n"
        )
    });
    Remedy {
        into: Into::Accepted,
        text: entries.collect::<Vec<_>>().join("\n"),
    }
}

/// An edit of one of our own files; none of those repoints anything.
pub(super) fn own(edit: &Edit, format: Format) -> Option<Remedy> {
    let (at, value) = match edit {
        Edit::Remove(at) => {
            return Some(Remedy {
                into: Into::Remove(at.clone()),
                text: String::new(),
            });
        }
        Edit::Set(at, value) | Edit::Append(at, value) => (at, value),
        Edit::RemoveAll(_) | Edit::Repoint(..) => return None,
    };
    let key = at.last().unwrap_or_default();
    let text = match (format, value) {
        (Format::Toml, Value::String(text)) => format!("{key} = {}\n", quoted(text)),
        (Format::Toml, other) => format!("{key} = {other}\n"),
        _ => yaml::text(&json!({ key: value })),
    };
    Some(Remedy {
        into: Into::Replace(at.clone()),
        text,
    })
}
