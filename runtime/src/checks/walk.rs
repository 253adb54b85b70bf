//! From a place in words to the values there.

use std::borrow::Cow;

use super::tree::Tree;

/// Visits each value at the place, with its path.
pub(super) fn walk<'v>(
    value: &'v Tree<'v>,
    place: &'v str,
    path: Cow<'v, str>,
    visit: &mut dyn FnMut(Cow<'v, str>, &'v Tree<'v>),
) {
    if place.is_empty() {
        let path = if path.is_empty() { "$".into() } else { path };
        if !matches!(value, Tree::Null) {
            visit(path, value);
        }
        return;
    }
    let (step, rest) = place.split_once('.').unwrap_or((place, ""));
    match (step, value) {
        ("*", Tree::List(elements)) => {
            for (index, element) in elements.iter().enumerate() {
                walk(element, rest, format!("{path}[{index}]").into(), visit);
            }
        }
        ("*", Tree::Object(members)) => {
            for (name, value) in &members.0 {
                walk(value, rest, member(&path, name), visit);
            }
        }
        (step, Tree::Object(members)) => match step.strip_prefix('?') {
            Some(condition) if applies(condition, value) => walk(value, rest, path, visit),
            Some(_) => {}
            None => {
                if let Some(inner) = members.get(step) {
                    walk(inner, rest, member(&path, step), visit);
                }
            }
        },
        _ => {}
    }
}

/// Whether the object has one of the texts of `tag=a|b` in that member, or a member `name` at all.
fn applies(condition: &str, object: &Tree<'_>) -> bool {
    let Some((tag, wanted)) = condition.split_once('=') else {
        return object.get(condition).is_some();
    };
    let tag = object.text(tag);
    tag.is_some_and(|tag| wanted.split('|').any(|one| one == tag))
}

fn member<'n>(path: &str, name: &'n str) -> Cow<'n, str> {
    match path {
        "" => name.into(),
        path => format!("{path}.{name}").into(),
    }
}
