//! How many calls a span of time may hold.

use std::time::Duration;

/// How many calls a span of time may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    calls: u64,
    window: Duration,
}

impl Quota {
    /// This many calls in any span of this length.
    #[must_use]
    pub const fn new(calls: u64, window: Duration) -> Self {
        Self { calls, window }
    }

    /// This many calls in any second.
    #[must_use]
    pub const fn per_second(calls: u64) -> Self {
        Self::new(calls, Duration::from_secs(1))
    }

    /// This many calls in any minute.
    #[must_use]
    pub const fn per_minute(calls: u64) -> Self {
        Self::new(calls, Duration::from_secs(60))
    }

    /// This many calls in any 24 hours.
    #[must_use]
    pub const fn per_day(calls: u64) -> Self {
        Self::new(calls, Duration::from_secs(24 * 60 * 60))
    }

    /// How many calls there may be.
    #[must_use]
    pub const fn calls(self) -> u64 {
        self.calls
    }

    /// The span that they are counted in.
    #[must_use]
    pub const fn window(self) -> Duration {
        self.window
    }

    /// Whether a response may teach it: Pinterest counts by the day at most, and the ends of as many calls are kept.
    pub(super) fn is_learnable(self) -> bool {
        let day = Self::per_day(1_000_000);
        self.calls <= day.calls && self.window <= day.window
    }
}

/// How many quotas are learned from responses.
pub(super) const MOST_QUOTAS: usize = 16;

/// Takes over the quotas that the server names, in place of those of the same windows.
pub(super) fn learn(known: &mut Vec<Quota>, said: &[Quota]) {
    for quota in said.iter().filter(|quota| quota.is_learnable()) {
        let (full, mut all) = (known.len() >= MOST_QUOTAS, known.iter_mut());
        match all.find(|known| known.window() == quota.window()) {
            Some(known) => *known = *quota,
            None if full => {}
            None => known.push(*quota),
        }
    }
}
