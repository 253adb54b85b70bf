//! Bodies that must not stand still.

use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::clock::within;
use crate::{BoxFuture, ByteStream, Core, TransportError};

/// The pieces of a body; an error if none comes for as long as the client waits for anything.
pub(crate) struct Patient {
    body: ByteStream,
    core: Core,
    /// Ends when the wait for a piece has taken too long.
    end: Option<BoxFuture<'static, ()>>,
}

impl Patient {
    pub(crate) fn new(core: &Core, body: ByteStream) -> Self {
        Self {
            body,
            core: core.clone(),
            end: None,
        }
    }
}

impl Stream for Patient {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { body, core, end } = &mut *self;
        if let Poll::Ready(piece) = Pin::new(body).poll_next(context) {
            *end = None;
            return Poll::Ready(piece);
        }
        let Some(limit) = core.patience() else {
            return Poll::Pending;
        };
        let end = end.get_or_insert_with(|| core.clock().sleep(limit));
        end.as_mut().poll(context).map(|()| Some(Err(late())))
    }
}

/// What `work` gives; an error if `moved` stays as it is for as long as the client waits for anything.
pub(crate) async fn while_moving<T>(
    core: &Core,
    moved: &AtomicU64,
    work: impl Future<Output = Result<T, TransportError>>,
) -> Result<T, TransportError> {
    let mut work = pin!(work);
    loop {
        let before = moved.load(Relaxed);
        let done = within(core.clock(), core.patience(), work.as_mut()).await;
        match done {
            Some(done) => return done,
            None if moved.load(Relaxed) == before => return Err(late()),
            None => {}
        }
    }
}

fn late() -> TransportError {
    TransportError::timeout("the transfer stood still for longer than it may")
}
