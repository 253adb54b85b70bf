//! Sends one call, as often as it takes; the same code for all operations.
//!
//! Per attempt: a place in the rate limits, a token, the exchange, what its headers teach. Between
//! attempts: a newer token, or a wait. Dropping the call at any point leaves nothing behind.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::AUTHORIZATION;

use super::core::Shared;
use super::error::Hints;
use super::exchange::Exchange;
use super::trace::Span;
use super::{Environment, Error, Result, TransportError, wire};
use crate::clock::within;
use crate::limit::Permit;
use crate::{Clock, Credential, Request, RetryPolicy};

/// Sends a call and gives its response if the status is 2xx.
pub(super) async fn execute(request: Request) -> Result<Exchange> {
    let span = Span::new(&request);
    let call = Call::new(&request, &span);
    let outcome = span.around(call.run()).await;
    let outcome = outcome.map_err(|error| error.after(call.attempts.load(Relaxed)));
    span.finish(&outcome);
    outcome
}

/// A call with its settings: its own, or else the client's.
struct Call<'a> {
    request: &'a Request,
    shared: &'a Shared,
    retry: &'a RetryPolicy,
    credential: Option<&'a Credential>,
    attempt_limit: Option<Duration>,
    /// When it must be over, on the monotonic clock.
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
        let total = own.and_then(|own| own.total).or(shared.timeouts.total);
        let deadline = own.and_then(|own| own.deadline);
        let until = deadline.map(|end| end.duration_since(shared.clock.now()).unwrap_or_default());
        let left = [total, until].into_iter().flatten().min();
        Self {
            request,
            shared,
            retry: own
                .and_then(|own| own.retry.as_ref())
                .unwrap_or(&shared.retry),
            credential: own.and_then(|own| own.credential.as_ref()),
            attempt_limit: own.and_then(|own| own.attempt).or(shared.timeouts.attempt),
            end: left.map(|left| shared.clock.monotonic().saturating_add(left)),
            attempts: AtomicU32::new(0),
            span,
        }
    }

    async fn run(&self) -> Result<Exchange> {
        let operation = self.request.operation();
        let sandbox = self.shared.environment == Environment::Sandbox && self.shared.sandbox_check;
        if sandbox && operation.sandbox == Some(false) {
            return Err(Error::sandbox(operation.id));
        }
        let left = self
            .end
            .map(|end| end.saturating_sub(self.clock().monotonic()));
        if left == Some(Duration::ZERO) {
            return Err(self.late("the call had no time left"));
        }
        let outcome = within(self.clock(), left, self.attempts()).await;
        outcome.unwrap_or_else(|| Err(self.late("the call took longer than it may in all")))
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
            let Some(wait) = self.wait(&error, retries) else {
                return Err(error);
            };
            self.span.retry(&error, wait);
            self.clock().sleep(wait).await;
            retries += 1;
        }
    }

    /// An error where nothing was sent.
    async fn attempt(&self) -> Result<Attempt> {
        let mut request = wire::assemble(self.request)?;
        let mut permit = self.permit().await?;
        let (core, operation) = (self.request.core(), self.request.operation());
        let authorizer = core.authorizer();
        let authorization = authorizer
            .authorize(core, operation, self.credential)
            .await?;
        if let Some(value) = &authorization {
            request.headers_mut().insert(AUTHORIZATION, value.clone());
        }
        self.span.resend(self.attempts.fetch_add(1, Relaxed));
        if let Some(permit) = &mut permit {
            permit.sent();
        }
        let outcome = self.exchange(request).await;
        if let Some(permit) = permit {
            learn(permit, &outcome);
        }
        Ok(Attempt {
            outcome,
            authorization,
        })
    }

    async fn permit(&self) -> Result<Option<Permit<'_>>> {
        let Some(limiter) = &self.shared.limiter else {
            return Ok(None);
        };
        let operation = self.request.operation();
        let permit = limiter.enter(operation, self.clock(), self.end).await;
        permit
            .map(Some)
            .map_err(|refused| Error::held_back(operation.id, refused.0))
    }

    async fn exchange(&self, request: http::Request<Bytes>) -> Result<Exchange> {
        let operation = self.request.operation().id;
        let sending = self.shared.transport.send(request);
        let response = match within(self.clock(), self.attempt_limit, sending).await {
            Some(Ok(response)) => response,
            Some(Err(cause)) => return Err(Error::transport(operation, cause)),
            None => return Err(self.late("the exchange took longer than one may")),
        };
        let names = &self.shared.header_names;
        let exchange = Exchange::new(response, names, self.attempts.load(Relaxed));
        self.span.response(&exchange);
        if exchange.response.status().is_success() {
            return Ok(exchange);
        }
        let hints = Hints {
            names,
            texts: self.retry.wait_texts(),
            now: self.clock().now(),
        };
        Err(Error::api(operation, exchange, &hints))
    }

    /// Whether the token was refused and there is a newer one.
    async fn renews(&self, error: &Error, sent: Option<HeaderValue>) -> Result<bool> {
        match sent {
            Some(sent) if self.retry.is_stale_token(error) => {
                let (core, operation) = (self.request.core(), self.request.operation());
                let authorizer = core.authorizer();
                authorizer
                    .refused(core, operation, &sent, self.credential)
                    .await
            }
            _ => Ok(false),
        }
    }

    /// The wait before another attempt, `None` if there is none to be.
    fn wait(&self, error: &Error, retries: u32) -> Option<Duration> {
        let clock = self.clock();
        let operation = self.request.operation();
        let wait = self.retry.wait(operation, error, retries, clock.random())?;
        let then = clock.monotonic().saturating_add(wait);
        let in_time = self.end.is_none_or(|end| then < end);
        (in_time && self.shared.bucket.take()).then_some(wait)
    }

    fn clock(&self) -> &'a dyn Clock {
        &*self.shared.clock
    }

    fn late(&self, reason: &'static str) -> Error {
        Error::transport(self.request.operation().id, TransportError::timeout(reason))
    }
}

fn learn(permit: Permit<'_>, outcome: &Result<Exchange>) {
    match outcome {
        Ok(exchange) => permit.answered(exchange.rate_limit.as_ref(), None),
        Err(error) => {
            let refused = error.retry_after().filter(|_| error.is_rate_limited());
            permit.answered(error.rate_limit(), refused);
        }
    }
}
