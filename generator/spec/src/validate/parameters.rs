//! What a parameter promises beyond its keywords.

use serde_json::{Map, Value, json};

use super::state::Walk;
use diagnostics::{Code, Edit};
use source::pointer::Trail;

/// Checks a parameter that is not a reference.
pub(super) fn check(walk: &mut Walk<'_>, parameter: &Map<String, Value>, at: &Trail<'_>) {
    let place = parameter
        .get("in")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if place == "path" && parameter.get("required") != Some(&Value::Bool(true)) {
        let message = "a path parameter needs `required: true`";
        let edits = vec![Edit::Set(at.child("required").pointer(), Value::Bool(true))];
        walk.report(Code::MissingKeyword, at, message, "add it", edits);
    }
    match (
        parameter.contains_key("schema"),
        parameter.contains_key("content"),
    ) {
        (false, false) => {
            let message = "a parameter needs `schema`";
            let schema = json!({ "type": "string" });
            let edits = vec![Edit::Set(at.child("schema").pointer(), schema)];
            walk.report(Code::MissingKeyword, at, message, "add it", edits);
        }
        (true, true) => {
            let message = "a parameter has either `schema` or `content`, not both";
            let edits = vec![Edit::Remove(at.child("content").pointer())];
            walk.report(Code::BadValue, at, message, "remove one of them", edits);
        }
        _ => {}
    }
    check_style(walk, place, parameter, at);
}

fn check_style(walk: &mut Walk<'_>, place: &str, parameter: &Map<String, Value>, at: &Trail<'_>) {
    let Some(style) = parameter.get("style").and_then(Value::as_str) else {
        return;
    };
    let allowed: &[&str] = match place {
        "path" => &["matrix", "label", "simple"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        "cookie" => &["form"],
        _ => return,
    };
    if !allowed.contains(&style) {
        let message = format!("a {place} parameter cannot have the style `{style}`");
        let help = format!("use one of {}, or none", allowed.join(", "));
        let place = at.child("style");
        let edits = vec![Edit::Remove(place.pointer())];
        walk.report(Code::BadValue, &place, message, help, edits);
    }
}
