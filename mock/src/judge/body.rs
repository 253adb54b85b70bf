//! The body: there where it is declared, of the declared media type, valid.

use serde_json::Value;

use crate::description::Body;

use super::headers::values;
use super::text::{self, Part};
use super::typed::{self, Member, Unread};
use super::{Case, Request, Verdict, json};

/// The media type of a form.
const FORM: &str = "application/x-www-form-urlencoded";

/// Judges the body and the header that names its type.
pub(super) fn judge(case: Case<'_>, request: &Request, verdict: &mut Verdict) {
    let types = values(&request.headers, "content-type");
    let (Some(body), Some(validator)) = (&case.operation.body, &case.rules.body) else {
        if !request.body.is_empty() {
            verdict.note("body", "is not declared");
        }
        if !types.is_empty() {
            verdict.note("header content-type", "there is no body to describe");
        }
        return;
    };
    if request.body.is_empty() {
        verdict.find("body", "is missing");
        return;
    }
    let sent = types
        .iter()
        .map(|value| value.split(';').next().unwrap_or_default().trim());
    if !sent.eq([body.media_type.as_str()]) {
        verdict.find(
            "header content-type",
            format!("{types:?} is not {}", body.media_type),
        );
    }
    if body.media_type == FORM {
        let untidy = |raw: &[u8]| text::untidy(std::str::from_utf8(raw).ok()?, Part::Form);
        if let Some(message) = request
            .body
            .split(|byte| b"&=".contains(byte))
            .find_map(untidy)
        {
            verdict.note("body", message);
        }
    }
    match value(case, body, &request.body) {
        Ok(value) => {
            verdict.check("body", validator, &value);
            verdict.body = Some(value);
        }
        Err(unread) => verdict.unread("body", unread),
    }
}

fn value(case: Case<'_>, body: &Body, bytes: &[u8]) -> Result<Value, Unread> {
    let text = std::str::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())?;
    if body.media_type == FORM {
        return form(case, body, text);
    }
    Ok(json::read(text)?)
}

fn form(case: Case<'_>, body: &Body, text: &str) -> Result<Value, Unread> {
    let mut members: Vec<Member> = Vec::new();
    for (name, raw) in text::pairs(text) {
        let path = vec![text::decode(name, Part::Form)?];
        members.push(Member {
            path,
            text: text::decode(raw, Part::Form)?,
        });
    }
    typed::object(case.description, &[&body.schema], members)
}
