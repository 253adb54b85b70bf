//! The transport over `reqwest`, the only module that knows it besides the builder's signature.

use std::time::Duration;

use ::reqwest::redirect::Policy;
use ::reqwest::{Client, Error};
use bytes::Bytes;
use http::Method;
use http::header::{CONTENT_LENGTH, HeaderValue};

use super::{BoxFuture, Transport, TransportError};

/// Sends requests through a `reqwest` client.
pub(super) struct ReqwestTransport {
    client: Client,
    timeout: Option<Duration>,
}

impl ReqwestTransport {
    /// A transport with a client of its own, which follows no redirect.
    pub(super) fn new(timeout: Duration, connect_timeout: Duration) -> Result<Self, Error> {
        let client = Client::builder()
            .redirect(Policy::none())
            .connect_timeout(connect_timeout)
            .build()?;
        Ok(Self::with_client(client, Some(timeout)))
    }

    /// A transport over a client of the user's; `None` leaves its timeout as it is.
    pub(super) const fn with_client(client: Client, timeout: Option<Duration>) -> Self {
        Self { client, timeout }
    }

    async fn exchange(
        &self,
        mut request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, Error> {
        // Left to itself the client sends no length with an empty body, which some servers answer
        // with 411 where the method leads them to expect a body.
        if request.body().is_empty() && !matches!(*request.method(), Method::GET | Method::DELETE) {
            let zero = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, zero);
        }
        let mut request = ::reqwest::Request::try_from(request)?;
        if let Some(timeout) = self.timeout {
            *request.timeout_mut() = Some(timeout);
        }
        let mut response = self.client.execute(request).await?;
        let (status, version) = (response.status(), response.version());
        let headers = std::mem::take(response.headers_mut());
        let mut out = http::Response::new(response.bytes().await?);
        *out.status_mut() = status;
        *out.version_mut() = version;
        *out.headers_mut() = headers;
        Ok(out)
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move { self.exchange(request).await.map_err(transport_error) })
    }
}

fn transport_error(error: Error) -> TransportError {
    // The URL holds query values, which errors must not show.
    let error = error.without_url();
    if error.is_connect() {
        TransportError::connect(error)
    } else if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::exchange(error)
    }
}
