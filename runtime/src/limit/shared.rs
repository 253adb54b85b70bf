//! Limits that several processes keep to together.
//!
//! A call -> [`SharedLimits`], which counts it -> a place, and the time until it is free. Invariant: a call waits once and no
//! longer than it may, and every place that was taken is left, whatever becomes of its call.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::bounds::{Bounds, Refused};
use super::quota::learn;
use super::{Quota, RateLimit, Tier};
use crate::clock::within;
use crate::{BoxFuture, Clock, Operation, StoreResult};

/// A window that is so short that the server's whole seconds say less of it than what is counted here.
const SHORT: Duration = Duration::from_secs(10);

/// How long asking may take, also for a call that does not wait for room.
const ASKING: Duration = Duration::from_secs(5);

/// A wait that nobody has to hear of.
const UNNOTICED: Duration = Duration::from_millis(20);

/// Where several processes count their calls together, so that all of them keep to one limit: see
/// [`RateLimits::shared`](crate::RateLimits::shared). The crate `pinterest-v5-stores` has one for Redis.
pub trait SharedLimits: Send + Sync + 'static {
    /// Takes a place for a call in each of its quotas. It is taken from now on, and may be used after a wait. For room
    /// nobody waits longer than [`LimitedCall::longest`]. An error says that the count cannot be reached in time.
    fn enter<'a>(&'a self, call: &'a LimitedCall) -> BoxFuture<'a, StoreResult<LimitEntry>>;

    /// Counts a call that waits for nothing, as others wait for it.
    fn admit(&self, call: &LimitedCall) -> Box<dyn LimitPlace>;
}

/// A place in the limits, which a call holds until it ends.
pub trait LimitPlace: Send + Sync {
    /// Ends the call. Dropping the place is as [`LimitEnd::Unsent`].
    fn leave(self: Box<Self>, end: LimitEnd);
}

/// What a call got of [`SharedLimits`].
pub enum LimitEntry {
    /// A place, and how long the call has to wait before it uses it.
    Place(Box<dyn LimitPlace>, Duration),
    /// None for longer than the call may wait; with the time, if that is known.
    Full(Option<Duration>),
}

/// How a call with a place ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitEnd {
    /// It was not sent, so the place is as it was.
    Unsent,
    /// It was sent, so the place is free one window from now.
    Sent,
    /// The same, and the server lets only so many more calls of its category pass in this time.
    Left {
        /// How many calls.
        calls: u64,
        /// For how long.
        within: Duration,
    },
}

/// What [`SharedLimits`] have to know of a call.
#[derive(Clone, Debug)]
pub struct LimitedCall {
    scope: Arc<str>,
    category: &'static str,
    all: Option<Quota>,
    quotas: Vec<Quota>,
    longest: Duration,
}

impl LimitedCall {
    /// Whose limits they are, in the words of [`RateLimits::shared`](crate::RateLimits::shared).
    #[must_use]
    pub const fn scope(&self) -> &Arc<str> {
        &self.scope
    }

    /// The category that it counts in; empty if none is known.
    #[must_use]
    pub const fn category(&self) -> &'static str {
        self.category
    }

    /// The quota of all calls of the scope.
    #[must_use]
    pub const fn all(&self) -> Option<Quota> {
        self.all
    }

    /// The quotas of its category: those of the tier, and those that the server taught.
    #[must_use]
    pub fn quotas(&self) -> &[Quota] {
        &self.quotas
    }

    /// How long it may wait.
    #[must_use]
    pub const fn longest(&self) -> Duration {
        self.longest
    }
}

/// What becomes of calls while the shared count cannot be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenAway {
    /// They pass, and each client keeps to the limits by itself: all together may exceed them.
    Open,
    /// They fail, with the kind [`LimitStore`](crate::ErrorKind::LimitStore).
    Closed,
}

/// What a client was given to count with.
#[derive(Clone)]
pub(super) struct Sharing {
    pub(super) limits: Arc<dyn SharedLimits>,
    pub(super) scope: Arc<str>,
    pub(super) away: WhenAway,
}

impl fmt::Debug for Sharing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sharing")
            .field("away", &self.away)
            .finish_non_exhaustive()
    }
}

/// The shared limits of one client.
pub(super) struct Shared {
    sharing: Sharing,
    all: Option<Quota>,
    /// By category; with what the server taught.
    quotas: Mutex<HashMap<&'static str, Vec<Quota>>>,
}

impl Shared {
    pub(super) fn new(sharing: Sharing, tier: &Tier) -> Arc<Self> {
        Arc::new(Self {
            sharing,
            all: tier.all,
            quotas: Mutex::default(),
        })
    }

    /// A place, or none if the count is away and calls pass then.
    pub(super) async fn enter(
        self: &Arc<Self>,
        (operation, tier): (&Operation, &Tier),
        clock: &dyn Clock,
        bounds: &Bounds,
        on_wait: &(dyn Fn(Option<Duration>) + Sync),
    ) -> Result<Option<Place>, Refused> {
        let began = clock.monotonic();
        let left = bounds.left(began);
        let longest = left.map_or(bounds.pause, |left| left.min(bounds.pause));
        let call = self.call(operation, tier, longest);
        let limit = left.map(|left| left.max(ASKING));
        let entry = within(clock, limit, self.sharing.limits.enter(&call)).await;
        let (place, wait) = match entry {
            Some(Ok(LimitEntry::Place(place, wait))) => (self.place(place, call.category), wait),
            Some(Ok(LimitEntry::Full(wait))) => return Err(Refused::Full(wait)),
            Some(Err(_)) if self.sharing.away == WhenAway::Open => return Ok(None),
            Some(Err(error)) => return Err(Refused::Away(error)),
            None => return Err(Refused::Full(None)),
        };
        if wait > longest {
            return Err(Refused::Full(Some(wait)));
        }
        let waits = clock.monotonic().saturating_sub(began) + wait;
        if waits > UNNOTICED {
            on_wait(Some(waits));
        }
        if !wait.is_zero() {
            clock.sleep(wait).await;
        }
        Ok(Some(place))
    }

    pub(super) fn admit(self: &Arc<Self>, operation: &Operation, tier: &Tier) -> Place {
        let call = self.call(operation, tier, Duration::ZERO);
        self.place(self.sharing.limits.admit(&call), call.category)
    }

    fn call(&self, operation: &Operation, tier: &Tier, longest: Duration) -> LimitedCall {
        let category = operation.rate_limit_category.unwrap_or_default();
        let quotas = self.quotas(category, |quotas| quotas.clone(), tier);
        LimitedCall {
            scope: Arc::clone(&self.sharing.scope),
            category,
            all: self.all,
            quotas,
            longest,
        }
    }

    fn place(self: &Arc<Self>, place: Box<dyn LimitPlace>, category: &'static str) -> Place {
        Place {
            taken: Some(place),
            sent: false,
            shared: Arc::clone(self),
            category,
        }
    }

    fn quotas<T>(
        &self,
        category: &'static str,
        look: impl FnOnce(&mut Vec<Quota>) -> T,
        tier: &Tier,
    ) -> T {
        let mut all = self.quotas.lock().unwrap_or_else(PoisonError::into_inner);
        let known = || tier.categories.get(category).copied().into_iter().collect();
        look(all.entry(category).or_insert_with(known))
    }

    /// What the server says of a limit that is not counted here more exactly.
    fn said(&self, said: &RateLimit, category: &'static str) -> Option<LimitEnd> {
        let mut all = self.quotas.lock().unwrap_or_else(PoisonError::into_inner);
        let quotas = all.entry(category).or_default();
        learn(quotas, said.quotas());
        let in_force = |quota: &&Quota| said.limit() == Some(quota.calls());
        let mut counted = quotas.iter().chain(&self.all).filter(in_force);
        if counted.any(|quota| quota.window() <= SHORT) {
            return None;
        }
        Some(LimitEnd::Left {
            calls: said.remaining()?,
            within: said.reset()?,
        })
    }
}

/// A call's place in shared limits. Dropping it leaves it.
pub(super) struct Place {
    taken: Option<Box<dyn LimitPlace>>,
    sent: bool,
    shared: Arc<Shared>,
    category: &'static str,
}

impl Place {
    pub(super) const fn sent(&mut self) {
        self.sent = true;
    }

    /// Ends the call with what its response says.
    pub(super) fn answered(mut self, said: Option<&RateLimit>, refused: Option<Duration>) {
        let refused = refused.map(|within| LimitEnd::Left { calls: 0, within });
        let said = said.and_then(|said| self.shared.said(said, self.category));
        if let Some(place) = self.taken.take() {
            place.leave(refused.or(said).unwrap_or(LimitEnd::Sent));
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(place) = self.taken.take() {
            place.leave(if self.sent {
                LimitEnd::Sent
            } else {
                LimitEnd::Unsent
            });
        }
    }
}
