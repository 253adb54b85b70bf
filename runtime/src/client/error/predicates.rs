//! Why a call failed, as questions.

use http::StatusCode;

use super::{Cause, Error, ErrorKind, Inner};
use crate::client::TransportError;
use crate::retry::Meaning;

impl Error {
    /// Whether the credential is why: there is none, or the server does not take the token or the app's secret (status
    /// 401, and what else says so). A scope that is missing and an app with trial access are other causes.
    #[must_use]
    pub fn is_auth(&self) -> bool {
        let missing = matches!(self.kind(), ErrorKind::Credential | ErrorKind::Login);
        let meaning = self.origin().meaning;
        let other = matches!(
            meaning,
            Some(Meaning::MissingScope | Meaning::TrialAccess | Meaning::Spam)
        );
        let refused = matches!(meaning, Some(Meaning::StaleToken | Meaning::RefusedGrant));
        let unauthorized = self.is_answer() && self.status() == Some(StatusCode::UNAUTHORIZED);
        missing || refused || unauthorized && !other
    }

    /// Whether the token lacks a scope; [`required_scopes`](Self::required_scopes) has those that the operation needs.
    /// The user has to log in again, and to grant them.
    #[must_use]
    pub fn is_missing_scope(&self) -> bool {
        self.0.meaning == Some(Meaning::MissingScope)
    }

    /// Whether the app has trial access, which may not do this in production.
    #[must_use]
    pub fn is_trial_access(&self) -> bool {
        self.0.meaning == Some(Meaning::TrialAccess)
    }

    /// Whether nothing but a new login of the user helps: there is no token, or the token endpoint does not take the
    /// refresh token. Other failures of a refresh may pass.
    #[must_use]
    pub fn needs_login(&self) -> bool {
        match &self.0.cause {
            Cause::Renewal(failure) => failure.needs_login(),
            _ => self.is_refused_grant(),
        }
    }

    /// Whether the user may not do this, for want of a role or a permission (status 403). A missing scope, trial access and
    /// a block against spam are none: they have questions of their own.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        let other = self.is_missing_scope() || self.is_trial_access() || self.is_spam();
        !other && self.has_status(StatusCode::FORBIDDEN)
    }

    /// Whether there is no such thing, or none that the token may see (status 404).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// Whether a limit of calls was exceeded (status 429, or a 400 that names a wait), or would have been by the
    /// client's own count. A block against spam is none.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        let limited = self.status() == Some(StatusCode::TOO_MANY_REQUESTS);
        self.kind() == ErrorKind::RateLimited
            || self.origin().meaning == Some(Meaning::RateLimit)
            || self.kind() == ErrorKind::Storage && limited
    }

    /// Whether this is a block against spam, which no attempt and no wait that is known lifts.
    #[must_use]
    pub fn is_spam(&self) -> bool {
        self.0.meaning == Some(Meaning::Spam)
    }

    /// Whether the server failed (status 500 to 599).
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        let failed = self
            .status()
            .as_ref()
            .is_some_and(StatusCode::is_server_error);
        failed && self.is_answer()
    }

    /// Whether no connection came about, so that the last attempt sent nothing.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        let error = self.origin().transport_error();
        error.is_some_and(TransportError::is_connect)
    }

    /// Whether time ran out before a response came, or while a file was on its way.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        let interruption = match &self.0.cause {
            #[cfg(feature = "transfers")]
            Cause::Transfer(failure) => failure.interruption(),
            _ => self.origin().transport_error(),
        };
        interruption.is_some_and(TransportError::is_timeout)
    }

    /// Whether the same call may succeed at another time: a limit was exceeded, the server failed, or the exchange broke off.
    ///
    /// The client has made the attempts of its policy by then, so wait before the next one: [`retry_after`](Self::retry_after)
    /// may say how long. A call that writes may have taken effect, unless [`is_connect`](Self::is_connect) or
    /// [`is_rate_limited`](Self::is_rate_limited).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let exchange = self.origin().transport_error();
        let interrupted = exchange.is_some_and(|error| !error.is_too_large());
        let limited = self.is_rate_limited() && !self.is_spam();
        limited || self.is_server_error() || self.is_timeout() || interrupted
    }

    /// Whether the call itself, and not the renewal of its token, was answered with this status.
    fn has_status(&self, status: StatusCode) -> bool {
        let refresh = matches!(self.kind(), ErrorKind::Refresh | ErrorKind::LoginLost);
        !refresh && self.status() == Some(status)
    }

    /// Whether the status is why, and not something about an answer of success.
    fn is_answer(&self) -> bool {
        use ErrorKind::{Api, LoginLost, Refresh, Storage};
        matches!(self.kind(), Api | LoginLost | Refresh | Storage)
    }

    pub(super) fn transport_error(&self) -> Option<&TransportError> {
        self.0.transport_error()
    }
}

impl Inner {
    fn transport_error(&self) -> Option<&TransportError> {
        match &self.cause {
            Cause::Transport(cause) => Some(cause),
            _ => None,
        }
    }
}
