//! The calls that share quotas: which are under way, when the last ones ended, what the server said.
//!
//! A call takes a place in every quota until one window after its *end*. The server counted it some
//! time before that end, so no window of the server's, wherever it begins, ever sees more calls than
//! its quota.

use std::collections::VecDeque;
use std::time::Duration;

use super::{Quota, RateLimit};

/// What is known of the calls that share quotas. Times are the clock's monotonic ones.
#[derive(Default)]
pub(super) struct Lane {
    quotas: Vec<Quota>,
    under_way: u64,
    ended: VecDeque<Duration>,
    ceiling: Option<Ceiling>,
}

/// What the server said: so many more calls until then. Less than none are left where calls that it had
/// not counted were under way.
struct Ceiling {
    left: i64,
    until: Duration,
}

/// Why there is no room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Full {
    /// There will be some at this time at the earliest.
    Until(Duration),
    /// There will be some when a call under way ends.
    UntilOneEnds,
}

impl Lane {
    pub(super) fn new(quota: Option<Quota>) -> Self {
        Self {
            quotas: quota.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Takes a place, if there is room.
    pub(super) fn enter(&mut self, now: Duration) -> Result<(), Full> {
        self.forget(now);
        if let Some(ceiling) = self.ceiling.as_ref().filter(|ceiling| ceiling.left <= 0) {
            return Err(Full::Until(ceiling.until));
        }
        for quota in &self.quotas {
            self.has_room(*quota, now)?;
        }
        self.under_way += 1;
        if let Some(ceiling) = &mut self.ceiling {
            ceiling.left -= 1;
        }
        Ok(())
    }

    /// Gives back the place of a call that was not sent.
    pub(super) fn give_back(&mut self) {
        self.under_way -= 1;
        if let Some(ceiling) = &mut self.ceiling {
            ceiling.left += 1;
        }
    }

    /// Notes the end of a call that was sent.
    pub(super) fn leave(&mut self, now: Duration) {
        self.under_way -= 1;
        self.ended.push_back(now);
    }

    /// Takes over what the server says, after the call that it said it to has left.
    pub(super) fn learn(&mut self, said: &RateLimit, now: Duration) {
        for quota in said.quotas() {
            let known = self.quotas.iter_mut();
            match known
                .into_iter()
                .find(|known| known.window() == quota.window())
            {
                Some(known) => *known = *quota,
                None => self.quotas.push(*quota),
            }
        }
        if let (Some(remaining), Some(reset)) = (said.remaining(), said.reset()) {
            self.limit(remaining, reset, now);
        }
    }

    /// Lets only so many more calls pass in this time; those under way may not have been counted yet.
    pub(super) fn limit(&mut self, remaining: u64, wait: Duration, now: Duration) {
        let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.ceiling = Some(Ceiling {
            left: signed(remaining) - signed(self.under_way),
            until: now.saturating_add(wait),
        });
    }

    fn has_room(&self, quota: Quota, now: Duration) -> Result<(), Full> {
        // A quota of none would keep the call for ever.
        let Some(others) = quota.calls().max(1).checked_sub(self.under_way + 1) else {
            return Err(Full::UntilOneEnds);
        };
        // So many of the last ones may count still; the one before them must not.
        let others = usize::try_from(others).unwrap_or(usize::MAX);
        let before = self.ended.len().checked_sub(others.saturating_add(1));
        let before = before.and_then(|index| self.ended.get(index));
        let free = before.map_or(Duration::ZERO, |ended| ended.saturating_add(quota.window()));
        if free > now {
            Err(Full::Until(free))
        } else {
            Ok(())
        }
    }

    fn forget(&mut self, now: Duration) {
        self.ceiling.take_if(|ceiling| ceiling.until <= now);
        let longest = self.quotas.iter().map(|quota| quota.window()).max();
        let counts = |ended: &Duration| ended.saturating_add(longest.unwrap_or_default()) > now;
        let old = self.ended.iter().position(counts);
        self.ended.drain(..old.unwrap_or(self.ended.len()));
    }
}
