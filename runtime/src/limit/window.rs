//! The calls that share quotas: which are in flight, when the last ones ended, what the server said.
//!
//! A call takes a place in every quota until one window after its *end*. The server counted it some
//! time before that end, so no window of the server's, wherever it begins, ever sees more calls than
//! its quota. What is kept does not grow with what the server says, nor with the number of calls.

use std::collections::VecDeque;
use std::time::Duration;

use super::quota::learn;
use super::{Quota, RateLimit};

/// What is known of the calls that share quotas. Times are the clock's monotonic ones.
#[derive(Default)]
pub(super) struct Window {
    quotas: Vec<Quota>,
    in_flight: u64,
    ended: VecDeque<Duration>,
    ceiling: Option<Ceiling>,
}

/// What the server said: so many more calls until then. Less than none are left where calls that it had
/// not counted were in flight.
struct Ceiling {
    left: i64,
    until: Duration,
    /// The server said that there is nothing left, so that no later word lifts it before its time.
    exhausted: bool,
}

/// Why there is no room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Full {
    /// There will be some at this time at the earliest.
    Until(Duration),
    /// There will be some when a call in flight ends.
    AwaitingCompletion,
}

impl Window {
    pub(super) fn new(quota: Option<Quota>) -> Self {
        Self {
            quotas: quota.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Takes a place, if there is room.
    pub(super) fn enter(&mut self, now: Duration) -> Result<(), Full> {
        self.forget(now);
        if let Some(ceiling) = self.ceiling.as_ref().filter(|ceiling| ceiling.left <= 0) {
            return Err(Full::Until(ceiling.until));
        }
        for quota in &self.quotas {
            self.has_room(*quota, now)?;
        }
        self.admit();
        Ok(())
    }

    /// Takes a place, whether or not there is room.
    pub(super) fn admit(&mut self) {
        self.in_flight += 1;
        if let Some(ceiling) = &mut self.ceiling {
            ceiling.left -= 1;
        }
    }

    /// Gives back the place of a call that was not sent.
    pub(super) fn give_back(&mut self) {
        self.in_flight -= 1;
        if let Some(ceiling) = &mut self.ceiling {
            ceiling.left += 1;
        }
    }

    /// Notes the end of a call that was sent.
    pub(super) fn leave(&mut self, now: Duration) {
        self.in_flight -= 1;
        self.ended.push_back(now);
        self.forget(now);
    }

    /// Takes over what the server says, after the call that it said it to has left.
    pub(super) fn learn(&mut self, said: &RateLimit, now: Duration) {
        learn(&mut self.quotas, said.quotas());
        if let (Some(remaining), Some(reset)) = (said.remaining(), said.reset()) {
            self.limit(remaining, reset, now);
        }
    }

    /// Lets only so many more calls pass in this time; those in flight may not have been counted yet. Where nothing is
    /// left, that holds until its time has come: an answer that was slower on its way does not lift it.
    pub(super) fn limit(&mut self, remaining: u64, wait: Duration, now: Duration) {
        let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let said = Ceiling {
            left: signed(remaining).saturating_sub(signed(self.in_flight)),
            until: now.saturating_add(wait),
            exhausted: remaining == 0,
        };
        let held = self.ceiling.as_ref();
        let held = held.filter(|held| held.exhausted && held.until > now);
        if held.is_none_or(|held| said.exhausted && said.until > held.until) {
            self.ceiling = Some(said);
        }
    }

    fn has_room(&self, quota: Quota, now: Duration) -> Result<(), Full> {
        // A quota of none would keep the call for ever.
        let Some(others) = quota.calls().max(1).checked_sub(self.in_flight + 1) else {
            return Err(Full::AwaitingCompletion);
        };
        // So many of the last ones may count still; the one before them must not.
        let others = usize::try_from(others).unwrap_or(usize::MAX);
        let before = self.ended.len().checked_sub(others.saturating_add(1));
        let before = before.and_then(|index| self.ended.get(index));
        let free = before.map_or(Duration::ZERO, |ended| ended.saturating_add(quota.window()));
        if free > now {
            Err(Full::Until(free))
        } else {
            Ok(())
        }
    }

    /// Forgets what counts no longer: the ends before the longest window, and those that are more than any quota.
    fn forget(&mut self, now: Duration) {
        self.ceiling.take_if(|ceiling| ceiling.until <= now);
        let longest = self.quotas.iter().map(|quota| quota.window()).max();
        let counts = |ended: &Duration| ended.saturating_add(longest.unwrap_or_default()) > now;
        let old = self.ended.iter().position(counts);
        let old = old.unwrap_or(self.ended.len());
        let most = self.quotas.iter().map(|quota| quota.calls().max(1)).max();
        let most = usize::try_from(most.unwrap_or(0)).unwrap_or(usize::MAX);
        self.ended
            .drain(..old.max(self.ended.len().saturating_sub(most)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::quota::MOST_QUOTAS;
    use super::*;

    const NOW: Duration = Duration::from_secs(100);
    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn a_later_word_does_not_lift_a_refusal_before_its_time() {
        let mut window = Window::new(None);
        window.limit(0, MINUTE, NOW);
        window.limit(99, Duration::from_secs(1), NOW);
        assert_eq!(window.enter(NOW), Err(Full::Until(NOW + MINUTE)));
        window.limit(0, 2 * MINUTE, NOW);
        assert_eq!(window.enter(NOW), Err(Full::Until(NOW + 2 * MINUTE)));
        window.limit(0, MINUTE, NOW);
        assert_eq!(window.enter(NOW), Err(Full::Until(NOW + 2 * MINUTE)));
        assert_eq!(window.enter(NOW + 2 * MINUTE), Ok(()));
        let later = NOW + 3 * MINUTE;
        window.limit(2, MINUTE, later);
        assert_eq!(window.enter(later), Ok(()));
        assert_eq!(window.enter(later), Err(Full::Until(later + MINUTE)));
        window.leave(later);
        window.limit(9, MINUTE, later);
        assert_eq!(window.enter(later), Ok(()), "counted, not refused");
    }

    #[test]
    fn what_is_counted_does_not_grow() {
        let mut window = Window::new(Some(Quota::new(3, MINUTE)));
        for _ in 0..1_000 {
            window.admit();
            window.leave(NOW);
        }
        assert!(window.ended.len() <= 3);
        assert_eq!(window.enter(NOW), Err(Full::Until(NOW + MINUTE)));
        let mut headers = http::HeaderMap::new();
        let windows: Vec<String> = (1..9_000).map(|w| format!("1000;w={w}")).collect();
        headers.insert("x-ratelimit-limit", windows.join(",").parse().unwrap());
        let said = RateLimit::read(&headers, &crate::HeaderNames::default()).unwrap();
        window.learn(&said, NOW);
        assert!(window.quotas.len() <= MOST_QUOTAS && said.quotas().len() <= MOST_QUOTAS);
    }
}
