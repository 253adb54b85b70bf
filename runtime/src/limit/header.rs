//! What the server says of its limits.

use std::time::Duration;

use http::{HeaderMap, HeaderName};

use super::Quota;
use crate::HeaderNames;
use crate::retry::is_credible;

/// How many members of the header are read; the API sends three.
const MOST_MEMBERS: usize = 16;

/// What a response says of the rate limit that its call counted against.
///
/// The API sends, for example, `x-ratelimit-limit: 100, 100;w=1, 100;w=60`, `x-ratelimit-remaining: 98` and
/// `x-ratelimit-reset: 1`: the limit in force, then every quota with its window in seconds; and the
/// reset in seconds from now, up to those of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    limit: Option<u64>,
    remaining: Option<u64>,
    reset: Option<Duration>,
    quotas: Vec<Quota>,
}

impl RateLimit {
    /// The limit in force: of all quotas the one that is nearest to its end.
    #[must_use]
    pub fn limit(&self) -> Option<u64> {
        self.limit
    }

    /// How many calls it has left. After a burst it is that of a second, so none left is no end of the day: see
    /// [`reset`](Self::reset).
    #[must_use]
    pub fn remaining(&self) -> Option<u64> {
        self.remaining
    }

    /// How long after the response it begins anew.
    #[must_use]
    pub fn reset(&self) -> Option<Duration> {
        self.reset
    }

    /// Every quota that the call counts against.
    #[must_use]
    pub fn quotas(&self) -> &[Quota] {
        &self.quotas
    }

    /// `None` if the headers say nothing that can be read.
    pub(crate) fn read(headers: &HeaderMap, names: &HeaderNames) -> Option<Self> {
        let text = |name: &HeaderName| headers.get(name)?.to_str().ok();
        // Of a list the first is the one in force; the others repeat it with more words.
        let first =
            |name| -> Option<u64> { text(name)?.split([',', ';']).next()?.trim().parse().ok() };
        let quotas = text(&names.rate_limit).map(quotas).unwrap_or_default();
        let all = Self {
            limit: first(&names.rate_limit),
            remaining: first(&names.rate_remaining),
            reset: first(&names.rate_reset)
                .map(Duration::from_secs)
                .filter(|wait| is_credible(*wait)),
            quotas,
        };
        let says_something = all.limit.is_some() || all.remaining.is_some() || all.reset.is_some();
        says_something.then_some(all)
    }
}

/// The members of the form `quota;w=seconds`, with whatever other parameters; others are left out.
fn quotas(text: &str) -> Vec<Quota> {
    let quota = |member: &str| {
        let mut parts = member.split(';').map(str::trim);
        let calls = parts.next()?.parse().ok()?;
        let seconds = parts.find_map(|part| part.strip_prefix("w="))?;
        Some(Quota::new(
            calls,
            Duration::from_secs(seconds.parse().ok()?),
        ))
    };
    text.split(',')
        .take(MOST_MEMBERS)
        .filter_map(quota)
        .collect()
}
