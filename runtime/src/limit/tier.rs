//! The quotas of Pinterest's access tiers, as one table.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Quota;

/// What a tier of access may do: a quota of all calls together, and one for every category.
///
/// Which category an operation is of is in its constant,
/// [`Operation::rate_limit_category`](crate::Operation::rate_limit_category).
///
/// | | [`trial`](Self::trial), per day | [`standard`](Self::standard) |
/// |---|---|---|
/// | all calls | 1,000 | 100 per second |
/// | `ads_analytics` | 1,000 | 300 per minute |
/// | `ads_read` | 1,000 | 1,000 per minute |
/// | `ads_conversions` | 1,000 | 5,000 per minute |
///
/// The numbers are those of Pinterest's page on rate limits, which counts trial calls per app and standard
/// calls per user and app, and which changes. For `ads_conversions` that page says 120,000 and the
/// operation's own description 5,000 per ad account; the lower one is here. Of other categories no
/// quota is known; the limiter learns them, like corrections of these, from the responses.
#[derive(Clone, Debug)]
pub struct Tier {
    pub(super) all: Option<Quota>,
    pub(super) categories: HashMap<Cow<'static, str>, Quota>,
}

impl Tier {
    /// What apps with trial access may do: 1,000 calls a day.
    #[must_use]
    pub fn trial() -> Self {
        let day = Quota::per_day(1_000);
        Self::custom()
            .all(day)
            .category("ads_analytics", day)
            .category("ads_read", day)
            .category("ads_conversions", day)
    }

    /// What apps with standard access may do: 100 calls a second for each user.
    #[must_use]
    pub fn standard() -> Self {
        Self::custom()
            .all(Quota::per_second(100))
            .category("ads_analytics", Quota::per_minute(300))
            .category("ads_read", Quota::per_minute(1_000))
            .category("ads_conversions", Quota::per_minute(5_000))
    }

    /// A tier without quotas, to be filled in.
    #[must_use]
    pub fn custom() -> Self {
        Self {
            all: None,
            categories: HashMap::new(),
        }
    }

    /// With this quota for all calls together.
    #[must_use]
    pub fn all(mut self, quota: Quota) -> Self {
        self.all = Some(quota);
        self
    }

    /// With this quota for the calls of a category.
    #[must_use]
    pub fn category(mut self, name: impl Into<Cow<'static, str>>, quota: Quota) -> Self {
        self.categories.insert(name.into(), quota);
        self
    }
}
