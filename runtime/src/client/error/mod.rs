//! The one error type.
//!
//! `Display` and `Debug` show what went wrong and where, never a body, a secret or a query value; those
//! that hold such things are reached by name.

mod job;
mod make;
mod show;
#[cfg(feature = "transfers")]
mod transfer;

use std::error::Error as StdError;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::TransportError;
use super::exchange::Exchange;
use crate::RateLimit;
use crate::auth::Failure;
use crate::read::DecodeError;

pub(super) use self::make::Hints;

/// What a fallible function of this crate gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a client could not be built or a call gave no body.
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
    #[cfg(feature = "transfers")]
    moved: Option<u64>,
}

enum Cause {
    /// In our own words.
    Reason(String),
    HttpClient(Box<dyn StdError + Send + Sync>),
    /// A refresh that failed for everyone who waited for it.
    Renewal(Failure),
    Transport(TransportError),
    /// The response itself.
    Response,
    Decode(DecodeError),
    #[cfg(not(target_family = "wasm"))]
    File(std::io::Error),
    #[cfg(feature = "transfers")]
    Transfer(crate::transfer::Fault),
    Job(job::JobEnd),
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
    /// A login was not begun by whom it came back to, or was refused by the user. Nothing was sent.
    Login,
    /// The access token had to be refreshed and could not be; the source says why. The attempt was not
    /// sent.
    Refresh,
    /// The [`TokenStore`](crate::TokenStore) failed; its error is the source. The attempt was not sent.
    TokenStore,
    /// The client is one of the sandbox, which does not serve the operation. Nothing was sent.
    Sandbox,
    /// The client's own [`RateLimits`](crate::RateLimits) hold the call back for longer than it may wait.
    /// The attempt was not sent.
    RateLimited,
    /// No response came back, or not in time.
    Transport,
    /// The server answered with a status other than 2xx.
    Api,
    /// The server answered 2xx with a body that is not what the operation promises.
    Decode,
    /// The bookmark of a page leads back to an earlier page, so that the list would never end.
    Paging,
    /// A storage, which a link leads to or an upload goes to, answered with a status other than 2xx.
    Storage,
    /// A download or upload did not come to its end, or to another one than it should.
    Transfer,
    /// What the caller gave to read from or to write to failed; its error is the source.
    Io,
    /// A job is over and came to nothing, or was not even begun; [`Error::job_state`] is how it ended.
    JobFailed,
    /// A job is still under way after the longest wait that its [`Poller`](crate::Poller) may have. It goes on;
    /// poll on, or ask about it later by [`Error::job_handle`].
    JobUnfinished,
}

impl ErrorKind {
    /// Whether the error comes again however often one asks.
    pub(crate) fn is_final(self) -> bool {
        matches!(
            self,
            Self::Request | Self::Credential | Self::Sandbox | Self::Paging
        )
    }
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
    /// limits.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// What the server says of the rate limit that the call counted against.
    #[must_use]
    pub fn rate_limit(&self) -> Option<&RateLimit> {
        self.0.exchange.as_ref()?.rate_limit.as_ref()
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

    /// What some answers say beyond the message.
    #[must_use]
    pub fn message_detail(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// Pinterest's id of the request, for its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.exchange.as_ref()?.request_id()
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

    /// Whether no connection came about, so that the last attempt sent nothing.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.transport_error()
            .is_some_and(TransportError::is_connect)
    }

    /// Whether time ran out before a response came, or while a file was on its way.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        let interruption = match &self.0.cause {
            #[cfg(feature = "transfers")]
            Cause::Transfer(fault) => fault.interruption(),
            _ => self.transport_error(),
        };
        interruption.is_some_and(TransportError::is_timeout)
    }

    /// Whether there is no such thing, or none that the token may see (status 404).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether a limit of calls was exceeded (status 429), or would have been by the client's own count.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.kind() == ErrorKind::RateLimited
            || self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    pub(super) fn transport_error(&self) -> Option<&TransportError> {
        match &self.0.cause {
            Cause::Transport(cause) => Some(cause),
            _ => None,
        }
    }

    fn response(&self) -> Option<&http::Response<Bytes>> {
        self.0.exchange.as_ref().map(|exchange| &exchange.response)
    }
}
