//! A response whose status is 2xx.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::exchange::Exchange;
use super::{Error, Result};
use crate::read::DecodeError;
use crate::{Deviation, Operation, RateLimit};

/// A decoded body with the status, the headers and the bytes that it came with.
#[derive(Clone)]
pub struct Response<T> {
    body: T,
    /// Boxed, as it is large and responses are moved about.
    exchange: Box<Exchange>,
}

impl<T> Response<T> {
    pub(super) fn new(body: T, exchange: Exchange) -> Self {
        let exchange = Box::new(exchange);
        Self { body, exchange }
    }

    /// The same response without its decoded body.
    pub(crate) fn without_body(&self) -> Response<()> {
        Response {
            body: (),
            exchange: self.exchange.clone(),
        }
    }

    pub(super) fn into_exchange(self) -> Exchange {
        *self.exchange
    }

    /// The HTTP status, 200 to 299; any other is an [`Error`](crate::Error).
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.exchange.response.status()
    }

    /// The headers of the last attempt; rate limit and request id have methods of their own.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.exchange.response.headers()
    }

    /// Pinterest's id of the request, for its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.exchange.request_id()
    }

    /// What the server says of the rate limit that the call counted against.
    #[must_use]
    pub fn rate_limit(&self) -> Option<&RateLimit> {
        self.exchange.rate_limit.as_ref()
    }

    /// How often the call was sent: once, and once more for every retry and refreshed token.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.exchange.attempts
    }

    /// Where the body is not what the API's description promises, and what was made of it; empty for nearly every
    /// response. See [`Decoding`](crate::Decoding).
    #[must_use]
    pub fn deviations(&self) -> &[Deviation] {
        &self.exchange.deviations
    }

    /// The decoded body, which `.await` on the call gives alone.
    #[must_use]
    pub const fn body(&self) -> &T {
        &self.body
    }

    /// The decoded body, without what came with it.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }

    /// The body, for one who will not see the deviations.
    pub(crate) fn into_body_alone(self, operation: &Operation) -> Result<T> {
        if self.exchange.lenient {
            return Ok(self.body);
        }
        self.into_complete_body(operation)
    }

    /// The body, if nothing was left out of it.
    pub(crate) fn into_complete_body(self, operation: &Operation) -> Result<T> {
        let left_out = self.deviations().iter().find(|one| one.json().is_some());
        match left_out.cloned() {
            None => Ok(self.body),
            Some(first) => {
                let cause = DecodeError::Deviation(first);
                Err(Error::decode(operation.id, *self.exchange, cause))
            }
        }
    }

    /// The bytes that the body was decoded from.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        self.exchange.response.body()
    }

    /// The same response with another body.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response {
            body: change(self.body),
            exchange: self.exchange,
        }
    }
}

/// Shows what identifies the exchange, and nothing of the body: print [`body`](Response::body) if it may be seen.
impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("bytes", &self.bytes().len())
            .finish_non_exhaustive()
    }
}
