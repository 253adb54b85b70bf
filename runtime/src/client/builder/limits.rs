//! How long a client waits, and how careful it is.

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

    /// How many bytes the body of a response may have; 64 MiB if not set. They are counted while they come, and what
    /// is longer is an error of the kind [`ResponseTooLarge`](crate::ErrorKind::ResponseTooLarge). Downloads are not
    /// held in memory, and have no limit.
    pub fn max_body_size(mut self, bytes: usize) -> Self {
        self.body_limits.success = bytes;
        self
    }

    /// How many bytes are read of the body of a response that is no success; 1 MiB if not set. What is longer is cut
    /// off.
    pub fn max_error_body_size(mut self, bytes: usize) -> Self {
        self.body_limits.error = bytes;
        self
    }

    /// Whether the bodies of requests and responses become events of `tracing`, at the level TRACE; they do not if not
    /// set. What has the name or the shape of a secret or of personal data is masked, but not what Pinterest may send
    /// under a name that is not known here. It has no effect without the feature `tracing`.
    pub fn log_bodies(mut self, yes: bool) -> Self {
        self.log_bodies = yes;
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
