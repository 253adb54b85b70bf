//! The settings of retries, and the decision.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use super::{RetryRules, backoff};
use crate::{Error, Operation};

/// When a failed attempt is made again.
///
/// | failure | `GET`, `PUT`, `DELETE` | `POST`, `PATCH` |
/// |---|---|---|
/// | nothing was sent: no connection, or the server said that it did not begin | again | again |
/// | no response in time, or the exchange broke off | again | final |
/// | status 429 | again | again |
/// | status 408, 5xx, or a 400 that names a wait | again | final |
/// | spam block, missing scope, trial access | final | final |
///
/// "Final" in the last column but one becomes "again" with [`retry_writes`](Self::retry_writes), for
/// calls that may as well happen twice: Pinterest knows no idempotency keys.
/// A `DELETE` that is made again may find the thing gone already and end with a 404.
///
/// The wait before the next attempt is the server's, where it names one: `Retry-After` in seconds or as a
/// date, `x-ratelimit-reset` of a 429, or the seconds in the text of a 400. If it is longer than
/// [`max_wait`](Self::max_wait) the call fails at once, and [`Error::retry_after`] says how long.
/// Where the server names none the wait is drawn from a span that doubles with every retry.
///
/// | setting | default |
/// |---|---|
/// | [`max_attempts`](Self::max_attempts) | 3 |
/// | [`backoff`](Self::backoff) | up to 0.5 s at first, up to 8 s at most |
/// | [`max_wait`](Self::max_wait) | 120 s |
/// | [`retry_writes`](Self::retry_writes) | no |
/// | [`rules`](Self::rules) | [`RetryRules::default`] |
///
/// ```
/// use std::time::Duration;
///
/// use pinterest_v5_runtime::{ClientBuilder, Core, RetryPolicy};
///
/// let retry = RetryPolicy::new().max_attempts(5).max_wait(Duration::from_secs(30));
/// let client: Core = ClientBuilder::new().retry(retry).build()?;
/// # Ok::<(), pinterest_v5_runtime::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct RetryPolicy {
    max_attempts: u32,
    first: Duration,
    longest: Duration,
    max_wait: Duration,
    writes: bool,
    rules: Arc<RetryRules>,
}

impl RetryPolicy {
    /// The policy that a client has if none is set.
    #[must_use]
    pub fn new() -> Self {
        Self {
            max_attempts: 3,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(8),
            max_wait: Duration::from_secs(120),
            writes: false,
            rules: Arc::default(),
        }
    }

    /// No retry at all.
    #[must_use]
    pub fn none() -> Self {
        Self::new().max_attempts(1)
    }

    /// How many attempts a call may have, the first one included.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// The longest wait before the first retry, and before any, where the server names none.
    #[must_use]
    pub const fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        (self.first, self.longest) = (first, longest);
        self
    }

    /// The longest wait of the server's that is worth waiting. The last of a day's quota comes back after
    /// up to 24 hours.
    #[must_use]
    pub const fn max_wait(mut self, longest: Duration) -> Self {
        self.max_wait = longest;
        self
    }

    /// Whether `POST` and `PATCH` are made again too when the server may have acted already.
    #[must_use]
    pub const fn retry_writes(mut self, yes: bool) -> Self {
        self.writes = yes;
        self
    }

    /// Which answers are worth another attempt.
    #[must_use]
    pub fn rules(mut self, rules: RetryRules) -> Self {
        self.rules = Arc::new(rules);
        self
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

impl RetryPolicy {
    /// The wait before the retry with this number, counted from zero; `None` if `failure` is final.
    pub(crate) fn wait(
        &self,
        operation: &Operation,
        failure: &Error,
        retry: u32,
        random: u64,
    ) -> Option<Duration> {
        if retry.saturating_add(1) >= self.max_attempts || !self.is_passing(operation, failure) {
            return None;
        }
        match failure.retry_after() {
            Some(wait) if wait > self.max_wait => None,
            Some(wait) if wait > Duration::ZERO => Some(wait),
            _ => Some(backoff::wait(self.first, self.longest, retry, random)),
        }
    }

    /// How long a call may take whose attempts take so long each.
    pub(crate) fn longest(&self, attempt: Duration) -> Duration {
        let round = attempt.saturating_add(self.max_wait.max(self.longest));
        round.saturating_mul(self.max_attempts.max(1))
    }

    pub(crate) const fn longest_wait(&self) -> Duration {
        self.max_wait
    }

    pub(crate) fn table(&self) -> &RetryRules {
        &self.rules
    }

    /// Whether another attempt may do better, and do no harm.
    fn is_passing(&self, operation: &Operation, failure: &Error) -> bool {
        if failure.is_unprocessed() {
            return true;
        }
        let repeatable = operation.idempotent || self.writes;
        let Some(status) = failure.status().as_ref().map(StatusCode::as_u16) else {
            return repeatable && failure.is_transport();
        };
        let among = |ranges: &[std::ops::RangeInclusive<u16>]| {
            ranges.iter().any(|range| range.contains(&status))
        };
        !failure.is_final()
            && (among(&self.rules.refused)
                || repeatable && (among(&self.rules.idempotent) || failure.is_rate_limited()))
    }
}
