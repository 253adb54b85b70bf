//! One span per call, with the names that OpenTelemetry gives the fields of HTTP clients.
//!
//! What identifies a user or a thing never becomes a field: the template stands for the URL, and of an
//! error the kind.

use std::time::Duration;

use tracing::field::Empty;
use tracing::instrument::{Instrument, Instrumented};

use crate::client::exchange::Exchange;
use crate::{Error, ErrorKind, Request, Result};

/// The span of a call, at the level INFO.
pub(in crate::client) struct Span(tracing::Span);

impl Span {
    pub(in crate::client) fn new(request: &Request) -> Self {
        let operation = request.operation();
        let server = request.core().shared().base.authority();
        let method = operation.method.as_str();
        Self(tracing::info_span!(
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
        ))
    }

    pub(in crate::client) fn around<F: Future>(&self, work: F) -> Instrumented<F> {
        work.instrument(self.0.clone())
    }

    /// The next attempt, counted from zero.
    pub(in crate::client) fn resend(&self, count: u32) {
        if count > 0 {
            self.0.record("http.request.resend_count", count);
        }
    }

    pub(in crate::client) fn response(&self, exchange: &Exchange) {
        let status = exchange.response.status().as_u16();
        self.0.record("http.response.status_code", status);
        if let Some(id) = exchange.request_id() {
            self.0.record("pinterest.request_id", id);
        }
    }

    pub(in crate::client) fn retry(&self, error: &Error, wait: Duration) {
        let (kind, wait) = (kind(error), wait.as_secs_f64());
        tracing::debug!(parent: &self.0, error.type = kind, wait, "another attempt follows");
    }

    pub(in crate::client) fn finish(&self, outcome: &Result<Exchange>) {
        if let Err(error) = outcome {
            self.0.record("otel.status_code", "ERROR");
            self.0.record("error.type", kind(error));
        }
    }
}

/// Another attempt of a transfer, which has no span of its own, follows.
#[cfg(feature = "transfers")]
pub(in crate::client) fn again(operation: &crate::Operation, error: &Error, wait: Duration) {
    let (kind, wait) = (kind(error), wait.as_secs_f64());
    tracing::debug!(pinterest.operation = operation.id, error.type = kind, wait, "another attempt follows");
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
