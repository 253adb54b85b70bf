//! Lists that are too long for one call.

use std::fmt;
use std::future::{IntoFuture, poll_fn};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

use serde::de::DeserializeOwned;

use super::parts::{LongList, Part};
use super::{Bulk, BulkAnswer};
use crate::{BoxFuture, Operation, Request, ResponseFuture, Result};

/// How many calls are in progress at once unless set otherwise.
const CALLS_AT_ONCE: usize = 4;

/// A call with a list of any length, sent as several calls with as many items as the API takes at once.
///
/// `.await` gives one [`Bulk`] whose indexes are positions in the whole list. If one of the calls fails, its
/// items are failures with that call's error, and the other calls are made all the same. An item that the checks refuse
/// is a failure with an error of its own, and the others are sent without it. An item that an
/// answer leaves out is a failure; what an answer holds beyond the items that were sent comes last, without
/// an index. An empty list sends nothing.
#[must_use = "nothing is sent until it is awaited"]
pub struct BulkCall<A> {
    list: LongList,
    at_once: usize,
    answer: PhantomData<fn() -> A>,
}

impl<A> BulkCall<A> {
    /// Splits the list that is the body of `request` into lists of at most `most_items`.
    pub fn new(request: Request, most_items: usize) -> Self {
        Self::of(LongList {
            request,
            member: None,
            most_items: most_items.max(1),
        })
    }

    /// Splits the list that is this member of the body of `request`; the other members go with each part.
    pub fn of_member(request: Request, member: &'static str, most_items: usize) -> Self {
        Self::of(LongList {
            request,
            member: Some(member),
            most_items: most_items.max(1),
        })
    }

    fn of(list: LongList) -> Self {
        Self {
            list,
            at_once: CALLS_AT_ONCE,
            answer: PhantomData,
        }
    }

    /// Sends at most so many items in one call: at least 1, and never more than the API takes.
    pub fn items_per_call(mut self, items: usize) -> Self {
        self.list.most_items = self.list.most_items.min(items.max(1));
        self
    }

    /// How many calls may be in progress at once: at least 1, and 4 if unset. With 1 they are made in the
    /// order of the list.
    pub fn concurrency(mut self, calls: usize) -> Self {
        self.at_once = calls.max(1);
        self
    }
}

impl<A> IntoFuture for BulkCall<A>
where
    A: BulkAnswer + DeserializeOwned + Send + 'static,
{
    type Output = Result<Bulk<A::Data, A::Item>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    /// Fails only if the call cannot be written, such as for an empty path parameter.
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let (parts, refused) = self.list.parts()?;
            let places: Vec<Vec<usize>> = parts.iter().map(|part| part.places.clone()).collect();
            let operation = self.list.request.operation();
            let mut calls = Calls::<A>::new(operation, parts, self.at_once);
            let answers = poll_fn(|context| calls.poll(context)).await;
            let answers = answers
                .into_iter()
                .map(|answer| answer.map(BulkAnswer::into_bulk));
            Ok(Bulk::join(places.into_iter().zip(answers), refused))
        })
    }
}

/// Calls of which so many are in progress at once.
struct Calls<A> {
    operation: &'static Operation,
    waiting: std::iter::Enumerate<vec::IntoIter<Part>>,
    under_way: Vec<(usize, ResponseFuture<A>)>,
    answers: Vec<(usize, Result<A>)>,
    at_once: usize,
}

impl<A: DeserializeOwned + 'static> Calls<A> {
    fn new(operation: &'static Operation, parts: Vec<Part>, at_once: usize) -> Self {
        Self {
            operation,
            waiting: parts.into_iter().enumerate(),
            under_way: Vec::new(),
            answers: Vec::new(),
            at_once,
        }
    }

    /// The answers in the order of the calls, once all of them are there.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Vec<Result<A>>> {
        loop {
            self.fill();
            if self.under_way.is_empty() {
                self.answers.sort_by_key(|(position, _)| *position);
                let answers = self.answers.drain(..).map(|(_, answer)| answer);
                return Poll::Ready(answers.collect());
            }
            let answered = self.answers.len();
            self.under_way.retain_mut(|(position, call)| {
                let Poll::Ready(answer) = Pin::new(call).poll(context) else {
                    return true;
                };
                // Outcomes are known by their position.
                let answer = answer.and_then(|answer| answer.into_complete_body(self.operation));
                self.answers.push((*position, answer));
                false
            });
            if self.answers.len() == answered {
                return Poll::Pending;
            }
        }
    }

    fn fill(&mut self) {
        while self.under_way.len() < self.at_once
            && let Some((position, part)) = self.waiting.next()
        {
            let call = ResponseFuture::new(part.request);
            self.under_way.push((position, call));
        }
    }
}

impl<A> Clone for BulkCall<A> {
    fn clone(&self) -> Self {
        Self {
            list: self.list.clone(),
            ..*self
        }
    }
}

impl<A> fmt::Debug for BulkCall<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkCall")
            .field("request", &self.list.request)
            .field("most_items", &self.list.most_items)
            .field("at_once", &self.at_once)
            .finish_non_exhaustive()
    }
}
