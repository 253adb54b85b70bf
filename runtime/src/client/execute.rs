//! Sends one call, as often as it takes; the same code for all operations.
//!
//! Per attempt: a token, a place in the rate limits, the exchange, what its headers teach. Between
//! attempts: a newer token, or a wait. Dropping the call at any point leaves nothing behind.
//!
//! Invariant: no call waits for a token while it holds a place. A token that ages while its call waits for a place is
//! refused by the server, and renewed when the place is free.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::AUTHORIZATION;

use super::core::Shared;
use super::error::Reader;
use super::exchange::Exchange;
use super::trace::Span;
use super::{BoxFuture, Environment, Error, Result, TransportError, wire};
use crate::clock::within;
use crate::limit::{Limiter, Permit};
use crate::redact::Secrets;
use crate::{Clock, Credential, Request, RetryPolicy, Timeouts, Violation};

/// Sends a call and gives its response if the status is 2xx. Boxed here, so that it is compiled here, and not once more by each crate
/// that calls for a type.
pub(super) fn execute(request: Request) -> BoxFuture<'static, Result<Exchange>> {
    Box::pin(executed(request))
}

async fn executed(request: Request) -> Result<Exchange> {
    let span = Span::new(&request);
    let call = Call::new(&request, &span);
    let outcome = span.around(call.run()).await;
    let outcome = outcome.map_err(|error| error.after(call.attempts.load(Relaxed)));
    span.finish(&outcome);
    outcome
}

impl Request {
    /// What the call is refused for before it is sent; nothing if it is not checked.
    pub(crate) fn refusals(&self) -> Vec<Violation> {
        let own = self.own_options().and_then(|own| own.checks);
        let checks = own.unwrap_or(self.core().shared().checks);
        if checks {
            self.violations()
        } else {
            Vec::new()
        }
    }
}

/// A call with its settings: its own, or else the client's.
struct Call<'a> {
    request: &'a Request,
    shared: &'a Shared,
    retry: &'a RetryPolicy,
    credential: Option<&'a Credential>,
    attempt_limit: Option<Duration>,
    /// How long it may take in all, and when it must be over on the monotonic clock.
    left: Option<Duration>,
    end: Option<Duration>,
    attempts: AtomicU32,
    span: &'a Span,
}

/// One attempt that was sent.
struct Attempt {
    outcome: Result<Exchange>,
    authorization: Option<HeaderValue>,
}

impl<'a> Call<'a> {
    fn new(request: &'a Request, span: &'a Span) -> Self {
        let shared = request.core().shared();
        let own = request.own_options();
        let retry = own.and_then(|own| own.retry.as_ref());
        let retry = retry.unwrap_or(&shared.retry);
        let limits = shared.timeouts;
        let (attempt, total) = if request.core().is_for_renewal() {
            (Some(limits.renewal()), None)
        } else {
            let attempt = own.and_then(|own| own.attempt).or(limits.attempt);
            let total = own.and_then(|own| own.total).or(limits.total);
            let all = || Self::longest(attempt, retry, request.core().limiter());
            (attempt, Some(total.unwrap_or_else(all)))
        };
        let deadline = own.and_then(|own| own.deadline);
        let until = deadline.map(|end| end.duration_since(shared.clock.now()).unwrap_or_default());
        let left = [total, until].into_iter().flatten().min();
        Self {
            request,
            shared,
            retry,
            credential: own.and_then(|own| own.credential.as_ref()),
            attempt_limit: attempt,
            left,
            end: left.map(|left| shared.clock.monotonic().saturating_add(left)),
            attempts: AtomicU32::new(0),
            span,
        }
    }

    /// The limit of a call that has none: as long as all of its attempts and waits may take, and a minute for a token.
    fn longest(
        attempt: Option<Duration>,
        retry: &RetryPolicy,
        limiter: Option<&Limiter>,
    ) -> Duration {
        let attempt = attempt.unwrap_or(Timeouts::ATTEMPT);
        let waits = limiter.map_or(Duration::ZERO, Limiter::longest_wait);
        retry
            .longest(attempt)
            .saturating_add(waits)
            .saturating_add(Timeouts::ATTEMPT)
    }

    async fn run(&self) -> Result<Exchange> {
        let operation = self.request.operation();
        let sandbox = self.shared.environment == Environment::Sandbox && self.shared.sandbox_check;
        if sandbox && operation.sandbox == Some(false) {
            return Err(Error::sandbox(operation.id));
        }
        self.check()?;
        if self.left == Some(Duration::ZERO) {
            return Err(self.late("the call had no time left"));
        }
        let outcome = within(self.clock(), self.left, self.attempts()).await;
        outcome.unwrap_or_else(|| Err(self.late("the call took longer than it may in all")))
    }

    /// Refuses a call that the API would not take.
    fn check(&self) -> Result<()> {
        let violations = self.request.refusals();
        if violations.is_empty() {
            return Ok(());
        }
        // What cannot be sent at all says so itself.
        self.request.target()?;
        Err(Error::invalid(self.request.operation().id, violations))
    }

    async fn attempts(&self) -> Result<Exchange> {
        let mut retries = 0;
        let mut renewed = false;
        loop {
            let Attempt {
                outcome,
                authorization,
            } = self.attempt().await?;
            let error = match outcome {
                Ok(exchange) => {
                    self.shared.bucket.succeeded(retries > 0);
                    return Ok(exchange);
                }
                Err(error) => error,
            };
            if !renewed && self.renews(&error, authorization).await? {
                renewed = true;
                continue;
            }
            let operation = self.request.operation();
            let again = (self.retry, retries);
            let Some(wait) = self.shared.pause(operation, again, &error, self.end) else {
                return Err(error);
            };
            self.span.retry(&error, self.attempts.load(Relaxed), wait);
            self.clock().sleep(wait).await;
            retries += 1;
        }
    }

    /// An error where nothing was sent.
    async fn attempt(&self) -> Result<Attempt> {
        let mut request = wire::assemble(self.request)?;
        let (core, operation) = (self.request.core(), self.request.operation());
        let authorizer = core.authorizer();
        let authorization = authorizer
            .authorize(core, operation, self.credential)
            .await?;
        if let Some(value) = &authorization {
            request.headers_mut().insert(AUTHORIZATION, value.clone());
        }
        let mut permit = self.permit().await?;
        self.span.resend(self.attempts.fetch_add(1, Relaxed));
        if let Some(permit) = &mut permit {
            permit.sent();
        }
        let outcome = self.exchange(request, authorization.as_ref()).await;
        if let Some(permit) = permit {
            learn(permit, &outcome);
        }
        Ok(Attempt {
            outcome,
            authorization,
        })
    }

    async fn permit(&self) -> Result<Option<Permit<'_>>> {
        let Some(limiter) = self.request.core().limiter() else {
            return Ok(None);
        };
        let operation = self.request.operation();
        if self.request.core().is_for_renewal() {
            return Ok(Some(limiter.admit(operation, self.clock())));
        }
        let on_wait = |wait| self.span.limited(wait);
        let permit = limiter.enter(operation, self.clock(), self.end, &on_wait);
        permit
            .await
            .map(Some)
            .map_err(|refused| Error::held_back(operation.id, refused))
    }

    async fn exchange(
        &self,
        request: http::Request<Bytes>,
        authorization: Option<&HeaderValue>,
    ) -> Result<Exchange> {
        let operation = self.request.operation();
        self.span.sends(&request, || self.secrets(authorization));
        let sending = self.shared.transport.send(request);
        let response = match within(self.clock(), self.attempt_limit, sending).await {
            Some(Ok(response)) => self.shared.body_limits.apply(response),
            Some(Err(cause)) => Err(cause),
            None => return Err(self.late("the exchange took longer than one may")),
        };
        let response = response.map_err(|cause| Error::transport(operation.id, cause))?;
        let names = &self.shared.header_names;
        let exchange = Exchange::new(response, names, self.attempts.load(Relaxed));
        self.span
            .response(&exchange, || self.secrets(authorization));
        if exchange.response.status().is_success() {
            return Ok(exchange);
        }
        let reader = Reader {
            names,
            rules: self.retry.table(),
            now: self.clock().now(),
        };
        let secrets = || self.secrets(authorization);
        Err(Error::api(operation, exchange, &reader, secrets))
    }

    fn secrets(&self, authorization: Option<&HeaderValue>) -> Secrets {
        let own = self.request.own_options().map(|own| &own.headers);
        let headers = [Some(&self.shared.headers), own];
        Secrets::of(self.request, headers, authorization)
    }

    /// Whether the token was refused and there is a newer one.
    async fn renews(&self, error: &Error, sent: Option<HeaderValue>) -> Result<bool> {
        match sent {
            Some(sent) if error.is_stale_token() => {
                let (core, operation) = (self.request.core(), self.request.operation());
                let authorizer = core.authorizer();
                authorizer
                    .refused(core, operation, &sent, self.credential)
                    .await
            }
            _ => Ok(false),
        }
    }

    fn clock(&self) -> &'a dyn Clock {
        &*self.shared.clock
    }

    fn late(&self, reason: &'static str) -> Error {
        Error::transport(self.request.operation().id, TransportError::timeout(reason))
    }
}

/// Only what is about limits teaches: a success, and a refusal for a limit.
fn learn(permit: Permit<'_>, outcome: &Result<Exchange>) {
    match outcome {
        Ok(exchange) => permit.answered(exchange.rate_limit.as_ref(), None),
        Err(error) if error.is_rate_limited() => {
            permit.answered(error.rate_limit(), error.retry_after());
        }
        Err(_) => permit.answered(None, None),
    }
}
