//! How errors come about, and what the retry policy asks of them.

use std::error::Error as StdError;
use std::time::SystemTime;

use serde_json::Value;

use super::{Cause, Error, ErrorKind, Inner, show};
use crate::auth::Failure;
use crate::client::exchange::Exchange;
use crate::client::{HeaderNames, TransportError};
use crate::limit::Refused;
use crate::redact::{self, Secrets};
use crate::retry::{Meaning, named_wait, retry_after};
use crate::{FailureReason, Operation, RetryRules};

/// What it takes to read an answer that is no success.
pub(in crate::client) struct Reader<'a> {
    pub(in crate::client) names: &'a HeaderNames,
    pub(in crate::client) rules: &'a RetryRules,
    pub(in crate::client) now: SystemTime,
}

impl Error {
    pub(crate) fn configuration(reason: impl Into<String>) -> Self {
        let cause = Cause::Reason(reason.into());
        Self::new(ErrorKind::Configuration, None, cause)
    }

    pub(in crate::client) fn http_client(cause: impl StdError + Send + Sync + 'static) -> Self {
        let cause = Cause::HttpClient(Box::new(cause));
        Self::new(ErrorKind::Configuration, None, cause)
    }

    pub(crate) fn request(operation: &'static str, reason: impl Into<String>) -> Self {
        let cause = Cause::Reason(reason.into());
        Self::new(ErrorKind::Request, Some(operation), cause)
    }

    /// A value that no call can send.
    pub(crate) fn unsendable(reason: impl Into<String>) -> Self {
        Self::new(ErrorKind::Request, None, Cause::Reason(reason.into()))
    }

    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn file(cause: std::io::Error) -> Self {
        Self::new(ErrorKind::Io, None, Cause::File(cause))
    }

    pub(crate) fn credential(operation: &'static str, reason: String) -> Self {
        Self::new(
            ErrorKind::Credential,
            Some(operation),
            Cause::Reason(reason),
        )
    }

    pub(crate) fn paging(operation: &'static str, reason: &'static str) -> Self {
        let cause = Cause::Reason(reason.to_owned());
        Self::new(ErrorKind::Paging, Some(operation), cause)
    }

    pub(crate) fn too_many(operation: &'static str, limit: usize) -> Self {
        let reason = format!(
            "the list has more than {limit} items; take a higher limit, or the stream `items()`"
        );
        Self::new(ErrorKind::TooMany, Some(operation), Cause::Reason(reason))
    }

    /// The one item of a call failed for these reasons.
    pub(crate) fn item_failed(
        operation: &'static str,
        answer: crate::Response<()>,
        reasons: &[FailureReason],
    ) -> Self {
        let reason = match reasons {
            [] => "the answer does not say what became of the item",
            _ => "the item did not succeed",
        };
        let cause = Cause::Reason(reason.to_owned());
        let mut error = Self::new(ErrorKind::ItemFailed, Some(operation), cause);
        if let Some(first) = reasons.first() {
            error.0.code = first.code;
            error.0.message.clone_from(&first.message);
            let shown = first.message.as_deref();
            error.0.shown = shown.map(|text| redact::line(text, &Secrets::default()));
        }
        let exchange = answer.into_exchange();
        error.0.attempts = exchange.attempts;
        error.0.exchange = Some(exchange);
        error
    }

    pub(crate) fn login(reason: impl Into<String>) -> Self {
        Self::new(ErrorKind::Login, None, Cause::Reason(reason.into()))
    }

    pub(crate) fn renewal(operation: Option<&'static str>, failure: Failure) -> Self {
        Self::new(failure.kind, operation, Cause::Renewal(failure))
    }

    /// An answer of success without what the call is made for.
    pub(crate) fn unusable<T>(
        operation: &'static str,
        reason: &str,
        answer: crate::Response<T>,
    ) -> Self {
        let cause = Cause::Reason(reason.to_owned());
        let mut error = Self::new(ErrorKind::Decode, Some(operation), cause);
        let exchange = answer.into_exchange();
        error.0.attempts = exchange.attempts;
        error.0.exchange = Some(exchange);
        error
    }

    pub(in crate::client) fn sandbox(operation: &'static str) -> Self {
        let reason = "the sandbox does not serve this operation; call it in production, or send it all \
                      the same with `sandbox_check(false)` on the client's builder";
        let cause = Cause::Reason(reason.to_owned());
        Self::new(ErrorKind::Sandbox, Some(operation), cause)
    }

    pub(in crate::client) fn held_back(operation: &'static str, refused: Refused) -> Self {
        let wait = match refused {
            Refused::Full(wait) => wait,
            Refused::Away(error) => {
                let cause = Cause::LimitStore(error);
                return Self::new(ErrorKind::LimitStore, Some(operation), cause);
            }
        };
        let reason = "the client's rate limits have no room for the call";
        let cause = Cause::Reason(reason.to_owned());
        let mut error = Self::new(ErrorKind::RateLimited, Some(operation), cause);
        error.0.retry_after = wait;
        error
    }

    pub(crate) fn transport(operation: &'static str, cause: TransportError) -> Self {
        let kind = if cause.is_too_large() {
            ErrorKind::ResponseTooLarge
        } else {
            ErrorKind::Transport
        };
        Self::new(kind, Some(operation), Cause::Transport(cause))
    }

    /// `secrets` makes what a text is cleared of, if there is one.
    pub(in crate::client) fn api(
        operation: &Operation,
        exchange: Exchange,
        reader: &Reader<'_>,
        secrets: impl FnOnce() -> Secrets,
    ) -> Self {
        let mut error = Self::new(ErrorKind::Api, Some(operation.id), Cause::Response);
        let response = &exchange.response;
        // A proxy's HTML has none of these.
        let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
        let text = |name: &str| body[name].as_str().map(str::to_owned);
        error.0.code = body["code"].as_i64();
        error.0.message = text("message");
        error.0.detail = text("message_detail");
        error.0.shown = show::message(&body, response, secrets);
        let status = response.status();
        let named = named_wait(status, &error.texts(), &reader.rules.wait_texts);
        let meaning = (error.code(), error.texts());
        let meaning = reader
            .rules
            .meaning(status.as_u16(), meaning.0, meaning.1, named.is_some());
        if meaning != Some(Meaning::Spam) {
            let (head, limit) = ((status, response.headers()), exchange.rate_limit.as_ref());
            let wait = retry_after(head, reader.names, limit, reader.now);
            error.0.retry_after = wait.or(named);
        }
        if meaning == Some(Meaning::MissingScope) {
            error.0.scopes = operation.scopes;
        }
        error.0.meaning = meaning;
        error.0.exchange = Some(exchange);
        error
    }

    /// The same error, of a call that was sent so often.
    pub(in crate::client) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Whether the answer is one that no attempt changes.
    pub(crate) fn is_final(&self) -> bool {
        use Meaning::{Final, MissingScope, Spam, TrialAccess};
        let meaning = self.0.meaning;
        meaning.is_some_and(|it| matches!(it, Spam | MissingScope | TrialAccess | Final))
    }

    /// Whether the server says that the token is no longer good.
    pub(crate) fn is_stale_token(&self) -> bool {
        self.0.meaning == Some(Meaning::StaleToken)
    }

    /// Whether the token endpoint takes neither the refresh token nor the code.
    pub(crate) fn is_refused_grant(&self) -> bool {
        self.0.meaning == Some(Meaning::RefusedGrant)
    }

    /// Whether it is sure that the server did nothing.
    pub(crate) fn is_unprocessed(&self) -> bool {
        self.transport_error()
            .is_some_and(TransportError::is_unprocessed)
    }

    /// Whether no response came back, though one may have been on its way.
    pub(crate) fn is_transport(&self) -> bool {
        self.kind() == ErrorKind::Transport && self.transport_error().is_some()
    }

    fn texts(&self) -> [Option<&str>; 2] {
        [self.message(), self.message_detail()]
    }

    pub(super) fn new(kind: ErrorKind, operation: Option<&'static str>, cause: Cause) -> Self {
        Self(Box::new(Inner {
            kind,
            operation,
            cause,
            exchange: None,
            attempts: 0,
            retry_after: None,
            code: None,
            message: None,
            detail: None,
            shown: None,
            meaning: None,
            scopes: &[],
            #[cfg(feature = "transfers")]
            moved: None,
        }))
    }
}
