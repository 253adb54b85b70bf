//! What the user says of client-side limits.

use std::sync::Arc;
use std::time::Duration;

use super::shared::Sharing;
use super::{SharedLimits, Tier, WhenAway};

/// Limits that the client keeps to by itself, so that the server need not refuse its calls.
///
/// Off unless given to [`ClientBuilder::rate_limits`](crate::ClientBuilder::rate_limits). A call waits
/// until its category has room; calls wait in the order in which they came. A call for which there would be no room
/// for longer than [`wait_at_most`](Self::wait_at_most), or until its deadline, fails with the kind
/// [`RateLimited`](crate::ErrorKind::RateLimited). With the feature `tracing` each wait is an event. What the responses
/// say of limits goes before the tier's table: those of success, and those that refuse a call for a limit.
///
/// The renewal of a [`Session`](crate::Session)'s token counts, and waits for nothing, as calls wait for it.
///
/// All calls of a client and its clones count together, whatever credential they carry. Pinterest
/// counts standard access per user, so give every user limits of their own: a client, or
/// [`OAuth::client_within`](crate::OAuth::client_within). Other processes count too if the limits are
/// [`shared`](Self::shared).
///
/// ```
/// use std::time::Duration;
///
/// use pinterest_v5_runtime::{ClientBuilder, Core, Quota, RateLimits, Tier};
///
/// let tier = Tier::standard().category("org_read", Quota::per_minute(500));
/// let limits = RateLimits::new(tier).wait_at_most(Duration::from_secs(300));
/// let client: Core = ClientBuilder::new().rate_limits(limits).build()?;
/// # Ok::<(), pinterest_v5_runtime::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct RateLimits {
    pub(super) tier: Tier,
    pub(super) max_wait: Option<Duration>,
    pub(super) shared: Option<Sharing>,
}

impl RateLimits {
    /// The limits of this tier.
    #[must_use]
    pub const fn new(tier: Tier) -> Self {
        Self {
            tier,
            max_wait: None,
            shared: None,
        }
    }

    /// A call that would have to wait longer than this, its place in the queue included, fails instead, with the kind
    /// [`RateLimited`](crate::ErrorKind::RateLimited).
    ///
    /// If not set, a call waits in the queue while the queue moves, and whoever is first in it waits for room as long
    /// as for a 429: [`RetryPolicy::max_wait`](crate::RetryPolicy::max_wait) of the client, two minutes unless changed.
    #[must_use]
    pub const fn wait_at_most(mut self, longest: Duration) -> Self {
        self.max_wait = Some(longest);
        self
    }

    /// A call that would have to wait fails instead.
    #[must_use]
    pub const fn fail_at_once(self) -> Self {
        self.wait_at_most(Duration::ZERO)
    }

    /// Counts the calls in `limits`, together with all processes that count in the same place for the same `scope`: the
    /// app for trial access, the app and the user for standard access. `away` says what becomes of calls when that place
    /// cannot be reached.
    ///
    /// A call waits once: for the time when the place that it was given is free.
    #[must_use]
    pub fn shared(
        mut self,
        limits: impl SharedLimits,
        scope: impl Into<String>,
        away: WhenAway,
    ) -> Self {
        self.shared = Some(Sharing {
            limits: Arc::new(limits),
            scope: scope.into().into(),
            away,
        });
        self
    }
}
