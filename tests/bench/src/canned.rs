//! A transport inside the process: both sides of a pair get the same bytes back without a socket.

use bytes::Bytes;
use http::{Request, Response};
use pinterest_v5::runtime::{BoxFuture, Transport, TransportError};

/// Answers everything with 200 and one body.
#[derive(Debug)]
pub struct Canned(pub Bytes);

impl Canned {
    /// The answer to a hand-written request.
    #[must_use]
    pub fn answer(&self, request: reqwest::Request) -> (u16, Bytes) {
        drop(request);
        (200, self.0.clone())
    }
}

impl Transport for Canned {
    fn send(
        &self,
        _request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async { Ok(Response::new(self.0.clone())) })
    }
}
