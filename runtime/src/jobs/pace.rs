//! When a job is asked about.

use std::time::Duration;

use crate::Clock;
use crate::retry::backoff;

/// The waits between two looks, and when to give up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    pub(super) interval: Duration,
    pub(super) max_interval: Duration,
    pub(super) max_wait: Duration,
    /// The waits so far.
    waits: u32,
    /// When the first look was due, on the monotonic clock.
    began: Option<Duration>,
}

impl Pace {
    pub(super) const fn new() -> Self {
        Self {
            interval: Duration::from_secs(1),
            max_interval: Duration::from_secs(10),
            // Others saw nothing of use come after ten minutes, and a report is kept for an hour.
            max_wait: Duration::from_secs(30 * 60),
            waits: 0,
            began: None,
        }
    }

    /// Begins anew: with the shortest wait and all of the time.
    pub(super) fn restart(&mut self) {
        (self.waits, self.began) = (0, None);
    }

    /// Counts from now on, unless it does already.
    pub(super) fn begin(&mut self, clock: &dyn Clock) {
        self.began.get_or_insert_with(|| clock.monotonic());
    }

    /// When the next look is due; `None` if the time is over. The last look is at the very end.
    pub(super) fn next(&mut self, clock: &dyn Clock) -> Option<Duration> {
        let now = clock.monotonic();
        let end = self.began.unwrap_or(now).saturating_add(self.max_wait);
        let wait = backoff::wait(self.interval, self.max_interval, self.waits, clock.random());
        self.waits = self.waits.saturating_add(1);
        (now < end).then(|| now.saturating_add(wait).min(end))
    }
}
