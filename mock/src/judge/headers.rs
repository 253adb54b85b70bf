//! The headers: one credential of the right kind, an `Accept` that takes JSON, nothing of our own.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::description::Scheme;

use super::{Case, Verdict};

/// What any HTTP client sends; everything else would have to be declared.
const ORDINARY: [&str; 9] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
    "user-agent",
];

/// Judges the headers, but for those of the body.
pub(super) fn judge(case: Case<'_>, headers: &[(String, String)], verdict: &mut Verdict) {
    for (name, _) in headers {
        if !ORDINARY
            .iter()
            .any(|ordinary| name.eq_ignore_ascii_case(ordinary))
        {
            verdict.note(format!("header {name}"), "is not declared");
        }
    }
    authorization(
        &case.operation.schemes,
        &values(headers, "authorization"),
        verdict,
    );
    let accepts = values(headers, "accept");
    if !accepts
        .iter()
        .flat_map(|value| value.split(','))
        .any(takes_json)
    {
        verdict.note(
            "header accept",
            format!("does not take application/json: {accepts:?}"),
        );
    }
}

/// The values of every header called `name`.
pub(super) fn values<'h>(headers: &'h [(String, String)], name: &str) -> Vec<&'h str> {
    let named = headers
        .iter()
        .filter(|(header, _)| header.eq_ignore_ascii_case(name));
    named.map(|(_, value)| value.as_str()).collect()
}

fn authorization(schemes: &[Scheme], values: &[&str], verdict: &mut Verdict) {
    let place = "header authorization";
    match values {
        [] if schemes.is_empty() => {}
        [value] if schemes.iter().any(|scheme| carries(*scheme, value)) => {
            if !value.starts_with(['B']) {
                verdict.note(place, "the name of the scheme begins with a capital");
            }
        }
        [value] => {
            let scheme = value.split(' ').next().unwrap_or_default();
            verdict.find(place, format!("`{scheme} ...` is none of {schemes:?}"));
        }
        values => verdict.find(place, format!("is given {} times, not once", values.len())),
    }
}

fn carries(scheme: Scheme, value: &str) -> bool {
    let Some((name, credential)) = value.split_once(' ') else {
        return false;
    };
    match scheme {
        Scheme::Bearer => name.eq_ignore_ascii_case("bearer") && is_token(credential),
        Scheme::Basic => Some(credential)
            .filter(|_| name.eq_ignore_ascii_case("basic"))
            .and_then(|encoded| BASE64_STANDARD.decode(encoded).ok())
            .and_then(|decoded| String::from_utf8(decoded).ok())
            .and_then(|decoded| decoded.split_once(':').map(|(id, _)| !id.is_empty()))
            .unwrap_or(false),
    }
}

fn is_token(text: &str) -> bool {
    let token = text.trim_end_matches('=');
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    !token.is_empty() && token.bytes().all(fits)
}

fn takes_json(range: &str) -> bool {
    let mut parts = range.split(';').map(str::trim);
    let takes = matches!(
        parts.next(),
        Some("application/json" | "application/*" | "*/*")
    );
    takes && !parts.any(|parameter| parameter == "q=0")
}
