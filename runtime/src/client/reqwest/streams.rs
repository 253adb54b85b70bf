//! Bodies in pieces, between our type and that of `reqwest`.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use ::reqwest::Body;
use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::shown;
use crate::client::body::{ByteStream, Pieces};
use crate::client::{BoxStream, TransportError};

pub(super) fn outgoing(body: ByteStream) -> Body {
    let length = body.length();
    match body.into_pieces() {
        Pieces::One(bytes) => Body::from(bytes),
        Pieces::Many(pieces) => Body::wrap(Outgoing {
            pieces: Mutex::new(pieces),
            length,
        }),
    }
}

pub(super) fn incoming(response: ::reqwest::Response) -> http::Response<ByteStream> {
    http::Response::<Body>::from(response).map(|body| {
        let length = body.size_hint().exact();
        let body = ByteStream::new(Box::pin(Incoming(body)));
        match length {
            Some(length) => body.with_length(length),
            None => body,
        }
    })
}

/// The mutex makes it shareable between threads, as it has to be; nothing ever waits for it.
struct Outgoing {
    pieces: Mutex<BoxStream<Result<Bytes, TransportError>>>,
    length: Option<u64>,
}

impl HttpBody for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let pieces = self.pieces.get_mut();
        let pieces = pieces.unwrap_or_else(PoisonError::into_inner);
        let piece = ready!(pieces.as_mut().poll_next(context));
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

struct Incoming(Body);

impl Stream for Incoming {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                Some(Ok(frame)) => {
                    // Trailers say nothing to us.
                    if let Ok(piece) = frame.into_data() {
                        return Poll::Ready(Some(Ok(piece)));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(shown(error)))),
                None => return Poll::Ready(None),
            }
        }
    }
}
