//! The seam between the client and the network.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;

use bytes::Bytes;

use super::ByteStream;

/// A future that can be stored and, but in a browser, moved between threads.
#[cfg(not(target_family = "wasm"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A future that can be stored.
#[cfg(target_family = "wasm")]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Sends one request and gives its response: the network, a recorder, a replay, a test.
///
/// It sits below credentials, retries and limits: the request is complete, its `Authorization` header
/// included, and every attempt comes through here. It should repeat nothing by itself, and report as
/// [`TransportError::connect`] or [`TransportError::unprocessed`] what is safe to send again. Dropping
/// the future must end the exchange.
///
/// A transport that wraps another one can change, sign, record or replay what passes:
///
/// ```no_run
/// use std::collections::VecDeque;
/// use std::sync::{Arc, Mutex};
///
/// use bytes::Bytes;
/// use http::{Request, Response};
/// use pinterest_v5_runtime::{BoxFuture, ClientBuilder, Core, ReqwestTransport, Transport, TransportError};
///
/// type Answer = Result<Response<Bytes>, TransportError>;
///
/// /// Keeps a copy of every response that `inner` gives.
/// struct Recorder<T> {
///     inner: T,
///     tape: Arc<Mutex<VecDeque<Response<Bytes>>>>,
/// }
///
/// impl<T: Transport> Transport for Recorder<T> {
///     fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Answer> {
///         Box::pin(async move {
///             let response = self.inner.send(request).await?;
///             self.tape.lock().unwrap().push_back(response.clone());
///             Ok(response)
///         })
///     }
/// }
///
/// /// Gives them again, in the same order.
/// struct Replay(Arc<Mutex<VecDeque<Response<Bytes>>>>);
///
/// impl Transport for Replay {
///     fn send(&self, _request: Request<Bytes>) -> BoxFuture<'_, Answer> {
///         let next = self.0.lock().unwrap().pop_front();
///         Box::pin(async { next.ok_or_else(|| TransportError::connect("the tape is at its end")) })
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let tape = Arc::default();
/// let inner = ReqwestTransport::new(reqwest::Client::new());
/// let recording = Recorder { inner, tape: Arc::clone(&tape) };
/// let client: Core = ClientBuilder::new().transport(recording).build()?;
/// // ... calls ...
/// let again: Core = ClientBuilder::new().transport(Replay(tape)).build()?;
/// # Ok(())
/// # }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`. Redirects are responses like any other.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;

    /// Sends `request` with bodies that need not fit into memory: files on their way to a storage and back.
    /// It gives the response as soon as its head is there.
    ///
    /// Unless a transport has a way of its own, both bodies are held whole and go through
    /// [`send`](Self::send). One that wraps another should hand this on too.
    fn stream(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        let (head, body) = request.into_parts();
        Box::pin(async move {
            let body = body.collect().await?;
            let response = self.send(http::Request::from_parts(head, body)).await?;
            Ok(response.map(ByteStream::from))
        })
    }
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
    Unprocessed,
    Timeout,
    TooLarge,
    Exchange,
}

impl TransportError {
    /// No connection came about: the server has seen nothing of the request.
    pub fn connect(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::Connect, cause.into())
    }

    /// The server said that it did not begin to work on the request, as HTTP/2 lets it.
    pub fn unprocessed(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::Unprocessed, cause.into())
    }

    /// No response came in time: the server may or may not have acted.
    pub fn timeout(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::Timeout, cause.into())
    }

    /// The response is larger than it may be: the server has acted, and would answer the same once more.
    pub fn too_large(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::TooLarge, cause.into())
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

    /// Whether it is sure that the server did nothing, so that any request may be sent again.
    #[must_use]
    pub fn is_unprocessed(&self) -> bool {
        matches!(self.stage, Stage::Connect | Stage::Unprocessed)
    }

    /// Whether time ran out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.stage == Stage::Timeout
    }

    /// Whether the response is larger than it may be.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.stage == Stage::TooLarge
    }

    fn new(stage: Stage, cause: Box<dyn StdError + Send + Sync>) -> Self {
        Self { stage, cause }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.stage {
            Stage::Connect => "no connection to the server",
            Stage::Unprocessed => "the server did not take the request",
            Stage::Timeout => "no response in time",
            Stage::TooLarge => "the response is larger than it may be",
            Stage::Exchange => "the exchange with the server broke off",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.cause)
    }
}
