//! Calls in progress. Only the last step, decoding, knows the type of the body.

use std::pin::Pin;
use std::slice;
use std::sync::atomic::Ordering::Relaxed;
use std::task::{Context, Poll, ready};

use serde::de::DeserializeOwned;

use super::exchange::Exchange;
use super::{BoxFuture, Core, Error, Response, Result, execute, trace};
use crate::read::{self, DecodeError, Decoded};
use crate::{Decoding, Deviation, Operation, Request};

/// How a body is read.
pub(crate) type Decode<T> = fn(&[u8], Decoding) -> Result<Decoded<T>, DecodeError>;

/// A call in progress that gives the whole [`Response`].
#[must_use = "nothing is sent until the future is awaited"]
pub struct ResponseFuture<T> {
    exchange: BoxFuture<'static, Result<Exchange>>,
    reading: Reading,
    decode: Decode<T>,
}

/// What there is to know for reading a body, apart from its type.
struct Reading {
    core: Core,
    operation: &'static Operation,
    decoding: Decoding,
}

impl<T: DeserializeOwned + 'static> ResponseFuture<T> {
    /// The call, to be sent at the first poll.
    pub fn new(request: Request) -> Self {
        Self::read_by(request, read::decode)
    }
}

impl<T> ResponseFuture<T> {
    /// The call, with a way of its own to read the body.
    pub(crate) fn read_by(request: Request, decode: Decode<T>) -> Self {
        let core = request.core().clone();
        let own = request.own_options().and_then(|own| own.decoding);
        let reading = Reading {
            operation: request.operation(),
            decoding: own.unwrap_or(core.shared().decoding),
            core,
        };
        Self {
            exchange: execute::execute(request),
            reading,
            decode,
        }
    }
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<Response<T>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut exchange = ready!(self.exchange.as_mut().poll(context))?;
        let reading = &self.reading;
        match (self.decode)(exchange.response.body(), reading.decoding) {
            Ok(Decoded { value, deviations }) if deviations.is_empty() => {
                Poll::Ready(Ok(Response::new(value, exchange)))
            }
            Ok(Decoded { value, deviations }) => {
                reading.report(&deviations);
                exchange.deviations = deviations;
                exchange.lenient = reading.decoding == Decoding::Lenient;
                Poll::Ready(Ok(Response::new(value, exchange)))
            }
            Err(cause) => Poll::Ready(Err(reading.failed(exchange, cause))),
        }
    }
}

impl Reading {
    /// Counts the deviations of an answer and reports them.
    #[cold]
    fn report(&self, deviations: &[Deviation]) {
        let count = u64::try_from(deviations.len()).unwrap_or(u64::MAX);
        self.core.shared().deviations.fetch_add(count, Relaxed);
        trace::deviating(self.operation, deviations);
    }

    #[cold]
    fn failed(&self, exchange: Exchange, cause: DecodeError) -> Error {
        if let DecodeError::Deviation(deviation) = &cause {
            self.report(slice::from_ref(deviation));
        }
        Error::decode(self.operation.id, exchange, cause)
    }
}

/// A call in progress that gives the body of the response.
#[must_use = "nothing is sent until the future is awaited"]
pub struct BodyFuture<T>(ResponseFuture<T>);

impl<T: DeserializeOwned + 'static> BodyFuture<T> {
    /// The call, to be sent at the first poll.
    pub fn new(request: Request) -> Self {
        Self(ResponseFuture::new(request))
    }
}

impl<T> Future for BodyFuture<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(Pin::new(&mut self.0).poll(context))?;
        Poll::Ready(response.into_body_alone(self.0.reading.operation))
    }
}
