//! A clock for calls that are made up.
//!
//! Samples name fixed days, and some operations answer for recent days only. Invariant: for this clock
//! the days of the samples are recent, whenever the tests run.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use pinterest_v5::runtime::{BoxFuture, Clock, SystemClock};

/// The system's clock, but for the time of day: that is always the one of the samples.
#[derive(Clone, Copy, Debug, Default)]
pub struct SampleClock(SystemClock);

impl SampleClock {
    /// The start of 2026-01-16 in UTC.
    const NOW: Duration = Duration::from_secs(1_768_521_600);
}

impl Clock for SampleClock {
    fn monotonic(&self) -> Duration {
        self.0.monotonic()
    }

    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Self::NOW
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.sleep(duration)
    }

    fn random(&self) -> u64 {
        self.0.random()
    }
}
