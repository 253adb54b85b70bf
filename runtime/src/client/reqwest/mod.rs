//! The transport over `reqwest`, the only module that knows it besides the builder's signature.

#[cfg(target_family = "wasm")]
mod browser;
#[cfg(not(target_family = "wasm"))]
mod native;
mod origin;
#[cfg(not(target_family = "wasm"))]
mod streams;
// With both, `reqwest` takes the platform's library.
#[cfg(all(
    feature = "rustls",
    not(feature = "native-tls"),
    not(target_family = "wasm")
))]
mod tls;

#[cfg(target_family = "wasm")]
use self::browser as platform;
#[cfg(not(target_family = "wasm"))]
use self::native as platform;

use ::reqwest::Client;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderValue};
use http::{Method, Version};

use self::origin::Origin;

#[cfg(not(target_family = "wasm"))]
use super::ByteStream;
use super::body_limits::BodyLimits;
use super::wire::RenewalCall;
use super::{BoxFuture, Result, Transport, TransportError};
use crate::options::finite;
use crate::{Secret, Timeouts};

/// Sends requests through a `reqwest` client.
pub struct ReqwestTransport {
    client: Client,
    /// For the calls that ask for tokens, if the other is in more of a hurry than those may be.
    unhurried: Option<Client>,
    origin: Origin,
    limits: BodyLimits,
}

impl ReqwestTransport {
    /// A transport over this client. Let it follow no redirects and repeat nothing: no call wants the
    /// one, and the other is for the [`RetryPolicy`](crate::RetryPolicy) to decide.
    #[must_use]
    pub fn new(client: Client) -> Self {
        Self {
            client,
            unhurried: None,
            origin: Origin::new(),
            limits: BodyLimits::default(),
        }
    }

    /// A transport with a client of its own; `plain` if it is for plain http, which is for loopback hosts.
    pub(super) fn with_settings(
        timeouts: Timeouts,
        proxy: Option<&Secret>,
        plain: bool,
    ) -> Result<Self> {
        let transport = platform::client(timeouts, proxy, plain).map(Self::new)?;
        let hurried = timeouts.read.is_some_and(|limit| limit < Timeouts::READ);
        let timeouts = timeouts.read(Timeouts::READ);
        let unhurried = hurried.then(|| platform::client(timeouts, proxy, plain));
        Ok(Self {
            unhurried: unhurried.transpose()?,
            ..transport
        })
    }

    /// The same transport with these limits of bodies.
    pub(super) fn with_limits(mut self, limits: BodyLimits) -> Self {
        self.limits = limits;
        self
    }

    async fn exchange(
        &self,
        mut request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let empty = request.body().is_empty();
        declare_length(&mut request, empty);
        let renewal = request.extensions_mut().remove::<RenewalCall>();
        let mut request = self.outgoing(request).map_err(shown)?;
        let client = match renewal {
            Some(RenewalCall(limit)) => {
                *request.timeout_mut() = finite(limit);
                self.unhurried.as_ref().unwrap_or(&self.client)
            }
            None => &self.client,
        };
        let mut response = client.execute(request).await.map_err(shown)?;
        let status = response.status();
        #[cfg(not(target_family = "wasm"))]
        let version = response.version();
        let headers = std::mem::take(response.headers_mut());
        let body = platform::body(response, self.limits.of(status)).await?;
        let mut out = http::Response::new(body);
        *out.status_mut() = status;
        // A browser does not say it.
        #[cfg(not(target_family = "wasm"))]
        {
            *out.version_mut() = version;
        }
        *out.headers_mut() = headers;
        Ok(out)
    }

    /// The request as `reqwest` takes it.
    fn outgoing(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<::reqwest::Request, ::reqwest::Error> {
        let plain = request.extensions().is_empty() && request.version() == Version::HTTP_11;
        let known = self.origin.url(request.uri()).filter(|_| plain);
        let Some(url) = known else {
            let uri = request.uri().clone();
            let outgoing = ::reqwest::Request::try_from(request)?;
            self.origin.keep(&uri, outgoing.url());
            return Ok(outgoing);
        };
        let (parts, body) = request.into_parts();
        let mut outgoing = ::reqwest::Request::new(parts.method, url);
        *outgoing.headers_mut() = parts.headers;
        *outgoing.body_mut() = Some(body.into());
        Ok(outgoing)
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }

    // In a browser bodies are held whole.
    #[cfg(not(target_family = "wasm"))]
    fn stream(
        &self,
        mut request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        Box::pin(async move {
            let empty = request.body().length() == Some(0);
            declare_length(&mut request, empty);
            let request = request.map(streams::outgoing).try_into().map_err(shown)?;
            let response = self.client.execute(request).await.map_err(shown)?;
            Ok(streams::incoming(response))
        })
    }
}

/// Left to itself the client sends no length with an empty body, which some servers answer with 411 where
/// the method leads them to expect a body.
fn declare_length<T>(request: &mut http::Request<T>, empty: bool) {
    if empty && !matches!(*request.method(), Method::GET | Method::DELETE) {
        let zero = HeaderValue::from_static("0");
        request.headers_mut().insert(CONTENT_LENGTH, zero);
    }
}

/// The URL holds query values, which errors must not show.
fn shown(error: ::reqwest::Error) -> TransportError {
    platform::transport_error(error.without_url())
}
