//! From settings to a client. Every setting that cannot work is reported by `build`, the first one first.

mod credentials;
mod environment;
mod limits;
mod network;

use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use http::header::{ACCEPT, HeaderMap, HeaderValue, USER_AGENT};

use self::network::Network;
use super::body_limits::BodyLimits;
use super::{Core, Environment, Error, HeaderNames, Result, base_url, core};
use crate::auth::Authorizer;
use crate::options::header;
use crate::retry::Bucket;
use crate::{Clock, Credential, Decoding, RateLimits, RetryBudget, RetryPolicy, Timeouts};

/// Collects what a client needs and builds it.
///
/// With no setting at all it makes a client of the production environment that can call only what
/// takes no credential.
#[must_use = "call `build` to get a client"]
pub struct ClientBuilder<C = Core> {
    credentials: Vec<Credential>,
    environment: Environment,
    sandbox_check: bool,
    base_url: Option<String>,
    headers: HeaderMap,
    header_names: HeaderNames,
    network: Network,
    clock: Option<Arc<dyn Clock>>,
    timeouts: Timeouts,
    retry: RetryPolicy,
    budget: RetryBudget,
    limits: Option<RateLimits>,
    body_limits: BodyLimits,
    log_bodies: bool,
    decoding: Decoding,
    checks: bool,
    invalid: Option<String>,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Core>> ClientBuilder<C> {
    /// A builder without settings.
    pub fn new() -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(
            USER_AGENT,
            HeaderValue::from_static(concat!("pinterest-v5/", env!("CARGO_PKG_VERSION"))),
        );
        Self {
            credentials: Vec::new(),
            environment: Environment::default(),
            sandbox_check: true,
            base_url: None,
            headers,
            header_names: HeaderNames::default(),
            network: Network::default(),
            clock: None,
            timeouts: Timeouts::new(),
            retry: RetryPolicy::new(),
            budget: RetryBudget::default(),
            limits: None,
            body_limits: BodyLimits::default(),
            log_bodies: false,
            decoding: Decoding::default(),
            checks: true,
            invalid: None,
            client: PhantomData,
        }
    }

    /// The `User-Agent` header: `pinterest-v5/` and the version of the crate if not set.
    pub fn user_agent(self, value: impl AsRef<str>) -> Self {
        self.header(USER_AGENT.as_str(), value)
    }

    /// A header for every request.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        match header(name.as_ref(), value.as_ref()) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(invalid) => self.refuse(invalid),
        }
        self
    }

    /// What becomes of answers that are not what the API's description promises.
    pub fn decoding(mut self, decoding: Decoding) -> Self {
        self.decoding = decoding;
        self
    }

    /// Whether calls are checked before they are sent, which they are unless set: for patterns, lengths, counts and
    /// bounds, for lists that are empty, and for days that the operation does not answer for. `unchecked()` on a call
    /// leaves the checks out of that one. Answers are never checked.
    pub fn checks(mut self, checks: bool) -> Self {
        self.checks = checks;
        self
    }

    /// The client.
    ///
    /// # Errors
    /// When a setting cannot be used, with the kind [`Configuration`](crate::ErrorKind::Configuration).
    pub fn build(self) -> Result<C> {
        if let Some(invalid) = self.invalid {
            return Err(Error::configuration(invalid));
        }
        let authorizer = Authorizer::new(self.credentials).map_err(Error::configuration)?;
        let base_url = self.base_url.as_deref();
        let base_url = base_url.unwrap_or_else(|| self.environment.base_url());
        let (base_url, base) = base_url::check(base_url).map_err(Error::configuration)?;
        let limits = (self.timeouts, self.body_limits);
        let (transport, timeouts) = self.network.transport(limits, &base)?;
        let shared = core::Shared {
            transport,
            clock: self
                .clock
                .unwrap_or_else(|| Arc::new(crate::SystemClock::new())),
            environment: self.environment,
            sandbox_check: self.sandbox_check,
            base_url,
            base,
            headers: self.headers,
            header_names: self.header_names,
            timeouts,
            body_limits: self.body_limits,
            log_bodies: self.log_bodies,
            retry: self.retry,
            bucket: Bucket::new(self.budget),
            decoding: self.decoding,
            checks: self.checks,
            deviations: AtomicU64::new(0),
        };
        Ok(C::from(Core::new(shared, authorizer, self.limits)))
    }

    fn refuse(&mut self, invalid: impl Into<String>) {
        self.invalid.get_or_insert(invalid.into());
    }
}

impl<C: From<Core>> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}
