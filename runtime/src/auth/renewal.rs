//! One renewal of a session's tokens, from the store to the header.
//!
//! load -> ask the server, unless the store has a newer token -> save -> header. A new token is not used before it is
//! saved, and what could not be saved is kept for the next renewal.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use http::HeaderValue;

use super::credential::bearer;
use super::endpoint::{Grant, obtain};
use super::failure::{self, Failure};
use super::{StoreError, StoreResult, TokenStore, Tokens};
use crate::clock::within;
use crate::{BoxFuture, Core, Operation, Result};

/// How long a load or save of the user's may take.
const STORE_LIMIT: Duration = Duration::from_secs(30);

/// How long a token counts as new. A server that refuses it would refuse the next one as well.
const NEW: Duration = Duration::from_secs(60);

/// When the store is looked at again after a refusal: another process, whose refresh was why, may still be saving.
const LOOKS: [Duration; 3] = [
    Duration::ZERO,
    Duration::from_millis(100),
    Duration::from_millis(500),
];

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

/// Why a token is not good enough.
#[derive(Clone)]
pub(super) enum Reason {
    /// It has ended, or is about to.
    Age,
    /// The server does not take this one, whatever its age.
    Refused(HeaderValue),
    /// The user wants another one.
    Asked,
}

/// A token that is ready for use.
#[derive(Clone)]
pub(super) struct Fresh {
    pub(super) header: HeaderValue,
    pub(super) tokens: Arc<Tokens>,
    /// When it should be renewed or, if it cannot be, when it ends.
    until: Option<SystemTime>,
}

impl Fresh {
    pub(super) fn is_usable(&self, now: SystemTime) -> bool {
        self.until.is_none_or(|until| now < until)
    }

    /// Whether it was given a moment ago.
    pub(super) fn is_new(&self, now: SystemTime) -> bool {
        let age = self.tokens.obtained_at().map(|at| now.duration_since(at));
        age.is_some_and(|age| age.is_ok_and(|age| age < NEW))
    }

    fn answers(&self, reason: &Reason, now: SystemTime) -> bool {
        self.is_usable(now)
            && match reason {
                Reason::Age => true,
                Reason::Refused(refused) => self.header != refused || self.is_new(now),
                Reason::Asked => false,
            }
    }
}

impl Renewal {
    pub(super) async fn run(self, reason: Reason) -> Result<Fresh, Failure> {
        let now = self.client.clock().now();
        let unsaved = self.lock().clone();
        let tokens = if let Some(tokens) = unsaved {
            tokens
        } else {
            let stored = self.load().await?;
            if let Some(fresh) = self.ready(stored.as_ref(), &reason, now) {
                return Ok(fresh);
            }
            match self.ask(stored.clone(), now).await {
                Err(failure) if failure.is_refusal() && self.app_scope.is_none() => {
                    let Some(other) = self.other(stored.as_ref()).await? else {
                        return Err(failure);
                    };
                    if let Some(fresh) = self.ready(Some(&other), &reason, now) {
                        return Ok(fresh);
                    }
                    self.ask(Some(other), now).await?
                }
                answer => answer?,
            }
        };
        self.save(&tokens).await?;
        self.fresh(&tokens, now).ok_or(failure::NO_ACCESS_TOKEN)
    }

    /// What the store holds by now, if another process has renewed it.
    async fn other(&self, refused: Option<&Tokens>) -> Result<Option<Tokens>, Failure> {
        for pause in LOOKS {
            if !pause.is_zero() {
                self.client.clock().sleep(pause).await;
            }
            let stored = self.load().await?;
            if stored.is_some() && stored.as_ref() != refused {
                return Ok(stored);
            }
        }
        Ok(None)
    }

    async fn load(&self) -> Result<Option<Tokens>, Failure> {
        let stored = self.bounded(self.store.load()).await;
        stored.map_err(Failure::load)
    }

    async fn save(&self, tokens: &Tokens) -> Result<(), Failure> {
        let saved = self.bounded(self.store.save(tokens)).await;
        saved.map_err(Failure::save)?;
        *self.lock() = None;
        Ok(())
    }

    async fn bounded<T>(&self, work: BoxFuture<'_, StoreResult<T>>) -> StoreResult<T> {
        let done = within(self.client.clock(), Some(STORE_LIMIT), work).await;
        done.unwrap_or_else(|| Err(StoreError::from("the store took longer than 30 s")))
    }

    async fn ask(&self, stored: Option<Tokens>, now: SystemTime) -> Result<Tokens, Failure> {
        let grant = match (&self.app_scope, &stored) {
            (Some(scope), _) => Grant::ClientCredentials {
                scope: scope.clone(),
            },
            (None, None) => return Err(failure::NO_TOKENS),
            (None, Some(tokens)) => match tokens.live_refresh_token(now) {
                Some(token) => Grant::RefreshToken {
                    refresh_token: token.clone(),
                },
                None => return Err(failure::NO_REFRESH_TOKEN),
            },
        };
        let answer = obtain(&self.client, self.operation, &grant).await;
        self.client.renewed(grant.as_str(), answer.as_ref().err());
        let tokens = Tokens::answered(stored, answer.map_err(Failure::call)?, now);
        *self.lock() = Some(tokens.clone());
        Ok(tokens)
    }

    fn ready(&self, tokens: Option<&Tokens>, reason: &Reason, now: SystemTime) -> Option<Fresh> {
        let fresh = self.fresh(tokens?, now);
        fresh.filter(|fresh| fresh.answers(reason, now))
    }

    /// The header, if there is an access token that one may hold.
    fn fresh(&self, tokens: &Tokens, now: SystemTime) -> Option<Fresh> {
        let header = bearer(tokens.access_token()?).ok()?;
        let renewable = self.app_scope.is_some() || tokens.live_refresh_token(now).is_some();
        let skew = if renewable { self.skew } else { Duration::ZERO };
        let until = tokens.expires_at().map(|end| {
            let lifetime = tokens.obtained_at().map(|at| end.duration_since(at));
            // Renewed at half of its life at the earliest, or a short one would be renewed with every call.
            let half = lifetime.map(|lifetime| lifetime.unwrap_or_default() / 2);
            let skew = half.map_or(skew, |half| skew.min(half));
            end.checked_sub(skew).unwrap_or(end)
        });
        let tokens = Arc::new(tokens.clone());
        Some(Fresh {
            header,
            tokens,
            until,
        })
    }

    fn lock(&self) -> MutexGuard<'_, Option<Tokens>> {
        self.unsaved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
