//! A response, with what the client reads from its headers.

use bytes::Bytes;
use http::{HeaderValue, Response};

use super::HeaderNames;
use crate::{Deviation, RateLimit};

/// A response and what is known of how it came about.
#[derive(Clone)]
pub(super) struct Exchange {
    pub(super) response: Response<Bytes>,
    pub(super) rate_limit: Option<RateLimit>,
    pub(super) attempts: u32,
    pub(super) deviations: Vec<Deviation>,
    /// The caller wants what was left out to show in the deviations alone.
    pub(super) lenient: bool,
    request_id: Option<HeaderValue>,
}

impl Exchange {
    pub(super) fn new(response: Response<Bytes>, names: &HeaderNames, attempts: u32) -> Self {
        let headers = response.headers();
        Self {
            rate_limit: RateLimit::read(headers, names),
            request_id: headers.get(&names.request_id).cloned(),
            attempts,
            deviations: Vec::new(),
            lenient: false,
            response,
        }
    }

    pub(super) fn request_id(&self) -> Option<&str> {
        self.request_id.as_ref()?.to_str().ok()
    }
}
