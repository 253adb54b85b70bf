//! Why there is no token: a renewal that failed, for everyone who waited for it.

use std::error::Error as StdError;
use std::sync::Arc;

use super::StoreError;
use crate::{Error, ErrorKind};

/// Why there is no token. Everyone who waited for the renewal gets a copy.
#[derive(Clone)]
pub(crate) struct Failure {
    pub(crate) kind: ErrorKind,
    pub(crate) reason: &'static str,
    cause: Option<Cause>,
}

#[derive(Clone)]
enum Cause {
    Call(Arc<Error>),
    Store(Arc<StoreError>),
}

impl Failure {
    /// The error of the call that should have brought tokens.
    pub(crate) fn error(&self) -> Option<&Error> {
        match &self.cause {
            Some(Cause::Call(error)) => Some(error),
            _ => None,
        }
    }

    pub(crate) fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self.cause.as_ref()? {
            Cause::Call(error) => Some(&**error),
            Cause::Store(error) => Some(&**error),
        }
    }

    /// Whether only a new login helps.
    pub(crate) fn needs_login(&self) -> bool {
        let refused = |error: &Error| error.is_refused_grant();
        self.kind == ErrorKind::Credential || self.error().is_some_and(refused)
    }

    /// Whether the server refused what it was asked with, and would refuse it again.
    pub(super) fn is_refusal(&self) -> bool {
        let status = self.error().and_then(Error::status);
        let status = status.map(|status| status.as_u16());
        status.is_some_and(|status| (400..500).contains(&status) && ![408, 429].contains(&status))
    }

    /// Whether it is sure that the server did nothing.
    pub(super) fn did_nothing(&self) -> bool {
        let answered = self.error().and_then(Error::status);
        let refused = answered.is_some_and(|status| status.is_client_error());
        let local = self.error().is_none_or(Error::is_unprocessed);
        refused || answered.is_none() && local
    }

    /// The same refusal, where an earlier refresh may have used up what was refused.
    pub(super) fn lost(self) -> Self {
        Self {
            kind: ErrorKind::LoginLost,
            reason: "a refresh of the login began and its tokens were never saved, as the process ended or the answer was \
                     lost; what the store has is no longer taken",
            ..self
        }
    }

    pub(super) fn claim(cause: StoreError) -> Self {
        let reason = "the token store could not note that a refresh begins, so none was made";
        Self::store(reason, cause)
    }

    pub(super) fn load(cause: StoreError) -> Self {
        let reason = "the token store could not load the tokens";
        Self::store(reason, cause)
    }

    pub(super) fn save(cause: StoreError) -> Self {
        let reason = "the token store could not save the new tokens; the next call tries again";
        Self::store(reason, cause)
    }

    pub(super) fn call(cause: Error) -> Self {
        Self {
            kind: ErrorKind::Refresh,
            reason: "the access token could not be refreshed",
            cause: Some(Cause::Call(Arc::new(cause))),
        }
    }

    fn store(reason: &'static str, cause: StoreError) -> Self {
        Self {
            kind: ErrorKind::TokenStore,
            reason,
            cause: Some(Cause::Store(Arc::new(cause))),
        }
    }

    const fn plain(kind: ErrorKind, reason: &'static str) -> Self {
        Self {
            kind,
            reason,
            cause: None,
        }
    }
}

pub(super) const NO_TOKENS: Failure = Failure::plain(
    ErrorKind::Credential,
    "the token store holds no access token and nothing to get one with; a login has to come first",
);

pub(super) const NO_REFRESH_TOKEN: Failure = Failure::plain(
    ErrorKind::Credential,
    "the access token cannot be renewed, for there is no refresh token or it has ended; log in again",
);

pub(super) const NO_ACCESS_TOKEN: Failure = Failure::plain(
    ErrorKind::Refresh,
    "the token endpoint gave no access token that a header may hold; the refresh token that it gave is saved, and the \
     next call tries again",
);

/// What is left of a renewal that panicked, as a token store of the user's may.
pub(super) const PANICKED: Failure = Failure::plain(
    ErrorKind::Refresh,
    "the refresh of the access token panicked",
);
