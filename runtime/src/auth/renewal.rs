//! One renewal of a session's tokens, from the store to the header.
//!
//! load -> ask the server, unless the store has a newer token -> save -> header. A new token is not used before it is
//! saved, and what could not be saved is kept for the next renewal.

use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use http::HeaderValue;

use super::credential::bearer;
use super::endpoint::{Grant, obtain};
use super::{TokenStore, Tokens};
use crate::{Core, Error, ErrorKind, Operation, Result};

/// What a renewal needs. It holds nothing of the session, so a renewal that nobody waits for keeps nothing alive.
#[derive(Clone)]
pub(super) struct Renewal {
    /// A client with the app's id and secret.
    pub(super) client: Core,
    /// The operation that hands out tokens.
    pub(super) operation: &'static Operation,
    pub(super) store: Arc<dyn TokenStore>,
    /// The scopes of a token of the app itself; `None` for the token of a user.
    pub(super) app_scope: Option<String>,
    /// How long before its end a token is renewed.
    pub(super) skew: Duration,
    /// New tokens that are not in the store yet.
    pub(super) unsaved: Arc<Mutex<Option<Tokens>>>,
}

/// A token that is ready for use.
#[derive(Clone)]
pub(super) struct Fresh {
    pub(super) header: HeaderValue,
    /// When it should be renewed or, if it cannot be, when it ends.
    until: Option<SystemTime>,
}

impl Fresh {
    pub(super) fn is_usable(&self, now: SystemTime) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// Why there is no token. Everyone who waited for the renewal gets a copy.
#[derive(Clone)]
pub(crate) struct Failure {
    pub(crate) kind: ErrorKind,
    pub(crate) reason: &'static str,
    cause: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Failure {
    pub(crate) fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

impl Renewal {
    /// `refused` is a token that the server does not take, whatever its age.
    pub(super) async fn run(self, refused: Option<HeaderValue>) -> Result<Fresh, Failure> {
        let now = self.client.clock().now();
        let unsaved = self.lock().clone();
        let tokens = if let Some(tokens) = unsaved {
            tokens
        } else {
            let stored = self.load().await?;
            let fresh = stored.as_ref().map(|tokens| self.fresh(tokens, now));
            if let Some(fresh) = fresh.transpose()?.flatten()
                && fresh.is_usable(now)
                && refused.is_none_or(|refused| fresh.header != refused)
            {
                return Ok(fresh);
            }
            self.ask(stored, now).await?
        };
        self.save(&tokens).await?;
        self.fresh(&tokens, now)?.ok_or(NO_TOKENS)
    }

    async fn load(&self) -> Result<Option<Tokens>, Failure> {
        let stored = self.store.load().await;
        stored.map_err(|cause| Failure {
            kind: ErrorKind::TokenStore,
            reason: "the token store could not load the tokens",
            cause: Some(cause.into()),
        })
    }

    async fn ask(&self, stored: Option<Tokens>, now: SystemTime) -> Result<Tokens, Failure> {
        let grant = match (&self.app_scope, &stored) {
            (Some(scope), _) => Grant::ClientCredentials {
                scope: scope.clone(),
            },
            (None, None) => return Err(NO_TOKENS),
            (None, Some(tokens)) => match tokens.live_refresh_token(now) {
                Some(token) => Grant::RefreshToken {
                    refresh_token: token.clone(),
                },
                None => return Err(NO_REFRESH_TOKEN),
            },
        };
        let answer = obtain(&self.client, self.operation, &grant)
            .await
            .map_err(refresh_failed)?;
        let tokens = Tokens::answered(stored, answer, now);
        *self.lock() = Some(tokens.clone());
        Ok(tokens)
    }

    async fn save(&self, tokens: &Tokens) -> Result<(), Failure> {
        self.store.save(tokens).await.map_err(|cause| Failure {
            kind: ErrorKind::TokenStore,
            reason: "the token store could not save the new tokens; the next call tries again",
            cause: Some(cause.into()),
        })?;
        *self.lock() = None;
        Ok(())
    }

    /// The header, if there is an access token.
    fn fresh(&self, tokens: &Tokens, now: SystemTime) -> Result<Option<Fresh>, Failure> {
        let Some(token) = tokens.access_token() else {
            return Ok(None);
        };
        let header = bearer(token).map_err(|_| BAD_TOKEN)?;
        let renewable = self.app_scope.is_some() || tokens.live_refresh_token(now).is_some();
        let skew = if renewable { self.skew } else { Duration::ZERO };
        let until = tokens
            .expires_at()
            .map(|end| end.checked_sub(skew).unwrap_or(end));
        Ok(Some(Fresh { header, until }))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Tokens>> {
        self.unsaved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const NO_TOKENS: Failure = Failure {
    kind: ErrorKind::Credential,
    reason: "the token store holds no access token and nothing to get one with; a login has to come first",
    cause: None,
};

const NO_REFRESH_TOKEN: Failure = Failure {
    kind: ErrorKind::Credential,
    reason: "the access token cannot be renewed, for there is no refresh token or it has ended; log in again",
    cause: None,
};

const BAD_TOKEN: Failure = Failure {
    kind: ErrorKind::Refresh,
    reason: "the access token holds characters that no header may hold",
    cause: None,
};

/// What is left of a renewal that panicked, as a token store of the user's may.
pub(super) const PANICKED: Failure = Failure {
    kind: ErrorKind::Refresh,
    reason: "the refresh of the access token panicked",
    cause: None,
};

fn refresh_failed(cause: Error) -> Failure {
    Failure {
        kind: ErrorKind::Refresh,
        reason: "the access token could not be refreshed",
        cause: Some(Arc::new(cause)),
    }
}
