//! Answers and errors without a call, for tests of code that takes them.

use bytes::Bytes;
use http::StatusCode;
use serde_json::json;

use super::error::Reader;
use super::exchange::Exchange;
use super::{Error, HeaderNames, Response};
use crate::redact::Secrets;
use crate::{Method, Operation, RetryRules};

/// The operation that such an error is of.
static TEST: Operation = Operation::new("test", Method::Get, "/test", "test");

impl<T> Response<T> {
    /// An answer with this body, the status 200, no header and no bytes.
    #[must_use]
    pub fn for_test(body: T) -> Self {
        let response = http::Response::new(Bytes::new());
        Self::new(body, Exchange::new(response, &HeaderNames::default(), 1))
    }
}

impl Error {
    /// The error of a call that the server refused with this status, Pinterest's `code` and `message`. Its predicates
    /// say what they say of a real one.
    ///
    /// ```
    /// # use pinterest_v5_runtime::Error;
    /// assert!(Error::for_test(404, 40, "Board not found.").is_not_found());
    /// assert!(Error::for_test(429, 8, "Slow down.").is_rate_limited());
    /// ```
    #[must_use]
    pub fn for_test(status: u16, code: i64, message: &str) -> Self {
        let body = json!({ "code": code, "message": message }).to_string();
        let mut response = http::Response::new(Bytes::from(body));
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
        let names = HeaderNames::default();
        let rules = RetryRules::default();
        let reader = Reader {
            names: &names,
            rules: &rules,
            now: std::time::UNIX_EPOCH,
        };
        let exchange = Exchange::new(response, &names, 1);
        Self::api(&TEST, exchange, &reader, Secrets::default).after(1)
    }
}
