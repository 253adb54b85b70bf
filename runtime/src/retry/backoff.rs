//! Waits that the server does not name: exponential, with full jitter.

use std::time::Duration;

/// Between nothing and `first`, doubled with every retry and at most `longest`; where in between is
/// `random`'s choice. `retry` counts from zero.
pub(crate) fn wait(first: Duration, longest: Duration, retry: u32, random: u64) -> Duration {
    let doubled = first.saturating_mul(2_u32.saturating_pow(retry));
    let span = doubled.min(longest).as_nanos();
    // A fraction of the span, in fixed point; the span of a u64 of nanoseconds is 584 years.
    let span = u64::try_from(span).unwrap_or(u64::MAX);
    let scaled = (u128::from(span) * u128::from(random)) >> 64;
    Duration::from_nanos(u64::try_from(scaled).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_span_doubles_up_to_the_longest_and_chance_picks_within_it() {
        let (first, longest) = (Duration::from_millis(500), Duration::from_secs(8));
        let highest = |retry| wait(first, longest, retry, u64::MAX).as_secs_f64();
        for (retry, seconds) in [(0, 0.5), (1, 1.0), (2, 2.0), (4, 8.0), (5, 8.0), (99, 8.0)] {
            assert!((highest(retry) - seconds).abs() < 1e-6, "{retry}");
        }
        assert_eq!(wait(first, longest, 3, 0), Duration::ZERO);
        let half = wait(first, longest, 1, u64::MAX / 2);
        assert!(
            half.abs_diff(first) < Duration::from_micros(1),
            "half of one second: {half:?}"
        );
        assert!(wait(Duration::MAX, Duration::MAX, 9, u64::MAX) > longest);
    }
}
