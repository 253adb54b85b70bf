//! The names of the response headers that mean something to the client, as one table.

use http::HeaderName;
use http::header::RETRY_AFTER;

/// The names of the response headers that mean something to the client.
///
/// The default is what the API sends. Change a copy of it if the API changes, or for a proxy with names
/// of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeaderNames {
    /// The id of the request, for Pinterest's support: `x-pinterest-rid`.
    pub request_id: HeaderName,
    /// The limit in force and all quotas: `x-ratelimit-limit`.
    pub rate_limit: HeaderName,
    /// How many calls are left: `x-ratelimit-remaining`.
    pub rate_remaining: HeaderName,
    /// In how many seconds the limit begins anew: `x-ratelimit-reset`.
    pub rate_reset: HeaderName,
    /// How long to wait, in seconds or as a date: `retry-after`. The API itself was not seen to send it;
    /// proxies do.
    pub retry_after: HeaderName,
    /// How long to wait, in milliseconds: `retry-after-ms`, from proxies too.
    pub retry_after_ms: HeaderName,
    /// The id of a request to a storage, for its support: `x-amz-request-id`.
    pub storage_request_id: HeaderName,
}

impl Default for HeaderNames {
    fn default() -> Self {
        Self {
            request_id: HeaderName::from_static("x-pinterest-rid"),
            rate_limit: HeaderName::from_static("x-ratelimit-limit"),
            rate_remaining: HeaderName::from_static("x-ratelimit-remaining"),
            rate_reset: HeaderName::from_static("x-ratelimit-reset"),
            retry_after: RETRY_AFTER,
            retry_after_ms: HeaderName::from_static("retry-after-ms"),
            storage_request_id: HeaderName::from_static("x-amz-request-id"),
        }
    }
}
