//! The transport over `reqwest`, the only module that knows it besides the builder's signature.

#[cfg(target_family = "wasm")]
mod browser;
#[cfg(not(target_family = "wasm"))]
mod native;

#[cfg(target_family = "wasm")]
use self::browser as platform;
#[cfg(not(target_family = "wasm"))]
use self::native as platform;

use ::reqwest::Client;
use bytes::Bytes;
use http::Method;
use http::header::{CONTENT_LENGTH, HeaderValue};

use super::{BoxFuture, Result, Transport, TransportError};
use crate::{Secret, Timeouts};

/// Sends requests through a `reqwest` client.
pub struct ReqwestTransport {
    client: Client,
}

impl ReqwestTransport {
    /// A transport over this client. Let it follow no redirects and repeat nothing: no call wants the
    /// one, and the other is for the [`RetryPolicy`](crate::RetryPolicy) to decide.
    #[must_use]
    pub const fn new(client: Client) -> Self {
        Self { client }
    }

    /// A transport with a client of its own; `plain` if it is for plain http, which is for loopback hosts.
    pub(super) fn with_settings(
        timeouts: Timeouts,
        proxy: Option<&Secret>,
        plain: bool,
    ) -> Result<Self> {
        platform::client(timeouts, proxy, plain).map(Self::new)
    }

    async fn exchange(
        &self,
        mut request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, ::reqwest::Error> {
        // Left to itself the client sends no length with an empty body, which some servers answer
        // with 411 where the method leads them to expect a body.
        if request.body().is_empty() && !matches!(*request.method(), Method::GET | Method::DELETE) {
            let zero = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, zero);
        }
        let mut response = self.client.execute(request.try_into()?).await?;
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
        // The URL holds query values, which errors must not show.
        let shown = |error: ::reqwest::Error| platform::transport_error(error.without_url());
        Box::pin(async move { self.exchange(request).await.map_err(shown) })
    }
}
