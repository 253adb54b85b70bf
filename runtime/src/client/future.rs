//! Calls under way. Only the last step, decoding, knows the type of the body.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use serde::de::DeserializeOwned;

use super::exchange::Exchange;
use super::{BoxFuture, Error, Response, Result, execute};
use crate::{Operation, Request, read};

/// A call under way that gives the whole [`Response`].
#[must_use = "nothing is sent until the future is awaited"]
pub struct ResponseFuture<T> {
    exchange: BoxFuture<'static, Result<Exchange>>,
    operation: &'static Operation,
    decode: fn(&[u8]) -> Result<T, read::DecodeError>,
}

impl<T: DeserializeOwned + 'static> ResponseFuture<T> {
    /// The call, to be sent at the first poll.
    pub fn new(request: Request) -> Self {
        Self::read_by(request, read::decode)
    }
}

impl<T> ResponseFuture<T> {
    /// The call, with a way of its own to read the body.
    pub(crate) fn read_by(
        request: Request,
        decode: fn(&[u8]) -> Result<T, read::DecodeError>,
    ) -> Self {
        Self {
            operation: request.operation(),
            exchange: Box::pin(execute::execute(request)),
            decode,
        }
    }
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<Response<T>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let exchange = ready!(self.exchange.as_mut().poll(context))?;
        Poll::Ready(match (self.decode)(exchange.response.body()) {
            Ok(body) => Ok(Response::new(body, exchange)),
            Err(cause) => Err(Error::decode(self.operation.id, exchange, cause)),
        })
    }
}

/// A call under way that gives the body of the response.
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
        Poll::Ready(Ok(response.into_body()))
    }
}
