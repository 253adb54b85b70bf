//! A response whose status is 2xx.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

/// The header that holds the request id, which Pinterest's support asks for.
const REQUEST_ID: &str = "x-pinterest-rid";

/// A decoded body with the status, the headers and the bytes that it came with.
#[derive(Clone)]
pub struct Response<T> {
    body: T,
    raw: http::Response<Bytes>,
}

impl<T> Response<T> {
    pub(super) const fn new(body: T, raw: http::Response<Bytes>) -> Self {
        Self { body, raw }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.raw.status()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }

    /// Pinterest's id of the request, for its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers())
    }

    /// The body.
    #[must_use]
    pub const fn body(&self) -> &T {
        &self.body
    }

    /// The body, owned.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }

    /// The bytes that the body was decoded from.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        self.raw.body()
    }

    /// The same response with another body.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response {
            body: change(self.body),
            raw: self.raw,
        }
    }
}

/// Shows the body as its type does, and of the rest what identifies the exchange.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

pub(super) fn request_id(headers: &HeaderMap) -> Option<&str> {
    headers.get(REQUEST_ID)?.to_str().ok()
}
