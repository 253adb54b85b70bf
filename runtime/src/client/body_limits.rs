//! How much of a response is taken into memory.

use bytes::Bytes;
use http::{Response, StatusCode};

use super::TransportError;

/// How many bytes the body of a response may have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodyLimits {
    pub(crate) success: usize,
    pub(crate) error: usize,
}

/// What is done with a body that is longer than it may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Excess {
    Refuse,
    CutOff,
}

impl Default for BodyLimits {
    fn default() -> Self {
        Self {
            success: 64 * 1_024 * 1_024,
            error: 1_024 * 1_024,
        }
    }
}

impl BodyLimits {
    /// The limit for a response with this status. What is longer of a refusal is cut off, as its status says most.
    pub(super) fn of(self, status: StatusCode) -> (usize, Excess) {
        if status.is_success() {
            (self.success, Excess::Refuse)
        } else {
            (self.error, Excess::CutOff)
        }
    }

    /// A response that came whole, from a transport that counts nothing.
    pub(super) fn apply(
        self,
        response: Response<Bytes>,
    ) -> Result<Response<Bytes>, TransportError> {
        match self.of(response.status()) {
            (most, _) if response.body().len() <= most => Ok(response),
            (most, Excess::Refuse) => Err(too_large(most)),
            // Copied, or it would keep all of the body.
            (most, Excess::CutOff) => {
                Ok(response
                    .map(|body| Bytes::copy_from_slice(body.get(..most).unwrap_or_default())))
            }
        }
    }
}

pub(super) fn too_large(most: usize) -> TransportError {
    TransportError::too_large(format!(
        "the body has more than {most} bytes; `max_body_size` on the client's builder allows more"
    ))
}
