//! What one process knows of the calls of one category.
//!
//! Invariant: `flight` is how many places the process holds, given to calls or in reserve; whoever leaves one is told of
//! with the next question.

use std::collections::VecDeque;
use std::time::Duration;

use pinterest_v5_runtime::{LimitEnd, LimitEntry, Quota, StoreResult};
use tokio::sync::oneshot;
use tokio::time::Instant;

use super::ask::{Ask, Grant};

/// How many places are asked for at once, so that one process takes no more than a share of what gets free.
const MOST_WANTED: usize = 16;

/// How many places are held in reserve while there is plenty, and how long.
const SPARE: usize = 4;
const SPARE_LIFE: Duration = Duration::from_millis(500);

/// How many ends of calls are remembered while the server is away.
const MOST_ENDS: usize = 4_096;

#[derive(Default)]
pub(super) struct State {
    pub(super) waiting: VecDeque<Waiter>,
    spare: Vec<(Grant, Instant)>,
    flight: u64,
    ended: Vec<Instant>,
    back: Vec<Grant>,
    left: Option<(u64, Duration)>,
    pub(super) quotas: (Option<Quota>, Vec<Quota>),
    /// Whether a task asks for this category.
    pub(super) asks: bool,
    /// Until when the server counts as away.
    pub(super) away_until: Option<Instant>,
}

/// A call that waits for a place.
pub(super) struct Waiter {
    pub(super) longest: Duration,
    pub(super) since: Instant,
    pub(super) reply: oneshot::Sender<StoreResult<LimitEntry>>,
}

impl Waiter {
    /// Whether there will be no room while it may wait.
    pub(super) fn has_to_wait_longer(&self, soon: Option<Duration>) -> bool {
        self.longest <= self.since.elapsed() || soon.is_some_and(|soon| soon > self.longest)
    }
}

impl State {
    /// A place in reserve, if nobody has waited for longer.
    pub(super) fn spare(&mut self) -> Option<Grant> {
        let is_next = self.waiting.is_empty();
        is_next
            .then(|| self.spare.pop())
            .flatten()
            .map(|(grant, _)| grant)
    }

    pub(super) fn admit(&mut self) {
        self.flight += 1;
    }

    /// Takes over places that were given.
    pub(super) fn hold(&mut self, grants: usize) {
        self.flight += grants as u64;
    }

    pub(super) fn reserve(&mut self, grant: Grant) {
        self.spare.push((grant, Instant::now()));
    }

    pub(super) fn leave(&mut self, grant: Grant, end: LimitEnd) {
        self.flight = self.flight.saturating_sub(1);
        match end {
            LimitEnd::Unsent => self.back.push(grant),
            _ if self.ended.len() < MOST_ENDS => self.ended.push(Instant::now()),
            _ => {}
        }
        if let LimitEnd::Left { calls, within } = end {
            // A refusal goes before what was said of a success.
            let is_refusal = self.left.is_some_and(|(calls, _)| calls == 0);
            if !is_refusal || calls == 0 {
                self.left = Some((calls, within));
            }
        }
    }

    /// Whether there is nothing to ask, to tell or to give back later.
    pub(super) fn is_done(&self) -> bool {
        self.waiting.is_empty() && self.spare.is_empty() && !self.has_news()
    }

    pub(super) fn has_news(&self) -> bool {
        !self.ended.is_empty() || !self.back.is_empty() || self.left.is_some()
    }

    /// Gives places back that nobody has used for a while.
    pub(super) fn expire(&mut self) {
        let now = Instant::now();
        let old = |(_, since): &mut (Grant, Instant)| now.duration_since(*since) >= SPARE_LIFE;
        let expired: Vec<Grant> = self
            .spare
            .extract_if(.., old)
            .map(|(grant, _)| grant)
            .collect();
        self.flight = self.flight.saturating_sub(expired.len() as u64);
        self.back.extend(expired);
    }

    /// Takes back what a question told of that nobody may have heard. To tell of it twice does less harm than not at all.
    pub(super) fn untold(&mut self, ends: Vec<Instant>, ask: Ask) {
        self.ended.extend(ends);
        self.ended.truncate(MOST_ENDS);
        self.back.extend(ask.back);
        self.left = self.left.or(ask.left);
    }

    /// When calls ended that were not told of yet.
    pub(super) fn ends(&self) -> Vec<Instant> {
        self.ended.clone()
    }

    /// What to ask next; what it tells of is told of once.
    pub(super) fn ask(&mut self) -> Ask {
        self.waiting.retain(|waiter| !waiter.reply.is_closed());
        let now = Instant::now();
        let want = self.waiting.len().min(MOST_WANTED);
        let spare = SPARE.saturating_sub(self.spare.len());
        let ended = std::mem::take(&mut self.ended);
        let is_busy = !ended.is_empty();
        Ask {
            all: self.quotas.0,
            quotas: self.quotas.1.clone(),
            flight: self.flight,
            ended: ended
                .into_iter()
                .map(|end| now.duration_since(end))
                .collect(),
            back: std::mem::take(&mut self.back),
            left: self.left.take(),
            want,
            // While calls come and go there is another one soon.
            spare: if want == 0 && !is_busy { 0 } else { spare },
        }
    }
}
