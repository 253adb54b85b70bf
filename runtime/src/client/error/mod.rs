//! The one error type.
//!
//! `Display` and `Debug` show what went wrong and where, and what the server says of it, in one line and cleared of
//! secrets; never a body or a header. Those are reached by name.

mod decode;
mod invalid;
mod job;
mod kind;
mod make;
mod predicates;
mod show;
#[cfg(feature = "transfers")]
mod transfer;

use std::error::Error as StdError;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::TransportError;
use super::exchange::Exchange;
use crate::auth::Failure;
use crate::read::DecodeError;
use crate::retry::Meaning;
use crate::{RateLimit, StoreError, Violation};

pub use self::kind::ErrorKind;
pub(super) use self::make::Reader;

/// What a fallible function of this crate gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a client could not be built or a call gave no body.
///
/// `Display` has the operation, what went wrong, what Pinterest says of it (one line of at most 300 characters, cleared
/// of tokens, signed links, e-mail addresses and the secrets of the call), and in brackets the status, Pinterest's code,
/// the id of the request for Pinterest's support, the number of attempts and the wait that the server asks for:
///
/// ```text
/// boards/get: the server refused the call: Board not found. (status 404, code 40, request 4711)
/// ```
///
/// [`kind`](Self::kind) says where a call failed:
///
/// | kind | when | what helps |
/// |---|---|---|
/// | [`Configuration`](ErrorKind::Configuration) | a setting cannot work | another setting |
/// | [`Request`](ErrorKind::Request) | the call cannot be sent as it is | other arguments; [`violations`](Self::violations) lists them, and `unchecked()` sends them all the same |
/// | [`Credential`](ErrorKind::Credential) | there is no credential that the operation takes | a credential, or a login |
/// | [`Login`](ErrorKind::Login) | the callback is of another login, or the user said no | to begin the login again |
/// | [`Refresh`](ErrorKind::Refresh) | the access token could not be refreshed | a login if [`needs_login`](Self::needs_login), else another try |
/// | [`LoginLost`](ErrorKind::LoginLost) | a refresh was not saved, and its login is gone with it | a login |
/// | [`TokenStore`](ErrorKind::TokenStore) | the store could not load or save | to repair the store |
/// | [`Sandbox`](ErrorKind::Sandbox) | the sandbox does not serve the operation | production |
/// | [`RateLimited`](ErrorKind::RateLimited) | the client's own limits hold the call back | to wait for [`retry_after`](Self::retry_after) |
/// | [`LimitStore`](ErrorKind::LimitStore) | the limits that processes share cannot be counted | to repair the store, or [`WhenAway::Open`](crate::WhenAway::Open) |
/// | [`Transport`](ErrorKind::Transport) | no response, or not in time | another try, if the operation may happen twice |
/// | [`ResponseTooLarge`](ErrorKind::ResponseTooLarge) | the response is larger than it may be | `max_body_size`, or smaller pages |
/// | [`Api`](ErrorKind::Api) | a status other than 2xx | see below |
/// | [`Decode`](ErrorKind::Decode) | a body that is not what the operation promises | [`path`](Self::path) and [`body`](Self::body) show it; see [`Decoding`](crate::Decoding) |
/// | [`EmptyBody`](ErrorKind::EmptyBody), [`Html`](ErrorKind::Html), [`Truncated`](ErrorKind::Truncated), [`TooDeep`](ErrorKind::TooDeep), [`NotJson`](ErrorKind::NotJson) | a 2xx answer with such a body | another try; the text says what came |
/// | [`Paging`](ErrorKind::Paging) | a bookmark leads back | to stop there |
/// | [`TooMany`](ErrorKind::TooMany) | a list has more items than its caller takes at once | a higher limit, or the stream |
/// | [`ItemFailed`](ErrorKind::ItemFailed) | the one item of a call failed | [`code`](Self::code) and [`message`](Self::message) say why |
/// | [`Storage`](ErrorKind::Storage) | a storage refused | `storage_code`; a new link if `is_expired_link` |
/// | [`Transfer`](ErrorKind::Transfer) | a download or upload broke off | another try |
/// | [`Io`](ErrorKind::Io) | the caller's file, reader or writer failed | its error is the source |
/// | [`JobFailed`](ErrorKind::JobFailed) | a job came to nothing | [`job_state`](Self::job_state) |
/// | [`JobUnfinished`](ErrorKind::JobUnfinished) | a job is still in progress | [`job_id`](Self::job_id), later |
///
/// A predicate says why, wherever it was found out:
///
/// | predicate | when |
/// |---|---|
/// | [`is_auth`](Self::is_auth) | the token or the app's secret is missing or not taken |
/// | [`is_missing_scope`](Self::is_missing_scope) | the token lacks one of [`required_scopes`](Self::required_scopes) |
/// | [`is_trial_access`](Self::is_trial_access) | apps with trial access may not do this in production |
/// | [`needs_login`](Self::needs_login) | nothing but a new login of the user helps |
/// | [`is_forbidden`](Self::is_forbidden) | the user lacks a role or a permission |
/// | [`is_not_found`](Self::is_not_found) | there is no such thing, or none that the token may see |
/// | [`is_rate_limited`](Self::is_rate_limited) | a limit of calls; [`retry_after`](Self::retry_after) often says how long |
/// | [`is_spam`](Self::is_spam) | a block against spam; there is no wait that is known to help |
/// | [`is_server_error`](Self::is_server_error) | status 500 to 599 |
/// | [`is_timeout`](Self::is_timeout) | time ran out |
/// | [`is_connect`](Self::is_connect) | no connection came about, so nothing was sent |
///
/// What an answer means is a table, [`RetryRules`](crate::RetryRules), that can be replaced.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: Option<&'static str>,
    cause: Cause,
    exchange: Option<Exchange>,
    attempts: u32,
    retry_after: Option<Duration>,
    code: Option<i64>,
    message: Option<String>,
    detail: Option<String>,
    /// What `Display` shows of the body.
    shown: Option<String>,
    meaning: Option<Meaning>,
    /// What the operation needs, if that is what is missing.
    scopes: &'static [&'static str],
    #[cfg(feature = "transfers")]
    moved: Option<u64>,
}

enum Cause {
    /// In our own words.
    Reason(String),
    /// What a call has that the API does not take.
    Violations(Vec<Violation>),
    HttpClient(Box<dyn StdError + Send + Sync>),
    /// A refresh that failed for everyone who waited for it.
    Renewal(Failure),
    /// Shared limits that cannot be counted.
    LimitStore(StoreError),
    Transport(TransportError),
    /// The response itself.
    Response,
    Decode(DecodeError),
    #[cfg(not(target_family = "wasm"))]
    File(std::io::Error),
    #[cfg(feature = "transfers")]
    Transfer(crate::transfer::TransferFailure),
    Job(job::JobEnd),
}

impl Error {
    /// What kind of failure this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The id of the operation that was called; `download` or `upload` for what goes to a storage.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// How often the call was sent: not at all, once, or once more for every retry and refreshed token.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long to wait before another attempt may do better, if the server says so, or the client's own
    /// limits. None for spam blocks, and where the server names more than a month.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.origin().retry_after
    }

    /// What the server says of the rate limit that the call counted against.
    #[must_use]
    pub fn rate_limit(&self) -> Option<&RateLimit> {
        self.origin().exchange.as_ref()?.rate_limit.as_ref()
    }

    /// The HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(http::Response::status)
    }

    /// Pinterest's own code. The same code means different things under different statuses.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.origin().code
    }

    /// Pinterest's message, whole and as it came: it may quote what was sent. `Display` shows it cleared of secrets.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.origin().message.as_deref()
    }

    /// What some answers say beyond the message.
    #[must_use]
    pub fn message_detail(&self) -> Option<&str> {
        self.origin().detail.as_deref()
    }

    /// What the body says beyond the message in a member `details` or `errors`, such as which events of a conversions
    /// call are wrong and why. It may quote what was sent.
    #[must_use]
    pub fn details(&self) -> Option<Value> {
        show::details(&serde_json::from_slice(self.body()?).ok()?).cloned()
    }

    /// The OAuth scopes that the operation needs, if the token lacks one of them.
    #[must_use]
    pub fn required_scopes(&self) -> &'static [&'static str] {
        self.0.scopes
    }

    /// Pinterest's id of the request, for its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.origin().exchange.as_ref()?.request_id()
    }

    /// The headers, if there was a response.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(http::Response::headers)
    }

    /// The body, if there was a response.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.response().map(http::Response::body)
    }

    fn response(&self) -> Option<&http::Response<Bytes>> {
        let exchange = self.origin().exchange.as_ref();
        exchange.map(|exchange| &exchange.response)
    }

    /// The error that says why: that of the token endpoint, if a refresh failed.
    fn origin(&self) -> &Inner {
        let refresh = match &self.0.cause {
            Cause::Renewal(failure) => failure.error(),
            _ => None,
        };
        refresh.map_or(&self.0, |error| &error.0)
    }
}
