//! A call that takes a list, for one item.

use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::BulkAnswer;
use crate::{BoxFuture, Error, Request, RequestOptions, ResponseFuture, Result};

/// A call with a list of one item: `.await` gives that item, or why it failed.
///
/// An item that the server refused is an error of [`ErrorKind::ItemFailed`](crate::ErrorKind::ItemFailed) with the
/// server's code and message, although the call itself succeeded.
#[must_use = "nothing is sent until it is awaited"]
pub struct OneCall<A> {
    request: Request,
    answer: PhantomData<fn() -> A>,
}

impl<A> OneCall<A> {
    /// The call of `request`, whose body is a list of one item.
    pub fn new(request: Request) -> Self {
        Self {
            request,
            answer: PhantomData,
        }
    }

    /// Gives the call options of its own, which override the client's settings.
    pub fn options(mut self, options: RequestOptions) -> Self {
        self.request.set_options(options);
        self
    }

    /// The same call without the checks that are made before it is sent.
    pub fn unchecked(mut self) -> Self {
        self.request.skip_checks();
        self
    }
}

impl<A> IntoFuture for OneCall<A>
where
    A: BulkAnswer + DeserializeOwned + Send + 'static,
{
    type Output = Result<A::Data>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let operation = self.request.operation();
            let response = ResponseFuture::<A>::new(self.request).await?;
            let envelope = response.without_body();
            let outcomes = response.into_complete_body(operation)?.into_bulk();
            let (succeeded, failed) = outcomes.into_parts();
            let failed = failed.into_iter().next();
            match (failed, succeeded.into_iter().next()) {
                (None, Some(item)) => Ok(item),
                (failed, _) => {
                    let reasons = failed.as_ref().map_or(&[][..], |item| item.reasons());
                    Err(Error::item_failed(operation.id, envelope, reasons))
                }
            }
        })
    }
}

impl<A> Clone for OneCall<A> {
    fn clone(&self) -> Self {
        Self::new(self.request.clone())
    }
}

impl<A> fmt::Debug for OneCall<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OneCall").field(&self.request).finish()
    }
}
