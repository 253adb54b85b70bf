//! A client over an in-process transport that records requests and answers with one response.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request as Wire, Response, StatusCode};
use pinterest_v5_runtime::{
    BoxFuture, ClientBuilder, Core, Operation, Request, Result, Transport, TransportError,
};

/// A `reqwest` client of one's own; it panics unless somebody has installed cryptography.
pub(crate) fn own_client() -> reqwest::ClientBuilder {
    // Another test may have been faster.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
}

#[derive(Clone)]
pub(crate) struct Server {
    seen: Arc<Mutex<Vec<Wire<Bytes>>>>,
    response: Response<Bytes>,
}

impl Server {
    /// Answers with this status and body, and with a request id.
    pub(crate) fn answering(status: u16, body: impl Into<Bytes>) -> Self {
        let mut response = Response::new(body.into());
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        response
            .headers_mut()
            .insert("x-pinterest-rid", "rid-1".parse().unwrap());
        Self {
            seen: Arc::default(),
            response,
        }
    }

    /// The same, with one more header.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.response
            .headers_mut()
            .insert(name, value.parse().unwrap());
        self
    }

    /// A builder of clients of this server, with an access token.
    pub(crate) fn builder(&self) -> ClientBuilder {
        ClientBuilder::new()
            .access_token("pina_token")
            .transport(self.clone())
    }

    pub(crate) fn core(&self) -> Core {
        self.builder().build().unwrap()
    }

    pub(crate) fn request(&self, operation: &'static Operation) -> Request {
        Request::new(&self.core(), operation)
    }

    /// The one request that arrived.
    pub(crate) fn only(&self) -> Wire<Bytes> {
        let seen = self.seen.lock().unwrap();
        assert_eq!(seen.len(), 1, "requests seen");
        seen[0].clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }
}

impl Transport for Server {
    fn send(
        &self,
        request: Wire<Bytes>,
    ) -> BoxFuture<'_, std::result::Result<Response<Bytes>, TransportError>> {
        self.seen.lock().unwrap().push(request);
        Box::pin(async { Ok(self.response.clone()) })
    }
}

/// Sends a request whose response body does not matter.
pub(crate) async fn send(request: Request) -> Result<()> {
    pinterest_v5_runtime::BodyFuture::new(request).await
}
