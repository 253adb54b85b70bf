//! How many retries a client may make in all: a token bucket that its clones share.
//!
//! When the API is down every call fails, and without a bound each would come back as several.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// How many retries a client may make in all.
///
/// Think of a bucket of tokens. A retry takes some out and is not made when too few are left. A retry
/// that succeeds puts back what it took, and a call that succeeds at once puts in a little.
///
/// | | default |
/// |---|---|
/// | [`new`](Self::new): what the bucket holds, at first too | 500 tokens |
/// | [`cost`](Self::cost): what a retry takes | 5 tokens, so 100 failures in a row |
/// | [`refund`](Self::refund): what a success at the first attempt puts in | 1 token |
///
/// The numbers are those that the AWS SDKs have had for years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryBudget {
    capacity: u32,
    cost: u32,
    refund: u32,
}

impl RetryBudget {
    /// A budget with a bucket for this many tokens.
    #[must_use]
    pub const fn new(capacity: u32) -> Self {
        Self {
            capacity,
            cost: 5,
            refund: 1,
        }
    }

    /// A budget that never runs out.
    #[must_use]
    pub const fn unlimited() -> Self {
        Self::new(0).cost(0)
    }

    /// With retries that take this many tokens.
    #[must_use]
    pub const fn cost(mut self, tokens: u32) -> Self {
        self.cost = tokens;
        self
    }

    /// With successes that put in this many tokens.
    #[must_use]
    pub const fn refund(mut self, tokens: u32) -> Self {
        self.refund = tokens;
        self
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(500)
    }
}

/// The bucket of one client.
pub(crate) struct Bucket {
    budget: RetryBudget,
    left: AtomicU32,
}

impl Bucket {
    pub(crate) const fn new(budget: RetryBudget) -> Self {
        let left = AtomicU32::new(budget.capacity);
        Self { budget, left }
    }

    /// Takes the tokens of a retry, if there are enough.
    pub(crate) fn take(&self) -> bool {
        let cost = self.budget.cost;
        let taken = |left: u32| left.checked_sub(cost);
        self.left.fetch_update(Relaxed, Relaxed, taken).is_ok()
    }

    /// Puts in what a success after a retry, or without one, is worth.
    pub(crate) fn succeeded(&self, after_retry: bool) {
        let RetryBudget {
            capacity,
            cost,
            refund,
        } = self.budget;
        let worth = if after_retry { cost } else { refund };
        let filled = |left: u32| Some(left.saturating_add(worth).min(capacity));
        // Never an error: there is always a next value.
        let _ = self.left.fetch_update(Relaxed, Relaxed, filled);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_end_with_the_tokens_and_successes_bring_them_back() {
        let tokens = Bucket::new(RetryBudget::new(4).cost(2));
        assert!(tokens.take() && tokens.take() && !tokens.take());
        tokens.succeeded(false);
        assert!(!tokens.take(), "one token is not enough");
        tokens.succeeded(true);
        assert!(tokens.take() && !tokens.take());
        for _ in 0..9 {
            tokens.succeeded(true);
        }
        assert!(
            tokens.take() && tokens.take() && !tokens.take(),
            "full at four"
        );
    }

    #[test]
    fn without_limit_every_retry_is_allowed() {
        let tokens = Bucket::new(RetryBudget::unlimited());
        assert!((0..1_000).all(|_| tokens.take()));
    }
}
