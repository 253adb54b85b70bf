//! Bodies that must not stall, nor take longer than the transfer may.

use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use crate::clock::within;
use crate::options::finite;
use crate::{BoxFuture, ByteStream, Core, TransportError};

/// The pieces of a body; an error if none comes for as long as the client waits for anything, or at the end of the
/// transfer's time.
pub(crate) struct IdleTimeoutStream {
    body: ByteStream,
    core: Core,
    /// When the transfer must be over, on the monotonic clock.
    end: Option<Duration>,
    /// Ends when the wait for a piece has taken too long.
    timer: Option<BoxFuture<'static, ()>>,
}

impl IdleTimeoutStream {
    pub(crate) fn new(core: &Core, body: ByteStream, end: Option<Duration>) -> Self {
        Self {
            body,
            core: core.clone(),
            end,
            timer: None,
        }
    }

    fn left(&self) -> Option<Duration> {
        let now = self.core.clock().monotonic();
        self.end.map(|end| end.saturating_sub(now))
    }
}

impl Stream for IdleTimeoutStream {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let left = self.left();
        if left == Some(Duration::ZERO) {
            return Poll::Ready(Some(Err(overdue())));
        }
        if let Poll::Ready(piece) = Pin::new(&mut self.body).poll_next(context) {
            self.timer = None;
            return Poll::Ready(piece);
        }
        let idle = self.core.idle_limit();
        let limit = left.map_or(idle, |left| left.min(idle));
        let Some(limit) = finite(limit) else {
            return Poll::Pending;
        };
        let Self { core, timer, .. } = &mut *self;
        let timer = timer.get_or_insert_with(|| core.clock().sleep(limit));
        let ended = timer.as_mut().poll(context);
        ended.map(|()| {
            let overdue_now = left.is_some_and(|left| left <= idle);
            Some(Err(if overdue_now {
                overdue()
            } else {
                idle_for_long()
            }))
        })
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
        let done = within(core.clock(), Some(core.idle_limit()), work.as_mut()).await;
        match done {
            Some(done) => return done,
            None if moved.load(Relaxed) == before => return Err(idle_for_long()),
            None => {}
        }
    }
}

/// The error of a transfer whose time is over.
pub(crate) fn overdue() -> TransportError {
    TransportError::timeout("the transfer took longer than it may in all")
}

fn idle_for_long() -> TransportError {
    TransportError::timeout("the transfer stalled for longer than it may")
}
