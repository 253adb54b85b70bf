//! The query: every declared name that is required, no other name, each in its own style.

use serde_json::Value;

use crate::description::{Parameter, Place, Style};
use crate::shape::Shape;

use super::text::{self, Part};
use super::typed::{self, Member, Unread};
use super::{Case, Verdict};

/// A pair with its name decoded.
struct Pair<'r> {
    name: String,
    raw: &'r str,
}

/// Judges the query.
pub(super) fn judge(case: Case<'_>, query: Option<&str>, verdict: &mut Verdict) {
    let pairs = read(query, verdict);
    for pair in &pairs {
        let declared = |parameter: &Parameter| owns(parameter, &pair.name);
        if !case
            .parameters(Place::Query)
            .any(|(parameter, _)| declared(parameter))
        {
            verdict.find(format!("query {}", pair.name), "is not declared");
        }
    }
    for (parameter, validator) in case.parameters(Place::Query) {
        let own: Vec<_> = pairs
            .iter()
            .filter(|pair| owns(parameter, &pair.name))
            .collect();
        for message in own.iter().filter_map(|pair| untidy(case, parameter, pair)) {
            verdict.note(parameter.to_string(), message);
        }
        if !own.is_empty() {
            verdict.take(parameter, validator, value(case, parameter, &own));
        } else if parameter.required {
            verdict.find(parameter.to_string(), "is missing");
        }
    }
}

fn read<'r>(query: Option<&'r str>, verdict: &mut Verdict) -> Vec<Pair<'r>> {
    let mut pairs = Vec::new();
    for (name, raw) in query.into_iter().flat_map(text::pairs) {
        match text::decode(name, Part::QueryName) {
            Ok(name) if name.is_empty() => verdict.find("query", "a pair without a name"),
            Ok(name) => pairs.push(Pair { name, raw }),
            Err(message) => verdict.find("query", message),
        }
    }
    pairs
}

/// What a pair should look like and does not, although its meaning is plain.
fn untidy(case: Case<'_>, parameter: &Parameter, pair: &Pair<'_>) -> Option<String> {
    let parts = elements(case, parameter, pair.raw).len();
    let shape = Shape::of(case.description, &[&parameter.schema]);
    let is_list = shape.kind == Some("array");
    let has_capitals = pair
        .raw
        .contains(|letter: char| letter.is_ascii_uppercase());
    if shape.kind == Some("boolean") && has_capitals && typed::boolean(pair.raw).is_some() {
        return Some(format!("a boolean has small letters: `{}`", pair.raw));
    }
    let has_comma = is_list && pair.raw.contains(',');
    let rule = match parameter.style {
        Style::Repeated if parts > 1 || has_comma => {
            "the name is repeated for each element, no commas"
        }
        Style::Comma if parts > pair.raw.split(',').count() => {
            "the commas between elements are not encoded"
        }
        _ => return text::untidy(pair.raw, Part::QueryValue),
    };
    Some(format!("{rule}: `{}`", pair.raw))
}

fn owns(parameter: &Parameter, name: &str) -> bool {
    let after = name.strip_prefix(&parameter.name);
    match parameter.style {
        Style::DeepObject => after.is_some_and(|after| after.starts_with('[')),
        Style::Repeated | Style::Comma => after == Some(""),
    }
}

fn value(case: Case<'_>, parameter: &Parameter, pairs: &[&Pair<'_>]) -> Result<Value, Unread> {
    let shape = Shape::of(case.description, &[&parameter.schema]);
    let element = |raw: &str| {
        let text = text::decode(raw, Part::QueryValue)?;
        typed::scalar(case.description, &shape.items, &text)
    };
    match (parameter.style, pairs) {
        (Style::DeepObject, _) => deep_object(case, parameter, pairs),
        (Style::Comma, [pair]) if shape.kind == Some("array") => {
            let parts = elements(case, parameter, pair.raw);
            parts.into_iter().map(element).collect()
        }
        (Style::Repeated, _) if shape.kind == Some("array") => {
            let raws = pairs
                .iter()
                .flat_map(|pair| elements(case, parameter, pair.raw));
            raws.map(element).collect()
        }
        (_, [pair]) => {
            let text = text::decode(pair.raw, Part::QueryValue)?;
            typed::scalar(case.description, &[&parameter.schema], &text)
        }
        (_, pairs) => Err(format!("is given {} times", pairs.len()).into()),
    }
}

/// The elements that one value of a list writes. Clients encode the commas between them, or join what they should
/// repeat; where no element can have a comma, that is what it means.
fn elements<'r>(case: Case<'_>, parameter: &Parameter, raw: &'r str) -> Vec<&'r str> {
    let list = Shape::of(case.description, &[&parameter.schema]);
    if list.kind != Some("array") {
        return vec![raw];
    }
    let items = Shape::of(case.description, &list.items);
    let has_none = items.values.is_some() || items.keyword("pattern").is_some();
    let mut parts = vec![raw];
    for (comma, separates) in [
        (",", has_none || parameter.style == Style::Comma),
        ("%2C", has_none),
        ("%2c", has_none),
    ] {
        if separates {
            parts = parts.iter().flat_map(|part| part.split(comma)).collect();
        }
    }
    parts
}

/// `name[a]=1&name[b][c]=2`.
fn deep_object(
    case: Case<'_>,
    parameter: &Parameter,
    pairs: &[&Pair<'_>],
) -> Result<Value, Unread> {
    let mut members: Vec<Member> = Vec::new();
    for pair in pairs {
        let brackets = &pair.name[parameter.name.len()..];
        let inner = brackets
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        let path: Vec<String> = inner
            .map(|inner| inner.split("][").map(str::to_owned).collect())
            .filter(|path: &Vec<String>| path.iter().all(|name| !name.contains(['[', ']'])))
            .ok_or_else(|| format!("`{}` is no name with brackets", pair.name))?;
        members.push(Member {
            path,
            text: text::decode(pair.raw, Part::QueryValue)?,
        });
    }
    typed::object(case.description, &[&parameter.schema], members)
}
