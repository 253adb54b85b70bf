//! A moment so long before or after another.
//!
//! Invariant: nothing wraps around and nothing panics.

use std::ops::{Add, Sub};
use std::time::Duration;

use super::Timestamp;

/// How many nanoseconds a second has.
const SECOND: u32 = 1_000_000_000;

/// The moment so much later; at most the calendar's last. What is no moment stays as it is.
impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, wait: Duration) -> Self {
        let Some((seconds, nanos)) = self.parts() else {
            return self;
        };
        let nanos = nanos + wait.subsec_nanos();
        let seconds = seconds
            .saturating_add(whole(wait))
            .saturating_add(i64::from(nanos / SECOND));
        Self::from_parts(seconds, nanos % SECOND)
    }
}

/// The moment so much earlier; at least the calendar's first. What is no moment stays as it is.
impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, back: Duration) -> Self {
        let Some((seconds, nanos)) = self.parts() else {
            return self;
        };
        let nanos = SECOND + nanos - back.subsec_nanos();
        let seconds = seconds
            .saturating_sub(whole(back))
            .saturating_sub(i64::from(nanos < SECOND));
        Self::from_parts(seconds, nanos % SECOND)
    }
}

fn whole(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_carried_over_seconds_and_stop_at_the_ends_of_the_calendar() {
        let moment: Timestamp = "2026-03-01T00:00:00.25Z".parse().expect("a moment");
        let step = Duration::from_millis(750);
        let later: Timestamp = "2026-03-01T00:00:01Z".parse().expect("a moment");
        assert_eq!(moment + step, later);
        assert_eq!(later - step, moment);
        let before: Timestamp = "2026-02-28T23:59:59.5Z".parse().expect("a moment");
        assert_eq!(moment - step, before);
        let number = Timestamp::from_unix_seconds(86_400) - Duration::from_secs(86_400);
        assert_eq!(number.unix_seconds(), Some(0));
        let last = moment + Duration::MAX;
        assert_eq!(last + Duration::from_secs(1), last);
        assert!(moment - Duration::MAX < moment);
    }
}
