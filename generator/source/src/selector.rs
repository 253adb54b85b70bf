//! Selectors: an element of a list, named by what it is and not by where it is.
//!
//! Takes a list and a position; gives the step of an RFC 9535 path. Invariant: a filter selects the element alone, so
//! that it stays true when another action has taken its neighbour out.

use std::fmt::Write;

use serde_json::{Map, Value};

/// Members that say what an object is, the most telling first.
const TELLING: [&[&str]; 9] = [
    &["$ref"],
    &["name", "in"],
    &["name"],
    &["operationId"],
    &["title"],
    &["type"],
    &["type", "format"],
    &["url"],
    &["const"],
];

/// The step to an element: a filter, or its position where nothing tells it from the others.
pub(super) fn step(elements: &[Value], position: usize) -> String {
    let alone =
        |filter: &Filter<'_>| elements.iter().filter(|one| filter.selects(one)).count() == 1;
    let filters = elements.get(position).map(candidates).unwrap_or_default();
    let filter = filters.into_iter().find(alone);
    filter.map_or_else(|| format!("[{position}]"), |filter| filter.text())
}

/// A condition that an element meets.
enum Filter<'v> {
    /// It is this value.
    Is(&'v Value),
    /// Members with these values.
    Has(Vec<(&'v str, &'v Value)>),
    /// A way to a member, whatever its value.
    Way(Vec<&'v str>),
}

impl Filter<'_> {
    fn selects(&self, element: &Value) -> bool {
        match self {
            Self::Is(value) => element == *value,
            Self::Has(members) => members
                .iter()
                .all(|(name, value)| element.get(name) == Some(value)),
            Self::Way(way) => way
                .iter()
                .try_fold(element, |at, name| at.get(name))
                .is_some(),
        }
    }

    fn text(&self) -> String {
        let condition = match self {
            Self::Is(value) => format!("@ == {}", literal(value)),
            Self::Has(members) => {
                let all = members.iter();
                let all = all
                    .map(|(name, value)| format!("@{} == {}", member_path(name), literal(value)));
                all.collect::<Vec<_>>().join(" && ")
            }
            Self::Way(way) => {
                let way: String = way.iter().map(|name| member_path(name)).collect();
                format!("@{way}")
            }
        };
        format!("[?{condition}]")
    }
}

fn candidates(element: &Value) -> Vec<Filter<'_>> {
    let Value::Object(members) = element else {
        return if is_single(element) {
            vec![Filter::Is(element)]
        } else {
            Vec::new()
        };
    };
    let telling = TELLING.iter().filter_map(|names| has(members, names));
    let others = members.iter().filter(|(_, value)| is_single(value));
    let others = others.map(|(name, value)| Filter::Has(vec![(name.as_str(), value)]));
    let there = members.keys().map(|name| Filter::Way(vec![name.as_str()]));
    let inner = members
        .iter()
        .filter_map(|(name, value)| Some((name, value.as_object()?)));
    let inner =
        inner.flat_map(|(name, value)| value.keys().map(move |it| Filter::Way(vec![name, it])));
    telling.chain(others).chain(there).chain(inner).collect()
}

fn has<'v>(members: &'v Map<String, Value>, names: &[&'static str]) -> Option<Filter<'v>> {
    let found = names
        .iter()
        .map(|name| Some((*name, members.get(*name).filter(|it| is_single(it))?)));
    found.collect::<Option<Vec<_>>>().map(Filter::Has)
}

fn is_single(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

fn literal(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), path_text)
}

/// The step of a path to a member.
pub(super) fn member_path(name: &str) -> String {
    if is_shorthand(name) {
        return format!(".{name}");
    }
    format!("[{}]", path_text(name))
}

/// A text as RFC 9535 writes it in a path.
#[must_use]
pub fn path_text(text: &str) -> String {
    let mut quoted = String::from("'");
    for character in text.chars() {
        match character {
            '\\' | '\'' => quoted.extend(['\\', character]),
            other if other.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(other));
            }
            other => quoted.push(other),
        }
    }
    quoted + "'"
}

/// Whether a path may name the member after a dot.
fn is_shorthand(name: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic() || c == '_';
    name.starts_with(is_letter) && name.chars().all(|c| is_letter(c) || c.is_ascii_digit())
}
