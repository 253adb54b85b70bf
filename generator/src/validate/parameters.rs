//! What a parameter promises beyond its keywords.

use serde_json::{Map, Value};

use super::walk::Walk;
use crate::diagnostics::Code;
use crate::pointer::Trail;

/// Checks a parameter that is not a reference.
pub(super) fn check(walk: &mut Walk<'_>, parameter: &Map<String, Value>, at: &Trail<'_>) {
    let place = parameter
        .get("in")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if place == "path" && parameter.get("required") != Some(&Value::Bool(true)) {
        let message = "a path parameter needs `required: true`";
        walk.report_with_overlay(Code::MissingKeyword, at, message, ("add it", at));
    }
    match (
        parameter.contains_key("schema"),
        parameter.contains_key("content"),
    ) {
        (false, false) => {
            let message = "a parameter needs `schema`";
            walk.report_with_overlay(Code::MissingKeyword, at, message, ("add it", at));
        }
        (true, true) => {
            let message = "a parameter has either `schema` or `content`, not both";
            walk.report_with_overlay(Code::BadValue, at, message, ("remove one of them", at));
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
        let advice = format!("use one of {}", allowed.join(", "));
        walk.report_with_overlay(Code::BadValue, &at.child("style"), message, (&advice, at));
    }
}
