//! Lets calls pass when their lanes have room, in the order in which they came.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use super::lane::{Full, Lane};
use super::{RateLimit, RateLimits, Tier};
use crate::clock::within;
use crate::{Clock, Operation};

/// The limiter of one client.
pub(crate) struct Limiter {
    tier: Tier,
    patience: Option<Duration>,
    all: Arc<Gate>,
    categories: Mutex<HashMap<&'static str, Arc<Gate>>>,
}

/// A lane with the queue before it.
struct Gate {
    /// Held by the call whose turn it is; tokio hands it on in order.
    turn: tokio::sync::Mutex<()>,
    /// Tells the call whose turn it is that another one ended.
    ended: Notify,
    lane: Mutex<Lane>,
}

/// The call would have to wait longer than it may: for so long, if that is known.
#[derive(Debug)]
pub(crate) struct Refused(pub(crate) Option<Duration>);

impl Limiter {
    pub(crate) fn new(limits: RateLimits) -> Self {
        Self {
            all: Arc::new(Gate::new(Lane::new(limits.tier.all))),
            categories: Mutex::default(),
            tier: limits.tier,
            patience: limits.patience,
        }
    }

    /// Waits until a call of `operation` may be sent, at most until `deadline`.
    pub(crate) async fn enter<'a>(
        &self,
        operation: &Operation,
        clock: &'a dyn Clock,
        deadline: Option<Duration>,
    ) -> Result<Permit<'a>, Refused> {
        let patience = self
            .patience
            .map(|longest| clock.monotonic().saturating_add(longest));
        let latest = [patience, deadline].into_iter().flatten().min();
        let mut permit = Permit::new(clock);
        for gate in [
            operation
                .rate_limit_category
                .map(|name| self.category(name)),
            Some(Arc::clone(&self.all)),
        ]
        .into_iter()
        .flatten()
        {
            gate.enter(clock, latest).await?;
            permit.gates.push(gate);
        }
        Ok(permit)
    }

    fn category(&self, name: &'static str) -> Arc<Gate> {
        let mut categories = lock(&self.categories);
        let gate = categories.entry(name).or_insert_with(|| {
            let quota = self.tier.categories.get(&Cow::Borrowed(name));
            Arc::new(Gate::new(Lane::new(quota.copied())))
        });
        Arc::clone(gate)
    }
}

impl Gate {
    fn new(lane: Lane) -> Self {
        Self {
            turn: tokio::sync::Mutex::default(),
            ended: Notify::new(),
            lane: Mutex::new(lane),
        }
    }

    async fn enter(&self, clock: &dyn Clock, latest: Option<Duration>) -> Result<(), Refused> {
        let _turn = self.turn.lock().await;
        loop {
            let now = clock.monotonic();
            // Taken out first: a guard must not live until the wait.
            let entered = lock(&self.lane).enter(now);
            let free = match entered {
                Ok(()) => return Ok(()),
                Err(Full::Until(free)) => Some(free),
                Err(Full::UntilOneEnds) => None,
            };
            if let Some(latest) = latest
                && (free.is_some_and(|free| free > latest) || latest <= now)
            {
                return Err(Refused(free.map(|free| free.saturating_sub(now))));
            }
            let wake = [free, latest].into_iter().flatten().min();
            let pause = wake.map(|wake| wake.saturating_sub(now));
            within(clock, pause, self.ended.notified()).await;
        }
    }
}

/// A call's places. Dropping it before the call is sent gives them back.
pub(crate) struct Permit<'a> {
    gates: Vec<Arc<Gate>>,
    clock: &'a dyn Clock,
    sent: bool,
}

impl<'a> Permit<'a> {
    const fn new(clock: &'a dyn Clock) -> Self {
        Self {
            gates: Vec::new(),
            clock,
            sent: false,
        }
    }

    /// From now on the server may have counted the call.
    pub(crate) const fn sent(&mut self) {
        self.sent = true;
    }

    /// Ends the call with what its response says: of the limit, and how long to wait if it was refused
    /// for one.
    pub(crate) fn answered(self, said: Option<&RateLimit>, refused: Option<Duration>) {
        let (clock, category) = (self.clock, self.gates.first().cloned());
        drop(self);
        if let Some(gate) = category {
            let mut lane = lock(&gate.lane);
            let now = clock.monotonic();
            if let Some(said) = said {
                lane.learn(said, now);
            }
            if let Some(wait) = refused {
                lane.limit(0, wait, now);
            }
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        for gate in &self.gates {
            let mut lane = lock(&gate.lane);
            if self.sent {
                lane.leave(self.clock.monotonic());
            } else {
                lane.give_back();
            }
            drop(lane);
            gate.ended.notify_one();
        }
    }
}

/// A panic elsewhere leaves counts that are still counts.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
