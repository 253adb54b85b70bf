//! What the user says of client-side limits.

use std::time::Duration;

use super::Tier;

/// Limits that the client keeps to by itself, so that the server need not refuse its calls.
///
/// Off unless given to [`ClientBuilder::rate_limits`](crate::ClientBuilder::rate_limits). A call waits
/// until its category has room, as long as that takes or until the call's deadline; calls wait in the
/// order in which they came. What the responses say of limits goes before the tier's table.
///
/// All calls of a client and its clones count together, whatever credential they carry. Pinterest
/// counts standard access per user, so give every user a client of their own.
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
    pub(super) patience: Option<Duration>,
}

impl RateLimits {
    /// The limits of this tier.
    #[must_use]
    pub const fn new(tier: Tier) -> Self {
        let patience = None;
        Self { tier, patience }
    }

    /// A call that would have to wait longer than this fails instead, with the kind
    /// [`RateLimited`](crate::ErrorKind::RateLimited).
    #[must_use]
    pub const fn wait_at_most(mut self, longest: Duration) -> Self {
        self.patience = Some(longest);
        self
    }

    /// A call that would have to wait fails instead.
    #[must_use]
    pub const fn fail_at_once(self) -> Self {
        self.wait_at_most(Duration::ZERO)
    }
}
