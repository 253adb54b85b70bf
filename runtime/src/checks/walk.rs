//! From a place in words to the values there.

use serde_json::Value;

/// Visits each value at the place, with its path.
pub(super) fn walk(
    value: &Value,
    steps: &[&str],
    path: String,
    visit: &mut dyn FnMut(String, &Value),
) {
    let Some((step, rest)) = steps.split_first() else {
        let path = if path.is_empty() {
            "$".to_owned()
        } else {
            path
        };
        if !value.is_null() {
            visit(path, value);
        }
        return;
    };
    match (*step, value) {
        ("*", Value::Array(elements)) => {
            for (index, element) in elements.iter().enumerate() {
                walk(element, rest, format!("{path}[{index}]"), visit);
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

/// Whether the object has one of the texts of `tag=a|b` in that member.
fn applies(condition: &str, object: &Value) -> bool {
    let (tag, wanted) = condition.split_once('=').unwrap_or((condition, ""));
    let tag = object.get(tag).and_then(Value::as_str);
    tag.is_some_and(|tag| wanted.split('|').any(|one| one == tag))
}

fn member(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    }
}
