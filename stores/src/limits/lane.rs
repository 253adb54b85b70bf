//! The calls of one category and scope in one process.
//!
//! A task asks Redis for all calls that wait, tells of all that ended, and ends when there is nothing left. Invariant:
//! one question at a time is out, so that what is in flight is told as a whole and never as a difference.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use pinterest_v5_runtime::{
    LimitEnd, LimitEntry, LimitPlace, LimitedCall, StoreError, StoreResult,
};
use tokio::runtime::Handle;
use tokio::sync::{Notify, oneshot};
use tokio::time::{Instant, timeout};

use super::ask::{Counter, Grant, Reply};
use super::state::{State, Waiter};

/// How long what ended waits for company before it is told of.
const GATHER: Duration = Duration::from_millis(10);

/// The shortest and the longest pause before there is asked again for calls that found no room.
const PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

/// How long a server that did not answer is left alone.
const AWAY: Duration = Duration::from_secs(1);

pub(super) struct Lane {
    counter: Counter,
    holder: String,
    patience: Duration,
    state: Mutex<State>,
    /// There is a new call.
    called: Notify,
}

impl Lane {
    pub(super) fn new(counter: Counter, holder: String, patience: Duration) -> Arc<Self> {
        Arc::new(Self {
            counter,
            holder,
            patience,
            state: Mutex::default(),
            called: Notify::new(),
        })
    }

    pub(super) async fn enter(self: &Arc<Self>, call: &LimitedCall) -> StoreResult<LimitEntry> {
        let received = {
            let mut state = self.lock();
            state.quotas = (call.all(), call.quotas().to_vec());
            if state.away_until.is_some_and(|until| Instant::now() < until) {
                return Err("the server that counts did not answer a moment ago".into());
            }
            if let Some(grant) = state.spare() {
                return Ok(self.entry(grant));
            }
            let (reply, received) = oneshot::channel();
            state.waiting.push_back(Waiter {
                longest: call.longest(),
                since: Instant::now(),
                reply,
            });
            received
        };
        self.called.notify_one();
        self.start();
        received.await.map_err(StoreError::new)?
    }

    pub(super) fn admit(self: &Arc<Self>, call: &LimitedCall) -> Box<dyn LimitPlace> {
        let mut state = self.lock();
        state.quotas = (call.all(), call.quotas().to_vec());
        state.admit();
        drop(state);
        self.place(Grant::default())
    }

    fn entry(self: &Arc<Self>, grant: Grant) -> LimitEntry {
        let wait = grant.wait;
        LimitEntry::Place(self.place(grant), wait)
    }

    fn place(self: &Arc<Self>, grant: Grant) -> Box<dyn LimitPlace> {
        Box::new(Place {
            lane: Arc::clone(self),
            grant: Some(grant),
        })
    }

    /// Lets a task ask, if none does and there is a runtime to run it.
    fn start(self: &Arc<Self>) {
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        if !std::mem::replace(&mut self.lock().asks, true) {
            runtime.spawn(Arc::clone(self).run());
        }
    }

    async fn run(self: Arc<Self>) {
        let ends = Ends(&self);
        loop {
            let is_idle = {
                let mut state = self.lock();
                state.expire();
                if state.is_done() {
                    state.asks = false;
                    drop(state);
                    // From here on another task may be at it.
                    std::mem::forget(ends);
                    return;
                }
                state.waiting.is_empty()
            };
            if is_idle {
                let _ = timeout(GATHER, self.called.notified()).await;
            }
            if let Some(pause) = self.ask().await {
                tokio::time::sleep(pause).await;
            }
        }
    }

    /// Asks once; gives how long to wait if some calls got no place.
    async fn ask(self: &Arc<Self>) -> Option<Duration> {
        let (ends, ask) = {
            let mut state = self.lock();
            if state.waiting.is_empty() && !state.has_news() {
                return None;
            }
            (state.ends(), state.ask())
        };
        let counted = timeout(self.patience, self.counter.count(&ask, &self.holder)).await;
        let error = match counted {
            Ok(Ok(reply)) => return self.give(reply, ask.want),
            Ok(Err(error)) => error.to_string(),
            Err(_) => "the server that counts took too long".to_owned(),
        };
        let waiting = {
            let mut state = self.lock();
            state.away_until = Some(Instant::now() + AWAY);
            state.untold(ends, ask);
            std::mem::take(&mut state.waiting)
        };
        for waiter in waiting {
            let _ = waiter.reply.send(Err(error.as_str().into()));
        }
        // What ended meanwhile is told of when it is back.
        Some(AWAY)
    }

    /// Hands places out, in the order in which calls came; gives how long to wait if there were fewer than wanted.
    fn give(self: &Arc<Self>, reply: Reply, wanted: usize) -> Option<Duration> {
        let is_full = reply.grants.len() < wanted;
        let mut replies = Vec::new();
        let mut state = self.lock();
        state.hold(reply.grants.len());
        state.away_until = None;
        for grant in reply.grants {
            let wait = grant.wait;
            let patient = loop {
                match state.waiting.pop_front() {
                    Some(waiter) if waiter.longest < wait => {
                        replies.push((waiter.reply, LimitEntry::Full(Some(wait))));
                    }
                    patient => break patient,
                }
            };
            match patient {
                Some(waiter) => replies.push((waiter.reply, self.entry(grant))),
                None => state.reserve(grant),
            }
        }
        for waiter in std::mem::take(&mut state.waiting) {
            if is_full && waiter.has_to_wait_longer(reply.soon) {
                replies.push((waiter.reply, LimitEntry::Full(reply.soon)));
            } else {
                state.waiting.push_back(waiter);
            }
        }
        drop(state);
        for (reply, entry) in replies {
            // Of a call that is gone by now the place comes back as it is dropped.
            let _ = reply.send(Ok(entry));
        }
        let pause = reply.soon.unwrap_or(PAUSE * 4) / 2;
        is_full.then(|| pause.clamp(PAUSE, LONGEST_PAUSE))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The task of a lane, which ends however it ends.
struct Ends<'a>(&'a Lane);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.lock().asks = false;
    }
}

/// A call's place. Dropping it gives it back.
struct Place {
    lane: Arc<Lane>,
    grant: Option<Grant>,
}

impl LimitPlace for Place {
    fn leave(mut self: Box<Self>, end: LimitEnd) {
        self.end(end);
    }
}

impl Place {
    fn end(&mut self, end: LimitEnd) {
        if let Some(grant) = self.grant.take() {
            self.lane.lock().leave(grant, end);
            self.lane.start();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.end(LimitEnd::Unsent);
    }
}
