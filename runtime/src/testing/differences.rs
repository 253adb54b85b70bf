//! How a call differs from what a rule is about.

use bytes::Bytes;
use http::{HeaderMap, Request};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::rule::Rule;

/// A call that the code under test made: [`Scenario::calls`](super::Scenario::calls) has them.
#[derive(Clone, Debug)]
pub struct Call {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    body: Value,
}

impl Call {
    /// `GET`, `POST` and so on.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The path as it was sent, with the path of the client's address before it: `/v5/boards`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The first value of a parameter of the query, decoded.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.iter();
        pairs
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// A header, such as `authorization`, if it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body: JSON as it is, a form as an object of its fields; null if there was none.
    #[must_use]
    pub fn body(&self) -> &Value {
        &self.body
    }

    pub(super) fn of(request: &Request<Bytes>) -> Self {
        let decode = |raw: &str| percent_decode_str(raw).decode_utf8_lossy().into_owned();
        let pairs = request.uri().query().unwrap_or_default().split('&');
        let pairs = pairs.filter_map(|pair| pair.split_once('='));
        Self {
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            query: pairs
                .map(|(name, value)| (decode(name), decode(value)))
                .collect(),
            headers: request.headers().clone(),
            body: body(request),
        }
    }

    /// `GET /v5/boards?page_size=2`.
    pub(super) fn line(&self) -> String {
        let pairs: Vec<String> = self
            .query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let joint = if pairs.is_empty() { "" } else { "?" };
        format!("{} {}{joint}{}", self.method, self.path, pairs.join("&"))
    }

    /// What differs; nothing if the rule is about this call. That it is another operation weighs most.
    pub(super) fn differences(&self, rule: &Rule) -> Vec<String> {
        let operation = rule.operation;
        let method = http::Method::from(operation.method);
        let Some(variables) = variables(operation.path, &self.path) else {
            return vec![format!("it is about {method} {}", operation.path); 100];
        };
        let mut differences = Vec::new();
        if method.as_str() != self.method {
            differences.push(format!("it is about {method}"));
        }
        for (name, wanted) in &rule.path {
            let sent = variables.iter().find(|(known, _)| known == name);
            let sent = sent.map(|(_, value)| percent_decode_str(value).decode_utf8_lossy());
            if sent.as_deref() != Some(wanted) {
                differences.push(format!("path {name} is {sent:?}, not {wanted:?}"));
            }
        }
        for (name, wanted) in &rule.query {
            let own = self.query.iter().filter(|(known, _)| known == name);
            let sent: Vec<&str> = own.map(|(_, value)| value.as_str()).collect();
            let has = sent.contains(&wanted.as_str()) || sent.join(",") == *wanted;
            if !has {
                differences.push(format!("query {name} is {sent:?}, not {wanted:?}"));
            }
        }
        if let Some(wanted) = &rule.body {
            compare("body", wanted, &self.body, &mut differences);
        }
        differences
    }
}

/// The values of a template's variables if the path ends as it does.
fn variables<'p>(template: &'p str, path: &'p str) -> Option<Vec<(&'p str, &'p str)>> {
    let mut given = path.rsplit('/');
    let mut variables = Vec::new();
    for expected in template.rsplit('/').filter(|segment| !segment.is_empty()) {
        let given = given.next()?;
        let name = expected
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        match name {
            Some(name) => variables.push((name, given)),
            None if expected == given => {}
            None => return None,
        }
    }
    // What precedes is the base URL's, which has no more than its version.
    (given.count() <= 2).then_some(variables)
}

/// JSON, or the members of a form.
fn body(request: &Request<Bytes>) -> Value {
    let kind = request.headers().get(http::header::CONTENT_TYPE);
    let is_form = kind.is_some_and(|kind| kind.as_bytes().ends_with(b"form-urlencoded"));
    if !is_form {
        return serde_json::from_slice(request.body()).unwrap_or_default();
    }
    let text = String::from_utf8_lossy(request.body()).replace('+', " ");
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    let decode = |raw: &str| percent_decode_str(raw).decode_utf8_lossy().into_owned();
    pairs
        .map(|(name, value)| (decode(name), Value::from(decode(value))))
        .collect()
}

fn compare(place: &str, wanted: &Value, sent: &Value, differences: &mut Vec<String>) {
    match (wanted, sent) {
        (Value::Object(members), Value::Object(_)) => {
            for (name, wanted) in members {
                compare(
                    &format!("{place}.{name}"),
                    wanted,
                    &sent[name.as_str()],
                    differences,
                );
            }
        }
        (Value::Array(elements), Value::Array(others)) if elements.len() == others.len() => {
            for (index, (wanted, sent)) in elements.iter().zip(others).enumerate() {
                compare(&format!("{place}[{index}]"), wanted, sent, differences);
            }
        }
        _ if wanted == sent => {}
        _ => differences.push(format!("{place} is {sent}, not {wanted}")),
    }
}
