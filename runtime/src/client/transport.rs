//! The seam between the client and the network.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;

use bytes::Bytes;

/// A future that can be stored and moved between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one request and gives its response: the network, a recorder, a replay, a test.
///
/// It sits below credentials: the request is complete, its `Authorization` header included.
///
/// ```
/// use bytes::Bytes;
/// use pinterest_v5_runtime::{BoxFuture, Transport, TransportError};
///
/// /// Answers every request with the same body.
/// struct Canned(&'static str);
///
/// impl Transport for Canned {
///     fn send(
///         &self,
///         _request: http::Request<Bytes>,
///     ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
///         let response = http::Response::new(Bytes::from_static(self.0.as_bytes()));
///         Box::pin(async { Ok(response) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`. Redirects are responses like any other.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

/// Why no response came back.
#[derive(Debug)]
pub struct TransportError {
    stage: Stage,
    cause: Box<dyn StdError + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    Connect,
    Timeout,
    Exchange,
}

impl TransportError {
    /// No connection came about: the server has seen nothing of the request.
    pub fn connect(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::Connect, cause.into())
    }

    /// No response came in time: the server may or may not have acted.
    pub fn timeout(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::Timeout, cause.into())
    }

    /// The exchange broke off: the server may or may not have acted.
    pub fn exchange(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::Exchange, cause.into())
    }

    /// Whether no connection came about, so that nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.stage == Stage::Connect
    }

    /// Whether time ran out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.stage == Stage::Timeout
    }

    fn new(stage: Stage, cause: Box<dyn StdError + Send + Sync>) -> Self {
        Self { stage, cause }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.stage {
            Stage::Connect => "no connection to the server",
            Stage::Timeout => "no response in time",
            Stage::Exchange => "the exchange with the server broke off",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.cause)
    }
}
