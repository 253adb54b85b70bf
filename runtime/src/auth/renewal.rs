//! One renewal of a session's tokens, from the store to the header.
//!
//! claim -> ask the server, unless the store has a newer token -> save -> header. A new token is not used before it is
//! saved, and what could not be saved is kept for the next renewal.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use http::HeaderValue;

use super::credential::bearer;
use super::endpoint::{Grant, obtain};
use super::failure::{self, Failure};
use super::store::{CONFLICTS, MOST_CONFLICTS};
use super::{StoreError, StoreResult, StoredTokens, TokenStore, Tokens};
use crate::clock::within;
use crate::{BoxFuture, Clock, Core, Operation, Result};

/// How long a load or save of the user's may take.
const STORE_LIMIT: Duration = Duration::from_secs(30);

/// How long a token counts as new. A server that refuses it would refuse the next one as well.
const NEW: Duration = Duration::from_secs(60);

/// How often the tokens may be replaced by somebody else while one renewal goes on.
const ROUNDS: u32 = 5;

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
    /// How long whoever refreshes has it to itself.
    pub(super) lease: Duration,
    /// What the next renewal goes on with.
    pub(super) memory: Arc<Mutex<Memory>>,
}

/// What a renewal that failed or was dropped leaves to the next one.
#[derive(Default)]
pub(super) struct Memory {
    /// What the store was last asked to keep as this session's claim.
    pub(super) claimed: Option<Claimed>,
    /// New tokens that are not in the store yet.
    unsaved: Option<(Claimed, Tokens)>,
}

/// How a session comes to a token.
pub(super) enum Claim {
    /// Nobody has to ask the server for it.
    Needless(Fresh),
    /// This session has to.
    Claimed(Box<Claimed>),
}

/// A refresh that this session has to itself: the state that it found, and the one with its mark.
#[derive(Clone)]
pub(super) struct Claimed {
    pub(super) old: StoredTokens,
    pub(super) new: StoredTokens,
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
    pub(super) until: Option<SystemTime>,
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

    pub(super) fn answers(&self, reason: &Reason, now: SystemTime) -> bool {
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
        if self.app_scope.is_some() {
            return self.of_app(&reason).await;
        }
        // The tokens may be replaced by somebody else, a new login say, at any step.
        for _ in 0..ROUNDS {
            let unsaved = self.memory().unsaved.clone();
            if let Some((claimed, tokens)) = unsaved {
                if let Some(fresh) = self.keep(claimed, tokens).await? {
                    return Ok(fresh);
                }
                continue;
            }
            let claimed = match self.claim(&reason).await? {
                Claim::Needless(fresh) => return Ok(fresh),
                Claim::Claimed(claimed) => *claimed,
            };
            match self.ask(Some(claimed.old.tokens())).await {
                Ok(tokens) => self.memory().unsaved = Some((claimed, tokens)),
                Err(failure) => self.give_up(claimed, failure).await?,
            }
        }
        Err(Failure::save(CONFLICTS.into()))
    }

    /// The token of the app itself: another one takes nothing from anybody, so nothing is claimed.
    async fn of_app(&self, reason: &Reason) -> Result<Fresh, Failure> {
        let now = self.clock().now();
        let stored = self.load().await?;
        if let Some(fresh) = self.ready(stored.as_ref(), reason, now) {
            return Ok(fresh);
        }
        let tokens = self.ask(stored.as_ref().map(StoredTokens::tokens)).await?;
        let saved = self.bounded(self.store.save(&tokens)).await;
        saved.map_err(Failure::save)?;
        self.fresh(&tokens, now).ok_or(failure::NO_ACCESS_TOKEN)
    }

    /// Saves new tokens; gives nothing if the store has others by now, of a new login say.
    async fn keep(&self, claimed: Claimed, tokens: Tokens) -> Result<Option<Fresh>, Failure> {
        let mut stored = claimed.new;
        for _ in 0..MOST_CONFLICTS {
            let renewed = StoredTokens::renewed(tokens.clone(), self.clock().random());
            let replaced = self.replace(&stored, &renewed).await;
            if replaced.map_err(Failure::save)? {
                *self.memory() = Memory::default();
                let fresh = self.fresh(&tokens, self.clock().now());
                return fresh.map(Some).ok_or(failure::NO_ACCESS_TOKEN);
            }
            match self.load().await? {
                // Only the marks are others: what the tokens there were good for, these are now.
                Some(other) if other.tokens() == claimed.old.tokens() => stored = other,
                _ => {
                    *self.memory() = Memory::default();
                    return Ok(None);
                }
            }
        }
        Err(Failure::save(CONFLICTS.into()))
    }

    pub(super) async fn load(&self) -> Result<Option<StoredTokens>, Failure> {
        let stored = self.bounded(self.store.load()).await;
        stored.map_err(Failure::load)
    }

    pub(super) async fn replace(
        &self,
        old: &StoredTokens,
        new: &StoredTokens,
    ) -> StoreResult<bool> {
        self.bounded(self.store.replace(Some(old), new)).await
    }

    async fn bounded<T>(&self, work: BoxFuture<'_, StoreResult<T>>) -> StoreResult<T> {
        let done = within(self.clock(), Some(STORE_LIMIT), work).await;
        done.unwrap_or_else(|| Err(StoreError::from("the store took longer than 30 s")))
    }

    async fn ask(&self, old: Option<&Tokens>) -> Result<Tokens, Failure> {
        let now = self.clock().now();
        let grant = match (&self.app_scope, old) {
            (Some(scope), _) => Grant::ClientCredentials {
                scope: scope.clone(),
            },
            (None, old) => {
                let token = old.and_then(|tokens| tokens.live_refresh_token(now));
                Grant::RefreshToken {
                    refresh_token: token.ok_or(failure::NO_REFRESH_TOKEN)?.clone(),
                }
            }
        };
        let answer = obtain(&self.client, self.operation, &grant).await;
        self.client.renewed(grant.as_str(), answer.as_ref().err());
        let answer = answer.map_err(Failure::call)?;
        Ok(Tokens::answered(old.cloned(), answer, now))
    }

    pub(super) fn ready(
        &self,
        stored: Option<&StoredTokens>,
        reason: &Reason,
        now: SystemTime,
    ) -> Option<Fresh> {
        let fresh = self.fresh(stored?.tokens(), now);
        fresh.filter(|fresh| fresh.answers(reason, now))
    }

    /// The header, if there is an access token that one may hold.
    pub(super) fn fresh(&self, tokens: &Tokens, now: SystemTime) -> Option<Fresh> {
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

    pub(super) fn clock(&self) -> &dyn Clock {
        self.client.clock()
    }

    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
