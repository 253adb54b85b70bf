//! The one error type.
//!
//! `Display` and `Debug` show what went wrong and where, never a body, a secret or a query value; those
//! that hold such things are reached by name.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::TransportError;
use super::response::request_id;
use crate::read::DecodeError;

/// What a fallible function of this crate gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a client could not be built or a call gave no body.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: Option<&'static str>,
    cause: Cause,
    response: Option<http::Response<Bytes>>,
    code: Option<i64>,
    message: Option<String>,
}

enum Cause {
    /// In our own words.
    Reason(String),
    HttpClient(Box<dyn StdError + Send + Sync>),
    Transport(TransportError),
    /// The response itself.
    Response,
    Decode(DecodeError),
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client could not be built as configured.
    Configuration,
    /// The call cannot be sent as it is, such as for an empty path parameter. Nothing was sent.
    Request,
    /// The client has no credential that the operation takes. Nothing was sent.
    Credential,
    /// No response came back.
    Transport,
    /// The server answered with a status other than 2xx.
    Api,
    /// The server answered 2xx with a body that is not what the operation promises.
    Decode,
}

impl Error {
    /// What kind of failure this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The id of the operation that was called.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// The HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(http::Response::status)
    }

    /// Pinterest's own code. The same code means different things under different statuses.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.0.code
    }

    /// Pinterest's message. It may quote what was sent.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// Pinterest's id of the request, for its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers()?)
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

    /// Where the body failed to decode, as `items[3].privacy`; `$` is the body itself.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::Decode(cause) => Some(cause.path()),
            _ => None,
        }
    }

    /// Whether no connection came about, so that nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(&self.0.cause, Cause::Transport(cause) if cause.is_connect())
    }

    /// Whether time ran out before a response came.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(&self.0.cause, Cause::Transport(cause) if cause.is_timeout())
    }

    /// Whether there is no such thing, or none that the token may see (status 404).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether a limit of calls was exceeded (status 429).
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    fn response(&self) -> Option<&http::Response<Bytes>> {
        self.0.response.as_ref()
    }
}

impl Error {
    pub(crate) fn configuration(reason: impl Into<String>) -> Self {
        Self::new(
            ErrorKind::Configuration,
            None,
            Cause::Reason(reason.into()),
            None,
        )
    }

    pub(super) fn http_client(cause: impl StdError + Send + Sync + 'static) -> Self {
        let cause = Cause::HttpClient(Box::new(cause));
        Self::new(ErrorKind::Configuration, None, cause, None)
    }

    pub(crate) fn request(operation: &'static str, reason: String) -> Self {
        let cause = Cause::Reason(reason);
        Self::new(ErrorKind::Request, Some(operation), cause, None)
    }

    pub(super) fn credential(operation: &'static str, reason: String) -> Self {
        let cause = Cause::Reason(reason);
        Self::new(ErrorKind::Credential, Some(operation), cause, None)
    }

    pub(super) fn transport(operation: &'static str, cause: TransportError) -> Self {
        let cause = Cause::Transport(cause);
        Self::new(ErrorKind::Transport, Some(operation), cause, None)
    }

    pub(super) fn api(operation: &'static str, response: http::Response<Bytes>) -> Self {
        // A proxy's HTML has neither.
        let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
        let mut error = Self::new(
            ErrorKind::Api,
            Some(operation),
            Cause::Response,
            Some(response),
        );
        error.0.code = body["code"].as_i64();
        error.0.message = body["message"].as_str().map(str::to_owned);
        error
    }

    pub(super) fn decode(
        operation: &'static str,
        response: http::Response<Bytes>,
        cause: DecodeError,
    ) -> Self {
        let cause = Cause::Decode(cause);
        Self::new(ErrorKind::Decode, Some(operation), cause, Some(response))
    }

    fn new(
        kind: ErrorKind,
        operation: Option<&'static str>,
        cause: Cause,
        response: Option<http::Response<Bytes>>,
    ) -> Self {
        Self(Box::new(Inner {
            kind,
            operation,
            cause,
            response,
            code: None,
            message: None,
        }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "{operation}: ")?;
        }
        match &self.0.cause {
            Cause::Reason(reason) => f.write_str(reason)?,
            Cause::HttpClient(_) => f.write_str("the HTTP client could not be built")?,
            Cause::Transport(cause) => cause.fmt(f)?,
            Cause::Decode(cause) => write!(f, "unexpected body at `{}`", cause.path())?,
            Cause::Response => f.write_str("the server refused the call")?,
        }
        if let Some(status) = self.status() {
            write!(f, " (status {}", status.as_u16())?;
            if let Some(code) = self.code() {
                write!(f, ", code {code}")?;
            }
            if let Some(id) = self.request_id() {
                write!(f, ", request {id}")?;
            }
            f.write_str(")")?;
        }
        Ok(())
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
            Cause::Reason(_) | Cause::Response => None,
            Cause::HttpClient(cause) => Some(&**cause),
            // Its text is already that of this error.
            Cause::Transport(cause) => cause.source(),
            Cause::Decode(cause) => Some(cause),
        }
    }
}
