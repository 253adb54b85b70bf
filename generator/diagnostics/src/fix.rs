//! What settles a finding, and its text to paste.
//!
//! Invariant: the text is complete. Pasted where it belongs, the finding is gone; the tests do just that.

use std::fmt::Write;

use serde_json::{Value, json};

use super::Effect;
use super::actions::actions;
use source::pointer::Pointer;
use source::{Format, quoted, yaml};

/// A change of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The value is at the place, whatever was there.
    Set(Pointer, Value),
    /// Nothing is at the place.
    Remove(Pointer),
    /// The value is the last of the list at the place, which may be new.
    Append(Pointer, Value),
    /// Nothing is at the places that this RFC 9535 path selects.
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
    pub into: FixTarget,
    /// The text; of an edit that only removes, the place that goes.
    pub text: String,
    /// What it changes for callers.
    pub effect: Effect,
}

/// Where the text of a [`Remedy`] belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FixTarget {
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
    /// Instead of what is at this place of the finding's file.
    Replace(Pointer),
    /// Nowhere: what is at this place of the finding's file goes.
    Remove(Pointer),
    /// Into `left-out.toml`.
    LeftOut,
    /// Into a shell: these lines of `names.lock.toml`, each `table.key`, are given up.
    Shell(Vec<String>),
}

impl FixTarget {
    /// Whether both belong together; else one replaces the other.
    #[must_use]
    pub fn goes_with(&self, other: &Self) -> bool {
        let file = |into: &Self| match into {
            Self::Overlay => 0,
            Self::Names(_) | Self::NamesAgain(_) => 1,
            Self::Accepted => 2,
            Self::Replace(_) | Self::Remove(_) => 3,
            Self::Shell(_) => 4,
            Self::LeftOut => 5,
            Self::Words => 6,
        };
        file(self) == file(other)
    }
}

/// The actions of an overlay that make `edits`; `reason` is why.
pub(super) fn overlay(edits: &[Edit], reason: &str, document: &Value, effect: Effect) -> Remedy {
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
        into: FixTarget::Overlay,
        text,
        effect,
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

/// The entry of `names.toml`.
pub(super) fn name(table: &str, key: &str, name: &str, again: bool) -> Remedy {
    let [key, name] = [key, name].map(quoted);
    let reason = "\"why the rule is wrong\"";
    let into = if again {
        FixTarget::NamesAgain
    } else {
        FixTarget::Names
    };
    Remedy {
        into: into(table.to_owned()),
        effect: Effect::Names,
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
        into: FixTarget::Words,
        text,
        effect: Effect::Nothing,
    }
}

/// The call that gives up names.
pub(super) fn accept(names: &[String]) -> Remedy {
    let quoted: Vec<String> = names.iter().map(|name| argument(name)).collect();
    Remedy {
        into: FixTarget::Shell(names.to_vec()),
        text: format!("cargo xtask names accept {}\n", quoted.join(" ")),
        effect: Effect::Breaks,
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
        into: FixTarget::Accepted,
        effect: Effect::Nothing,
        text: entries.collect::<Vec<_>>().join("\n"),
    }
}

/// The entries of `left-out.toml`.
pub(super) fn left_out(operations: &[String]) -> Remedy {
    let entries = operations.iter().map(|id| {
        let id = quoted(id);
        format!("[[operation]]\nid = {id}\nreason = \"why the client does without it\"\n")
    });
    Remedy {
        into: FixTarget::LeftOut,
        text: entries.collect::<Vec<_>>().join("\n"),
        effect: Effect::LeavesOut,
    }
}

/// An edit of one of our own files; none of those repoints anything.
pub(super) fn own(edit: &Edit, format: Format) -> Option<Remedy> {
    let (at, value) = match edit {
        Edit::Remove(at) => {
            return Some(Remedy {
                into: FixTarget::Remove(at.clone()),
                text: String::new(),
                effect: Effect::Nothing,
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
        into: FixTarget::Replace(at.clone()),
        text,
        effect: Effect::Nothing,
    })
}
