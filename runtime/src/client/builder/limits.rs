//! How patient and how careful a client is.

use std::sync::Arc;
use std::time::Duration;

use super::{ClientBuilder, Core, HeaderNames, RateLimits, RetryBudget, RetryPolicy, Timeouts};
use crate::Clock;

impl<C: From<Core>> ClientBuilder<C> {
    /// How long things may take.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// How long one exchange may take: [`Timeouts::attempt`].
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeouts = self.timeouts.attempt(limit);
        self
    }

    /// How long connecting may take: [`Timeouts::connect`].
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.timeouts = self.timeouts.connect(limit);
        self
    }

    /// When a failed attempt is made again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many retries there may be in all.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.budget = budget;
        self
    }

    /// Limits that the client keeps to by itself; none if not set.
    pub fn rate_limits(mut self, limits: RateLimits) -> Self {
        self.limits = Some(limits);
        self
    }

    /// The names of the response headers that mean something to the client.
    pub fn header_names(mut self, names: HeaderNames) -> Self {
        self.header_names = names;
        self
    }

    /// A clock of your own, in place of the system's.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }
}
