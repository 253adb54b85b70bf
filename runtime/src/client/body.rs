//! Bodies in pieces, for what does not fit into memory.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::TransportError;

/// A stream that can be stored and, but in a browser, moved between threads.
#[cfg(not(target_family = "wasm"))]
pub type BoxStream<T> = Pin<Box<dyn Stream<Item = T> + Send>>;

/// A stream that can be stored.
#[cfg(target_family = "wasm")]
pub type BoxStream<T> = Pin<Box<dyn Stream<Item = T>>>;

/// The body of a request or response that [`Transport::stream`](crate::Transport::stream) carries: pieces,
/// and their length in all if it is known beforehand. A request of known length is sent with it, any other
/// in chunks.
pub struct ByteStream {
    pieces: Pieces,
    length: Option<u64>,
}

pub(super) enum Pieces {
    One(Bytes),
    Many(BoxStream<Result<Bytes, TransportError>>),
}

impl ByteStream {
    /// A body of these pieces, of unknown length. An error among them ends the exchange.
    #[must_use]
    pub fn new(pieces: BoxStream<Result<Bytes, TransportError>>) -> Self {
        let pieces = Pieces::Many(pieces);
        Self {
            pieces,
            length: None,
        }
    }

    /// The same, with this many bytes in all.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        self.length = Some(length);
        self
    }

    /// How many bytes there are in all, those that were taken already included.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next piece; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All that is left, in one piece.
    ///
    /// # Errors
    /// The first one among the pieces.
    pub async fn collect(mut self) -> Result<Bytes, TransportError> {
        if let Pieces::One(bytes) = self.pieces {
            return Ok(bytes);
        }
        let mut all = BytesMut::new();
        while let Some(piece) = self.next().await {
            all.extend_from_slice(&piece?);
        }
        Ok(all.freeze())
    }

    #[cfg(not(target_family = "wasm"))]
    pub(super) fn into_pieces(self) -> Pieces {
        self.pieces
    }
}

impl From<Bytes> for ByteStream {
    fn from(bytes: Bytes) -> Self {
        Self {
            length: Some(bytes.len() as u64),
            pieces: Pieces::One(bytes),
        }
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.get_mut().pieces {
            Pieces::One(bytes) => {
                let bytes = std::mem::take(bytes);
                Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)))
            }
            Pieces::Many(pieces) => pieces.as_mut().poll_next(context),
        }
    }
}

/// Shows the length, never a byte.
impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
