//! What every request of a client shares.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use http::{HeaderMap, Uri};

use super::body_limits::BodyLimits;
use super::{Environment, HeaderNames, Transport};
use crate::auth::Authorizer;
use crate::limit::Limiter;
use crate::retry::Bucket;
use crate::{Clock, Decoding, Error, Operation, RateLimits, RetryPolicy, Timeouts};

/// A client's inside, cheap to clone: transport, base URL, headers, credentials, limits.
#[derive(Clone)]
pub struct Core {
    shared: Arc<Shared>,
    authorizer: Arc<Authorizer>,
    limiter: Option<Arc<Limiter>>,
    /// Whether its calls are those that others wait for.
    renewal: bool,
}

pub(super) struct Shared {
    pub(super) transport: Box<dyn Transport>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) environment: Environment,
    pub(super) sandbox_check: bool,
    pub(super) base_url: String,
    /// The same, parsed.
    pub(super) base: Uri,
    pub(super) headers: HeaderMap,
    pub(super) header_names: HeaderNames,
    pub(super) timeouts: Timeouts,
    pub(super) body_limits: BodyLimits,
    #[cfg_attr(
        not(feature = "tracing"),
        expect(dead_code, reason = "there is no log")
    )]
    pub(super) log_bodies: bool,
    pub(super) retry: RetryPolicy,
    pub(super) bucket: Bucket,
    pub(super) decoding: Decoding,
    /// Whether calls are checked before they are sent.
    pub(super) checks: bool,
    /// How many deviations there were in all answers.
    pub(super) deviations: AtomicU64,
}

impl Shared {
    /// How long to wait before another attempt that ends in time; `None` if there is none to be.
    /// `retries` counts those that were, and `end` is on the monotonic clock.
    pub(super) fn pause(
        &self,
        operation: &Operation,
        (retry, retries): (&RetryPolicy, u32),
        error: &Error,
        end: Option<Duration>,
    ) -> Option<Duration> {
        let wait = retry.wait(operation, error, retries, self.clock.random())?;
        let then = self.clock.monotonic().saturating_add(wait);
        let in_time = end.is_none_or(|end| then < end);
        (in_time && self.bucket.take()).then_some(wait)
    }
}

impl Core {
    pub(super) fn new(shared: Shared, authorizer: Authorizer, limits: Option<RateLimits>) -> Self {
        let max_wait = shared.retry.longest_wait();
        let limiter = limits.map(|limits| Arc::new(Limiter::new(limits, max_wait)));
        Self {
            shared: Arc::new(shared),
            authorizer: Arc::new(authorizer),
            limiter,
            renewal: false,
        }
    }

    /// The same client with other credentials.
    pub(crate) fn with_authorizer(&self, authorizer: Arc<Authorizer>) -> Self {
        Self {
            authorizer,
            ..self.clone()
        }
    }

    /// The same client with limits of its own.
    pub(crate) fn with_rate_limits(&self, limits: RateLimits) -> Self {
        let max_wait = self.shared.retry.longest_wait();
        Self {
            limiter: Some(Arc::new(Limiter::new(limits, max_wait))),
            ..self.clone()
        }
    }

    /// The same client for calls that ask for tokens: other calls wait for them, and an answer that is not waited for
    /// is a login that is lost. They wait for no place in the rate limits, and have time.
    pub(crate) fn for_renewal(&self) -> Self {
        Self {
            renewal: true,
            ..self.clone()
        }
    }

    pub(super) fn is_for_renewal(&self) -> bool {
        self.renewal
    }

    /// Reports a renewal to those who watch.
    pub(crate) fn renewed(&self, grant: &'static str, failure: Option<&Error>) {
        super::trace::renewal(self, grant, failure);
    }

    pub(crate) fn authorizer(&self) -> &Authorizer {
        &self.authorizer
    }

    pub(super) fn limiter(&self) -> Option<&Limiter> {
        self.limiter.as_deref()
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// Where the client takes time and chance from.
    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.shared.clock
    }

    /// How many times an answer was not what the API's description promises, since the client was built; its
    /// clones count together. See [`Decoding`].
    #[must_use]
    pub fn deviations(&self) -> u64 {
        self.shared.deviations.load(Relaxed)
    }

    /// The URL that the paths of operations begin at.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.shared.base_url
    }
}

impl AsRef<Self> for Core {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// Shows where the client points, nothing that identifies its user.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.shared.base_url)
            .finish_non_exhaustive()
    }
}
