//! One span per call, with the names that OpenTelemetry gives the fields of HTTP clients.
//!
//! What identifies a user or a thing never becomes a field: the template represents the URL, and of an
//! error the kind.

use std::time::Duration;

use bytes::Bytes;
use tracing::Level;
use tracing::field::Empty;
use tracing::instrument::{Instrument, Instrumented};

use crate::client::exchange::Exchange;
use crate::redact::{self, Secrets};
use crate::{Core, Deviation, Error, ErrorKind, Operation, Request, Result};

/// The span of a call, at the level INFO.
pub(in crate::client) struct Span {
    span: tracing::Span,
    bodies: bool,
}

impl Span {
    pub(in crate::client) fn new(request: &Request) -> Self {
        let operation = request.operation();
        let shared = request.core().shared();
        let server = shared.base.authority();
        let method = operation.method.as_str();
        let span = tracing::info_span!(
            "pinterest.call",
            otel.name = format_args!("{method} {}", operation.path),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = method,
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.template = operation.path,
            server.address = server.map(http::uri::Authority::host),
            server.port = server.and_then(http::uri::Authority::port_u16),
            error.type = Empty,
            pinterest.operation = operation.id,
            pinterest.rate_limit_category = operation.rate_limit_category,
            pinterest.request_id = Empty,
        );
        Self {
            span,
            bodies: shared.log_bodies,
        }
    }

    pub(in crate::client) fn around<F: Future>(&self, work: F) -> Instrumented<F> {
        work.instrument(self.span.clone())
    }

    /// The next attempt, counted from zero.
    pub(in crate::client) fn resend(&self, count: u32) {
        if count > 0 {
            self.span.record("http.request.resend_count", count);
        }
    }

    /// The body of a request, if the user wants it in logs.
    pub(in crate::client) fn sends(
        &self,
        request: &http::Request<Bytes>,
        secrets: impl FnOnce() -> Secrets,
    ) {
        if self.bodies && tracing::enabled!(Level::TRACE) {
            let body = redact::body(request.body(), &secrets());
            let size = request.body().len();
            tracing::trace!(name: "pinterest.request.body", parent: &self.span, { http.request.body.size = size, body }, "request");
        }
    }

    pub(in crate::client) fn response(
        &self,
        exchange: &Exchange,
        secrets: impl FnOnce() -> Secrets,
    ) {
        let status = exchange.response.status().as_u16();
        self.span.record("http.response.status_code", status);
        if let Some(id) = exchange.request_id() {
            self.span.record("pinterest.request_id", id);
        }
        if self.bodies && tracing::enabled!(Level::TRACE) {
            let body = exchange.response.body();
            let (size, body) = (body.len(), redact::body(body, &secrets()));
            tracing::trace!(name: "pinterest.response.body", parent: &self.span, { http.response.body.size = size, body }, "response");
        }
    }

    /// The call waits for its rate limits, for so long if that is known.
    pub(in crate::client) fn limited(&self, wait: Option<Duration>) {
        let pinterest_wait = wait.map(|wait| wait.as_secs_f64());
        tracing::debug!(
            name: "pinterest.rate_limit.wait",
            parent: &self.span,
            { pinterest.wait = pinterest_wait },
            "the call waits for its rate limits",
        );
    }

    /// The attempt with the number `resend`, counted from zero, follows.
    pub(in crate::client) fn retry(&self, error: &Error, resend: u32, wait: Duration) {
        tracing::debug!(
            name: "pinterest.retry",
            parent: &self.span,
            {
                error.type = kind(error),
                http.request.resend_count = resend,
                pinterest.wait = wait.as_secs_f64(),
            },
            "another attempt follows",
        );
    }

    pub(in crate::client) fn finish(&self, outcome: &Result<Exchange>) {
        if let Err(error) = outcome {
            self.span.record("otel.status_code", "ERROR");
            self.span.record("error.type", kind(error));
        }
    }
}

/// An answer is not what the description promises: one event reports all places, by the first.
pub(in crate::client) fn deviating(operation: &Operation, deviations: &[Deviation]) {
    let Some(first) = deviations.first() else {
        return;
    };
    let left_out = deviations.iter().filter(|one| one.json().is_some()).count();
    tracing::warn!(
        name: "pinterest.deviation",
        {
            pinterest.operation = operation.id,
            pinterest.deviations = deviations.len(),
            pinterest.left_out = left_out,
            pinterest.path = place(first),
            pinterest.expected = first.expected(),
            pinterest.found = first.found(),
        },
        "the answer is not what the description promises",
    );
}

/// The path with `*` for keys that are numbers: those are ids of things.
fn place(deviation: &Deviation) -> String {
    let is_id = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    let keys = deviation.path().split('.');
    let keys: Vec<&str> = keys.map(|key| if is_id(key) { "*" } else { key }).collect();
    keys.join(".")
}

/// Tokens were asked for, and came or did not.
pub(in crate::client) fn renewal(core: &Core, grant: &'static str, failure: Option<&Error>) {
    let server = core.shared().base.authority();
    let server = server.map(http::uri::Authority::host);
    match failure {
        None => tracing::info!(
            name: "pinterest.token.refresh",
            { server.address = server, pinterest.grant_type = grant },
            "the access token was refreshed",
        ),
        Some(error) => tracing::warn!(
            name: "pinterest.token.refresh",
            {
                server.address = server,
                pinterest.grant_type = grant,
                error.type = kind(error),
                pinterest.error_code = error.code(),
                pinterest.request_id = error.request_id(),
            },
            "the access token could not be refreshed",
        ),
    }
}

/// Another attempt of a transfer, which has no span of its own, follows.
#[cfg(feature = "transfers")]
pub(in crate::client) fn again(operation: &Operation, error: &Error, wait: Duration) {
    tracing::debug!(
        name: "pinterest.retry",
        {
            pinterest.operation = operation.id,
            error.type = kind(error),
            http.request.resend_count = error.attempts(),
            pinterest.wait = wait.as_secs_f64(),
        },
        "another attempt follows",
    );
}

/// A word of few: the status, or what went wrong without one.
fn kind(error: &Error) -> String {
    match (error.status(), error.kind()) {
        (Some(status), ErrorKind::Api) => status.as_str().to_owned(),
        _ if error.is_connect() => "connect".to_owned(),
        _ if error.is_timeout() => "timeout".to_owned(),
        (_, kind) => format!("{kind:?}"),
    }
}
