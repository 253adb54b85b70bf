//! A login that keeps itself alive.
//!
//! Whoever finds the token too old starts a renewal, and everyone who comes meanwhile waits for the same one.
//!
//! Invariant: there is at most one renewal at a time, it is owned by the session and driven by those who wait for it.
//! When one of them is dropped another goes on where it was; when all are, the next call does.

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::Shared;
use http::HeaderValue;

use super::Tokens;
use super::failure::{Failure, PANICKED};
use super::renewal::{Fresh, Reason, Renewal};
use crate::{BoxFuture, Error};

/// How long before its end a token is renewed.
pub(super) const SKEW: Duration = Duration::from_secs(120);

/// How long a session has a refresh to itself: an attempt of a minute, and a call of the store.
pub(super) const LEASE: Duration = Duration::from_secs(90);

/// A login that keeps itself alive: a credential whose access token is renewed when it is about to end, and once per
/// call when the server no longer takes it. Made by [`OAuth::session`](crate::OAuth::session); clones share the tokens
/// and the renewal, across clients too.
///
/// A renewal has a minute for each attempt, whatever limits the client or the call has, and waits for no place in the
/// client's rate limits: the calls that have those wait for it. A token that was given less than a minute ago is not
/// renewed when the server refuses it, and one that lives shortly is not renewed before half of its life.
///
/// Sessions over one store, in whatever process and on whatever machine, renew its tokens once: see
/// [`TokenStore`](crate::TokenStore).
///
/// A renewal belongs to the session, not to the call that began it: dropping a call, for a timeout say, loses nothing.
/// If every call that waits is dropped, the renewal stalls until the next call takes it up. Should it then fail,
/// its connection long gone, that call begins a new one.
///
/// [`Error::needs_login`] tells failures that only a new login ends from those that pass.
#[derive(Clone)]
pub struct Session(Arc<Inner>);

struct Inner {
    renewal: Renewal,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    fresh: Option<Fresh>,
    flight: Option<Flight>,
}

/// A renewal in flight.
type Flight = Shared<BoxFuture<'static, Result<Fresh, Failure>>>;

impl Session {
    pub(super) fn new(renewal: Renewal) -> Self {
        Self(Arc::new(Inner {
            renewal,
            state: Mutex::default(),
        }))
    }

    /// The tokens, renewed first if the access token is about to end: for another program, or to look at scopes.
    ///
    /// # Errors
    /// If there is no token and none is to be had, with the kinds [`Credential`](crate::ErrorKind::Credential),
    /// [`Refresh`](crate::ErrorKind::Refresh) and [`TokenStore`](crate::ErrorKind::TokenStore).
    pub async fn tokens(&self) -> crate::Result<Tokens> {
        let now = self.0.renewal.client.clock().now();
        let fresh = self.fresh(|fresh| fresh.is_usable(now), Reason::Age).await;
        Self::given(fresh)
    }

    /// Renews the tokens now, whatever their age, and saves them. A renewal that is in flight counts.
    ///
    /// # Errors
    /// As [`tokens`](Self::tokens).
    pub async fn refresh(&self) -> crate::Result<Tokens> {
        Self::given(self.fresh(|_| false, Reason::Asked).await)
    }

    fn given(fresh: Result<Fresh, Failure>) -> crate::Result<Tokens> {
        let fresh = fresh.map_err(|failure| Error::renewal(None, failure))?;
        Ok(Tokens::clone(&fresh.tokens))
    }

    /// The server that the tokens are for.
    pub(super) fn base_url(&self) -> &str {
        self.0.renewal.client.base_url()
    }

    /// The header of a token that is not about to end.
    pub(super) async fn header(&self) -> Result<HeaderValue, Failure> {
        let now = self.0.renewal.client.clock().now();
        let fresh = self
            .fresh(|fresh| fresh.is_usable(now), Reason::Age)
            .await?;
        Ok(fresh.header)
    }

    /// Whether there is another token than the one that `sent` carried and the server refused.
    pub(super) async fn replaces(&self, sent: &HeaderValue) -> Result<bool, Failure> {
        let now = self.0.renewal.client.clock().now();
        let good = |fresh: &Fresh| fresh.header != sent || fresh.is_new(now);
        let fresh = self.fresh(good, Reason::Refused(sent.clone())).await?;
        Ok(fresh.header != sent)
    }

    async fn fresh(
        &self,
        usable: impl Fn(&Fresh) -> bool,
        reason: Reason,
    ) -> Result<Fresh, Failure> {
        loop {
            let (flight, abandoned) = {
                let mut state = self.lock();
                if let Some(fresh) = state.fresh.as_ref().filter(|fresh| usable(fresh)) {
                    return Ok(fresh.clone());
                }
                let flight = state.flight.as_ref();
                // The one reference is the session's own: whoever waited was dropped.
                let abandoned = flight.is_some_and(|flight| flight.strong_count() == Some(1));
                let flight = state
                    .flight
                    .get_or_insert_with(|| self.renew(reason.clone()));
                (flight.clone(), abandoned)
            };
            let outcome = flight.clone().await;
            self.complete(&flight, &outcome);
            if !abandoned || outcome.as_ref().is_ok_and(&usable) {
                return outcome;
            }
        }
    }

    fn renew(&self, reason: Reason) -> Flight {
        let renewal = self.0.renewal.clone().run(reason);
        let renewal = AssertUnwindSafe(renewal).catch_unwind();
        let renewal = renewal.map(|outcome| outcome.unwrap_or(Err(PANICKED)));
        let renewal: BoxFuture<'static, Result<Fresh, Failure>> = Box::pin(renewal);
        renewal.shared()
    }

    /// Keeps what a renewal gave, unless someone did already.
    fn complete(&self, flight: &Flight, outcome: &Result<Fresh, Failure>) {
        let mut state = self.lock();
        if state.flight.as_ref().is_some_and(|own| own.ptr_eq(flight)) {
            state.flight = None;
            if let Ok(fresh) = outcome {
                state.fresh = Some(fresh.clone());
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}
