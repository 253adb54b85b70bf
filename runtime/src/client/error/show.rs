//! What an error shows of itself.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde_json::Value;

use super::{Cause, Error, ErrorKind, invalid};
use crate::redact::{self, Secrets};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "{operation}: ")?;
        }
        match &self.0.cause {
            Cause::Reason(reason) => f.write_str(reason)?,
            Cause::Violations(violations) => invalid::show(violations, f)?,
            Cause::HttpClient(_) => f.write_str("the HTTP client could not be built")?,
            Cause::Renewal(failure) => f.write_str(failure.reason)?,
            Cause::LimitStore(_) => f.write_str("the shared rate limits cannot be counted")?,
            Cause::Transport(cause) => cause.fmt(f)?,
            Cause::Decode(cause) => self.fmt_decode(cause, f)?,
            Cause::Job(end) => f.write_str(&end.reason)?,
            Cause::Response => f.write_str("the server refused the call")?,
            #[cfg(not(target_family = "wasm"))]
            Cause::File(_) => f.write_str("the file could not be read")?,
            #[cfg(feature = "transfers")]
            Cause::Transfer(failure) => failure.fmt(f)?,
        }
        if let Some(said) = self.said() {
            write!(f, ": {said}")?;
        }
        if let Some(help) = self.help() {
            write!(f, "; {help}")?;
        }
        #[cfg(feature = "transfers")]
        if self.is_expired_link() {
            f.write_str("; the link has had its time, ask the API for another")?;
        }
        let facts = self.facts();
        if !facts.is_empty() {
            write!(f, " ({})", facts.join(", "))?;
        }
        Ok(())
    }
}

impl Error {
    /// What the server says, or why it says nothing of a refresh.
    fn said(&self) -> Option<String> {
        let origin = self.origin();
        let unanswered = match (&self.0.cause, &origin.cause) {
            (Cause::Renewal(_), Cause::Transport(cause)) => Some(cause.to_string()),
            (Cause::Renewal(_), Cause::Reason(reason)) => Some(reason.clone()),
            _ => None,
        };
        origin.shown.clone().or(unanswered)
    }

    fn help(&self) -> Option<String> {
        let scopes = self.required_scopes();
        if !scopes.is_empty() {
            return Some(format!("the operation needs {}", scopes.join(", ")));
        }
        let refresh = matches!(self.kind(), ErrorKind::Refresh | ErrorKind::LoginLost);
        let refresh = refresh && self.needs_login();
        refresh.then(|| "log in again".to_owned())
    }

    /// What identifies the exchange, and what to do next.
    fn facts(&self) -> Vec<String> {
        let status = self
            .status()
            .map(|status| format!("status {}", status.as_u16()));
        let code = self.code().map(|code| format!("code {code}"));
        let id = self.request_id().map(|id| format!("request {id}"));
        let attempts = Some(self.attempts()).filter(|attempts| *attempts > 1);
        let attempts = attempts.map(|attempts| format!("{attempts} attempts"));
        let wait = self
            .retry_after()
            .map(|wait| format!("retry after {} s", wait.as_secs_f32().ceil()));
        [status, code, id, attempts, wait]
            .into_iter()
            .flatten()
            .collect()
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("text", &format_args!("{self}"))
            .field("source", &self.source().map(ToString::to_string))
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.cause {
            Cause::Reason(_) | Cause::Violations(_) | Cause::Response | Cause::Job(_) => None,
            Cause::HttpClient(cause) => Some(&**cause),
            Cause::Renewal(failure) => failure.source(),
            Cause::LimitStore(cause) => Some(cause),
            // Its text is already that of this error.
            Cause::Transport(cause) => cause.source(),
            // Its text is part of that of this error.
            Cause::Decode(_) => None,
            #[cfg(not(target_family = "wasm"))]
            Cause::File(cause) => Some(cause),
            #[cfg(feature = "transfers")]
            Cause::Transfer(failure) => failure.cause(),
        }
    }
}

/// What the body of a refusal says, fit to be shown: Pinterest's message with its details, or what kind of body it is.
pub(super) fn message(
    body: &Value,
    response: &http::Response<Bytes>,
    secrets: impl FnOnce() -> Secrets,
) -> Option<String> {
    let text = |name: &str| body[name].as_str().filter(|text| !text.trim().is_empty());
    let said = [text("message"), text("message_detail")];
    let details = details(body);
    if said == [None, None] && details.is_none() {
        return foreign(body, response);
    }
    let secrets = secrets();
    let mut parts: Vec<String> = said
        .into_iter()
        .flatten()
        .map(|text| redact::line(text, &secrets))
        .collect();
    parts.dedup();
    parts.extend(details.map(|details| redact::json(details, &secrets)));
    Some(parts.join(": "))
}

/// What a refusal says beyond its message.
pub(super) fn details(body: &Value) -> Option<&Value> {
    let says = |value: &&Value| match value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(elements) => !elements.is_empty(),
        Value::String(text) => !text.is_empty(),
        _ => false,
    };
    ["details", "errors"]
        .into_iter()
        .find_map(|name| body.get(name).filter(says))
}

/// A body that is not Pinterest's, by its type and length.
fn foreign(body: &Value, response: &http::Response<Bytes>) -> Option<String> {
    let length = response.body().len();
    if length == 0 || body.is_object() {
        return None;
    }
    let kind = what_came(response);
    Some(format!("the body is none of Pinterest's ({kind})"))
}

/// The type and the length of a body.
pub(super) fn what_came(response: &http::Response<Bytes>) -> String {
    let kind = response.headers().get(CONTENT_TYPE);
    let kind = kind
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or("no content type");
    let kind = redact::line(kind, &Secrets::default());
    format!("{kind}, {} bytes", response.body().len())
}
