//! Quotas: for each category by the access of the app, and one for all.
//!
//! Invariant: headers tell what is left as v5 does, whether or not the quota is enforced.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash as _, Hasher as _};

use crate::answer::Refusal;
use crate::clock::DAY;
use crate::judge::Request;
use crate::pinterest::{Settings, Tier};

/// Calls in a minute with standard access, by category; the others have a thousand.
const STANDARD: &[(&str, u64)] = &[("ads_analytics", 300), ("ads_conversions", 120_000)];

/// Calls in a second with standard access, of all categories.
const UNIVERSAL: u64 = 100;

/// Calls in a day with trial access.
const TRIAL: u64 = 1_000;

/// How often the same change is taken in a minute.
const REPEATED: u64 = 20;

/// What was used of the quotas.
#[derive(Debug)]
pub(crate) struct Limits {
    enforced: bool,
    tier: Tier,
    used: BTreeMap<String, Window>,
    /// The minute that is looked at for repetition, and how often each call that changes something came in it.
    repeated: (i64, HashMap<u64, u64>),
}

#[derive(Clone, Copy, Debug)]
struct Window {
    start: i64,
    used: u64,
}

/// What one call found of its quotas.
#[derive(Clone, Debug)]
pub(crate) struct Quota {
    /// Pairs of a quota and its window in seconds.
    policies: Vec<(u64, i64)>,
    remaining: u64,
    /// Seconds until there is more.
    reset: i64,
    is_over: bool,
}

impl Limits {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            enforced: settings.limits,
            tier: settings.tier,
            used: BTreeMap::new(),
            repeated: (0, HashMap::new()),
        }
    }

    /// Refuses a change that says the same again and again: Pinterest takes it for spam.
    pub(crate) fn repetition(&mut self, request: &Request, now: i64) -> Option<Refusal> {
        if !self.enforced || request.method == "GET" {
            return None;
        }
        let minute = now / 60_000;
        if self.repeated.0 != minute {
            self.repeated = (minute, HashMap::new());
        }
        let mut hasher = DefaultHasher::new();
        (&request.method, &request.target, &request.body).hash(&mut hasher);
        let count = self.repeated.1.entry(hasher.finish()).or_default();
        *count += 1;
        let message = "This was blocked as spam; the same again will be, too.";
        (*count > REPEATED).then(|| Refusal::new(429, 9, message))
    }

    /// Counts a call of a category.
    pub(crate) fn count(&mut self, category: &str, now: i64) -> Quota {
        let rows = self.rows(category);
        let mut nearest: Option<(u64, i64)> = None;
        let mut is_over = false;
        for (name, quota, length) in &rows {
            let window = self.window(name, *length, now);
            let is_full = window.used >= *quota;
            is_over |= is_full;
            window.used = window.used.saturating_add(1);
            let left = quota.saturating_sub(window.used);
            let reset = (window.start + length - now + 999) / 1000;
            if nearest.is_none_or(|(least, wait)| left < least || is_full && reset > wait) {
                nearest = Some((left, reset));
            }
        }
        let (remaining, reset) = nearest.unwrap_or_default();
        // What was used up on purpose is enforced in any case.
        let exhausted = self
            .used
            .get(category)
            .is_some_and(|window| window.used > u64::MAX / 2);
        Quota {
            policies: rows
                .iter()
                .map(|(_, quota, length)| (*quota, length / 1000))
                .collect(),
            remaining,
            reset,
            is_over: is_over && (self.enforced || exhausted),
        }
    }

    /// Leaves nothing of a category's quota.
    pub(crate) fn exhaust(&mut self, category: &str, now: i64) {
        let length = self
            .rows(category)
            .last()
            .map_or(DAY, |(_, _, length)| *length);
        self.window(category, length, now).used = u64::MAX / 2 + 1;
    }

    fn rows(&self, category: &str) -> Vec<(String, u64, i64)> {
        if self.tier == Tier::Trial {
            return vec![(category.to_owned(), TRIAL, DAY)];
        }
        let own = STANDARD.iter().find(|(name, _)| *name == category);
        let own = own.map_or(1_000, |(_, quota)| *quota);
        vec![
            ("all".to_owned(), UNIVERSAL, 1_000),
            (category.to_owned(), own, 60_000),
        ]
    }

    fn window(&mut self, name: &str, length: i64, now: i64) -> &mut Window {
        let start = now - now.rem_euclid(length);
        let new = Window { start, used: 0 };
        let window = self.used.entry(name.to_owned()).or_insert(new);
        if window.start != start {
            *window = new;
        }
        window
    }
}

impl Quota {
    /// Why the call is not done.
    pub(crate) fn refusal(&self) -> Option<Refusal> {
        let message = "This request exceeded a rate limit; try again later.";
        self.is_over.then(|| Refusal::new(429, 8, message))
    }

    /// `x-ratelimit-limit: 100, 100;w=1, 1000;w=60` and its two neighbours.
    pub(crate) fn headers(&self) -> [(String, String); 3] {
        let least = self
            .policies
            .iter()
            .map(|(quota, _)| *quota)
            .min()
            .unwrap_or(0);
        let policies = self
            .policies
            .iter()
            .map(|(quota, window)| format!(", {quota};w={window}"));
        let limit = format!("{least}{}", policies.collect::<String>());
        [
            ("x-ratelimit-limit".to_owned(), limit),
            (
                "x-ratelimit-remaining".to_owned(),
                self.remaining.to_string(),
            ),
            ("x-ratelimit-reset".to_owned(), self.reset.to_string()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_change_again_and_again_is_spam() {
        let settings = |limits| Settings {
            limits,
            ..Settings::default()
        };
        let pin = |link: &str| Request {
            method: "POST".to_owned(),
            target: "/v5/pins".to_owned(),
            body: link.as_bytes().to_vec(),
            ..Request::default()
        };
        let mut limits = Limits::new(&settings(true));
        let mut codes = |link: &str, now| {
            let refusal = limits.repetition(&pin(link), now);
            refusal.map(|refusal| (refusal.status, refusal.code))
        };
        let first: Vec<_> = (0..=REPEATED).map(|_| codes("a", 0)).collect();
        assert_eq!(first.iter().flatten().count(), 1);
        assert_eq!(codes("a", 59_999), Some((429, 9)));
        assert_eq!((codes("b", 59_999), codes("a", 60_000)), (None, None));
        let mut limits = Limits::new(&settings(false));
        assert!((0..50).all(|_| limits.repetition(&pin("a"), 0).is_none()));
    }

    #[test]
    fn a_quota_ends_and_comes_back() {
        let settings = Settings {
            limits: true,
            tier: Tier::Trial,
            ..Settings::default()
        };
        let mut limits = Limits::new(&settings);
        for left in (0..TRIAL).rev() {
            let quota = limits.count("ads_read", 10_000);
            assert_eq!((quota.refusal(), quota.remaining), (None, left));
        }
        let quota = limits.count("ads_read", 10_000);
        assert_eq!(
            quota
                .refusal()
                .map(|refusal| (refusal.status, refusal.code)),
            Some((429, 8))
        );
        // Nearly a day: what a client should not wait for.
        assert_eq!(quota.headers()[2].1, "86390");
        assert_eq!(quota.headers()[0].1, "1000, 1000;w=86400");
        assert!(limits.count("org_read", 10_000).refusal().is_none());
        assert!(limits.count("ads_read", DAY).refusal().is_none());
    }
}
