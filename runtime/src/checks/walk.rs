//! From a place in words to the values there.

use std::borrow::Cow;

use serde_json::Value;

/// Visits each value at the place, with its path.
pub(super) fn walk<'v>(
    value: &'v Value,
    place: &'v str,
    path: Cow<'v, str>,
    visit: &mut dyn FnMut(Cow<'v, str>, &'v Value),
) {
    if place.is_empty() {
        let path = if path.is_empty() { "$".into() } else { path };
        if !value.is_null() {
            visit(path, value);
        }
        return;
    }
    let (step, rest) = place.split_once('.').unwrap_or((place, ""));
    match (step, value) {
        ("*", Value::Array(elements)) => {
            for (index, element) in elements.iter().enumerate() {
                walk(element, rest, format!("{path}[{index}]").into(), visit);
            }
        }
        ("*", Value::Object(members)) => {
            for (name, value) in members {
                walk(value, rest, member(&path, name), visit);
            }
        }
        (step, Value::Object(members)) => match step.strip_prefix('?') {
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
fn applies(condition: &str, object: &Value) -> bool {
    let Some((tag, wanted)) = condition.split_once('=') else {
        return object.get(condition).is_some();
    };
    let tag = object.get(tag).and_then(Value::as_str);
    tag.is_some_and(|tag| wanted.split('|').any(|one| one == tag))
}

fn member<'n>(path: &str, name: &'n str) -> Cow<'n, str> {
    match path {
        "" => name.into(),
        path => format!("{path}.{name}").into(),
    }
}
