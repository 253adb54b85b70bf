//! Follow: what has another name now, and the entries of our own files that go along with it.
//!
//! Takes what the diff and the lock know; gives for an entry the name that it has to have. Invariant: two entries never
//! come to be about one thing, since only people know what to say then.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Incoming;
use diagnostics::Code;
use model::words;
use rust::lock::Locked;
use source::Source;
use source::pointer::Pointer;
use spec::overlay::lists::{lists, with_names};

/// What has another name, in each way in which our files name things: the old and the new text.
pub(super) struct Renames {
    /// Pointers, the innermost first.
    places: Vec<(String, String)>,
    /// JSONPath, likewise.
    paths: Vec<(String, String)>,
    /// What has another name at the same place: the JSONPath of what is around, and both names.
    siblings: Vec<(String, String, String)>,
    /// What our words call types and operations.
    words: Vec<(String, String)>,
    /// What our words are about by now.
    said: BTreeSet<Said>,
}

/// A section or table of our words, and what it is about.
type Said = (String, String);

/// A name in an entry, and the one that it has to have.
#[derive(Clone)]
pub(super) struct Followed {
    /// What has the name or is called so: a key, an element, or the member that has it.
    pub(super) at: Pointer,
    pub(super) old: String,
    pub(super) new: String,
}

impl Followed {
    pub(super) fn into_words(self) -> (Pointer, String, String) {
        (self.at, self.old, self.new)
    }
}

impl Renames {
    pub(super) fn new(
        locked: Option<&Locked>,
        incoming: Option<&Incoming>,
        said: BTreeSet<Said>,
    ) -> Self {
        let known = locked.into_iter().flat_map(|locked| &locked.relocated);
        let reported = incoming.into_iter().flat_map(|incoming| &incoming.renamed);
        let mut all: Vec<&(Pointer, Pointer)> = reported.chain(known).collect();
        all.sort_by_key(|(old, _)| std::cmp::Reverse(old.segments().len()));
        let each = |text: fn(&Pointer) -> Option<String>| {
            let pairs = all
                .iter()
                .filter_map(|(old, new)| Some((text(old)?, text(new)?)));
            pairs.collect()
        };
        let mut words: Vec<(String, String)> = each(words::name);
        words.extend(
            locked
                .into_iter()
                .flat_map(|locked| locked.other_words.clone()),
        );
        words.sort_by_key(|(old, _)| std::cmp::Reverse(old.len()));
        let siblings = all.iter().filter_map(|(old, new)| {
            let around = old
                .parent()
                .filter(|around| new.parent().as_ref() == Some(around))?;
            Some((around.to_json_path(&Value::Null), old.last()?, new.last()?))
        });
        Self {
            siblings: siblings.collect(),
            places: each(|at| Some(at.to_string())),
            paths: each(|at| Some(at.to_json_path(&Value::Null))),
            words,
            said,
        }
    }

    /// The name that an entry has to have, if what it is about has another one now; nothing if its place is `known`.
    pub(super) fn follow(
        &mut self,
        code: Code,
        entry: &Pointer,
        source: &Source,
        known: impl Fn(&Pointer) -> bool,
    ) -> Option<Followed> {
        let (at, old) = naming(code, entry, source).filter(|(at, _)| !known(at))?;
        let new =
            match code {
                Code::OverlayUnmatched => elsewhere(&old, &self.paths, &['.', '['])
                    .or_else(|| listed(&old, &self.siblings)),
                Code::AcceptedUnused => elsewhere(&old, &self.places, &['/']),
                Code::LeftOutUnused => elsewhere(&old, &self.words, &[]),
                Code::NameUnused => elsewhere(&old, &self.places, &['/'])
                    .or_else(|| elsewhere(&old, &self.words, &[])),
                Code::WordsUnused => elsewhere(&old, &self.words, &['.']),
                _ => None,
            }?;
        let is_free = if code == Code::WordsUnused {
            self.said.insert((section(&at)?, new.clone()))
        } else {
            !is_taken(&old, &new, &at, source)
        };
        is_free.then_some(Followed { at, old, new })
    }
}

/// Where an entry says what it is about, and how it calls that.
fn naming(code: Code, entry: &Pointer, source: &Source) -> Option<(Pointer, String)> {
    let member = |name: &str| {
        let at = entry.child(name);
        let text = at.lookup(source.value())?.as_str()?.to_owned();
        Some((at, text))
    };
    match code {
        Code::OverlayUnmatched if entry.last()? == "target" => Some((
            entry.clone(),
            entry.lookup(source.value())?.as_str()?.to_owned(),
        )),
        Code::OverlayUnmatched => member("target"),
        Code::AcceptedUnused => member("pointer"),
        Code::LeftOutUnused => member("id"),
        Code::NameUnused => Some((entry.clone(), entry.last()?)),
        Code::WordsUnused => match entry.segments().as_slice() {
            [section, key] if section == "examples" => Some((entry.clone(), key.clone())),
            [section, of, _] if ["types", "shown", "aliases"].contains(&section.as_str()) => {
                Some((entry.parent()?, of.clone()))
            }
            [section, .., _] if ["values", "left_out"].contains(&section.as_str()) => {
                // An element; a key is a value of an enum.
                entry.last()?.parse::<usize>().ok()?;
                let text = entry.lookup(source.value())?.as_str()?.to_owned();
                Some((entry.clone(), text))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The name of what is, or is inside, something that has another name now.
fn elsewhere(old: &str, renamed: &[(String, String)], inside: &[char]) -> Option<String> {
    renamed.iter().find_map(|(was, is)| {
        let rest = old.strip_prefix(was.as_str())?;
        let is_it = rest.is_empty() || rest.starts_with(inside);
        let new = format!("{is}{rest}");
        (is_it && new != old).then_some(new)
    })
}

/// A target with the names of now in its lists.
fn listed(target: &str, siblings: &[(String, String, String)]) -> Option<String> {
    let mut text = target.to_owned();
    // From the back, so that earlier lists stay where they are.
    for list in lists(target).into_iter().rev() {
        let name = |name: &&'_ str| -> String {
            let now = siblings.iter().find(|(around, old, new)| {
                around == list.before && old == name && !list.names.contains(&new.as_str())
            });
            now.map_or_else(|| (*name).to_owned(), |(_, _, new)| new.clone())
        };
        let names: Vec<String> = list.names.iter().map(name).collect();
        text = with_names(&text, &list, names.iter().map(String::as_str));
    }
    (text != target).then_some(text)
}

/// Whether another entry has the name already.
fn is_taken(old: &str, new: &str, at: &Pointer, source: &Source) -> bool {
    let value = |at: &Pointer| at.lookup(source.value());
    let has_name = value(at).is_some_and(|value| value == old);
    match at.parent().as_ref().and_then(value) {
        Some(Value::Object(_)) if has_name => source.text().contains(&format!("{new}\n")),
        Some(Value::Object(members)) => members.contains_key(new),
        _ => false,
    }
}

/// The section of our words that a place is in, or the table of values.
fn section(at: &Pointer) -> Option<String> {
    let segments = at.segments();
    let is_table = segments.first()? == "values";
    segments.into_iter().nth(usize::from(is_table))
}

/// Everything that our words are about, as far as it can have another name.
pub(super) fn said<'s>(files: impl Iterator<Item = &'s Source>) -> BTreeSet<Said> {
    let mut said = BTreeSet::new();
    let mut add = |at: &Pointer, name: &str| {
        said.extend(section(at).map(|section| (section, name.to_owned())));
    };
    for file in files {
        for (section, entries) in members(file.value()) {
            let at = Pointer::root().child(section);
            for (key, value) in members(entries) {
                let at = at.child(key);
                let elements = match section.as_str() {
                    "values" => &value["types"],
                    "left_out" => value,
                    _ => {
                        add(&at, key);
                        continue;
                    }
                };
                let elements = elements.as_array().into_iter().flatten();
                elements
                    .filter_map(Value::as_str)
                    .for_each(|name| add(&at, name));
            }
        }
    }
    said
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}
