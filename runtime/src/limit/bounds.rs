//! How long a call may wait for its limits, and what it hears if that is not enough.

use std::time::Duration;

use crate::StoreError;

/// How long a call may wait.
pub(super) struct Bounds {
    /// The latest moment, on the monotonic clock.
    pub(super) latest: Option<Duration>,
    /// The longest wait for room, once it is its turn.
    pub(super) pause: Duration,
}

impl Bounds {
    pub(super) fn left(&self, now: Duration) -> Option<Duration> {
        self.latest.map(|latest| latest.saturating_sub(now))
    }

    pub(super) fn refuse(&self, wait: Option<Duration>, left: Option<Duration>) -> bool {
        let too_long = |wait| wait > self.pause || left.is_some_and(|left| wait > left);
        left == Some(Duration::ZERO) || wait.is_some_and(too_long)
    }
}

/// Why a call is not sent.
#[derive(Debug)]
pub(crate) enum Refused {
    /// It would have to wait longer than it may: for so long, if that is known.
    Full(Option<Duration>),
    /// The limits are counted where nobody can be reached.
    Away(StoreError),
}
