//! Lets calls pass when their windows have room, in the order in which they came.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use super::bounds::{Bounds, Refused};
use super::shared::{Place, Shared};
use super::window::{Full, Window};
use super::{RateLimit, RateLimits, Tier};
use crate::clock::within;
use crate::{Clock, Operation};

/// The limiter of one client.
pub(crate) struct Limiter {
    tier: Tier,
    /// The longest wait in all, the place in the queue included.
    max_wait: Option<Duration>,
    /// The longest that a call waits for a window that is full, once it is its turn.
    max_pause: Duration,
    all: Arc<Queue>,
    categories: Mutex<HashMap<&'static str, Arc<Queue>>>,
    shared: Option<Arc<Shared>>,
}

/// A window with the queue before it.
struct Queue {
    /// Held by the call whose turn it is; tokio hands it on in order.
    turn: tokio::sync::Mutex<()>,
    /// Wakes the call whose turn it is when another one ended.
    ended: Notify,
    window: Mutex<Window>,
}

impl Limiter {
    /// No call waits longer than `max_pause` for a window that is full, unless the limits themselves say otherwise.
    pub(crate) fn new(limits: RateLimits, max_pause: Duration) -> Self {
        Self {
            all: Arc::new(Queue::new(Window::new(limits.tier.all))),
            categories: Mutex::default(),
            shared: limits
                .shared
                .map(|sharing| Shared::new(sharing, &limits.tier)),
            tier: limits.tier,
            max_wait: limits.max_wait,
            max_pause: limits.max_wait.unwrap_or(max_pause),
        }
    }

    /// The longest wait that was set.
    pub(crate) fn longest_wait(&self) -> Duration {
        self.max_wait.unwrap_or_default()
    }

    /// Waits until a call of `operation` may be sent, at most until `deadline`. `on_wait` is called once if it has to
    /// wait, with the time if that is known.
    pub(crate) async fn enter<'a>(
        &self,
        operation: &Operation,
        clock: &'a dyn Clock,
        deadline: Option<Duration>,
        on_wait: &(dyn Fn(Option<Duration>) + Sync),
    ) -> Result<Permit<'a>, Refused> {
        let end = |wait| clock.monotonic().saturating_add(wait);
        let latest = [self.max_wait.map(end), deadline].into_iter().flatten();
        let bounds = Bounds {
            latest: latest.min(),
            pause: self.max_pause,
        };
        let mut permit = self.permit(operation, clock);
        let waits = std::sync::Once::new();
        let on_wait = |wait| waits.call_once(|| on_wait(wait));
        if let Some(shared) = &self.shared {
            let call = (operation, &self.tier);
            permit.place = shared.enter(call, clock, &bounds, &on_wait).await?;
            if permit.place.is_some() {
                return Ok(permit);
            }
        }
        for queue in self.queues(operation) {
            queue.enter(clock, &bounds, &on_wait).await?;
            permit.queues.push(queue);
        }
        Ok(permit)
    }

    /// Counts a call that waits for nothing: the one that others wait for, such as the renewal of their token.
    pub(crate) fn admit<'a>(&self, operation: &Operation, clock: &'a dyn Clock) -> Permit<'a> {
        let mut permit = self.permit(operation, clock);
        if let Some(shared) = &self.shared {
            permit.place = Some(shared.admit(operation, &self.tier));
            return permit;
        }
        for queue in self.queues(operation) {
            lock(&queue.window).admit();
            permit.queues.push(queue);
        }
        permit
    }

    fn permit<'a>(&self, operation: &Operation, clock: &'a dyn Clock) -> Permit<'a> {
        Permit {
            place: None,
            queues: Vec::new(),
            category: operation
                .rate_limit_category
                .map(|name| self.category(name)),
            clock,
            sent: false,
        }
    }

    /// That of the category first, so that its calls hold no place of all while they wait.
    fn queues(&self, operation: &Operation) -> impl Iterator<Item = Arc<Queue>> {
        let category = operation.rate_limit_category;
        let category = category.map(|name| self.category(name));
        category.into_iter().chain([Arc::clone(&self.all)])
    }

    fn category(&self, name: &'static str) -> Arc<Queue> {
        let mut categories = lock(&self.categories);
        let queue = categories.entry(name).or_insert_with(|| {
            let quota = self.tier.categories.get(&Cow::Borrowed(name));
            Arc::new(Queue::new(Window::new(quota.copied())))
        });
        Arc::clone(queue)
    }
}

impl Queue {
    fn new(window: Window) -> Self {
        Self {
            turn: tokio::sync::Mutex::default(),
            ended: Notify::new(),
            window: Mutex::new(window),
        }
    }

    async fn enter(
        &self,
        clock: &dyn Clock,
        bounds: &Bounds,
        on_wait: &(dyn Fn(Option<Duration>) + Sync),
    ) -> Result<(), Refused> {
        let turn = if let Ok(turn) = self.turn.try_lock() {
            Some(turn)
        } else {
            on_wait(None);
            let left = bounds.left(clock.monotonic());
            within(clock, left, self.turn.lock()).await
        };
        let Some(_turn) = turn else {
            return Err(Refused::Full(None));
        };
        loop {
            let now = clock.monotonic();
            // Taken out first: a guard must not live until the wait.
            let entered = lock(&self.window).enter(now);
            let free = match entered {
                Ok(()) => return Ok(()),
                Err(Full::Until(free)) => Some(free),
                Err(Full::AwaitingCompletion) => None,
            };
            let wait = free.map(|free| free.saturating_sub(now));
            let left = bounds.left(now);
            if bounds.refuse(wait, left) {
                return Err(Refused::Full(wait));
            }
            on_wait(wait);
            let pause = [wait, left].into_iter().flatten().min();
            within(clock, pause, self.ended.notified()).await;
        }
    }
}

/// A call's places. Dropping it before the call is sent gives them back.
pub(crate) struct Permit<'a> {
    /// Its place among the calls of other processes; it has none in the queues then.
    place: Option<Place>,
    queues: Vec<Arc<Queue>>,
    category: Option<Arc<Queue>>,
    clock: &'a dyn Clock,
    sent: bool,
}

impl Permit<'_> {
    /// From now on the server may have counted the call.
    pub(crate) const fn sent(&mut self) {
        self.sent = true;
        if let Some(place) = &mut self.place {
            place.sent();
        }
    }

    /// Ends the call with what its response says of the limit of its category, and how long to wait if it was refused
    /// for one. What it says of an operation without a category is about no quota that is known.
    pub(crate) fn answered(mut self, said: Option<&RateLimit>, refused: Option<Duration>) {
        if let Some(place) = self.place.take() {
            return place.answered(said, refused);
        }
        let (clock, category) = (self.clock, self.category.clone());
        drop(self);
        if let Some(queue) = category {
            let mut window = lock(&queue.window);
            let now = clock.monotonic();
            if let Some(said) = said {
                window.learn(said, now);
            }
            if let Some(wait) = refused {
                window.limit(0, wait, now);
            }
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        for queue in &self.queues {
            let mut window = lock(&queue.window);
            if self.sent {
                window.leave(self.clock.monotonic());
            } else {
                window.give_back();
            }
            drop(window);
            queue.ended.notify_one();
        }
    }
}

/// A panic elsewhere leaves counts that are still counts.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
