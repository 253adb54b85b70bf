//! Lists that are too long for one call.

use std::collections::BTreeMap;
use std::fmt;
use std::future::{IntoFuture, poll_fn};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

use serde::de::DeserializeOwned;
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::{Bulk, BulkAnswer};
use crate::{BoxFuture, Error, Operation, Request, ResponseFuture, Result};

/// How many calls are in progress at once unless set otherwise.
const CALLS_AT_ONCE: usize = 4;

/// A call with a list of any length, sent as several calls with as many items as the API takes at once.
///
/// `.await` gives one [`Bulk`] whose indexes are positions in the whole list. If one of the calls fails, its
/// items are failures with that call's error, and the other calls are made all the same. An item that an
/// answer leaves out is a failure; what an answer holds beyond the items that were sent comes last, without
/// an index. An empty list sends nothing.
#[must_use = "nothing is sent until it is awaited"]
pub struct BulkCall<A> {
    request: Request,
    /// The member of the body that is the list; without it the body is the list.
    member: Option<&'static str>,
    most_items: usize,
    at_once: usize,
    answer: PhantomData<fn() -> A>,
}

impl<A> BulkCall<A> {
    /// Splits the list that is the body of `request` into lists of at most `most_items`.
    pub fn new(request: Request, most_items: usize) -> Self {
        Self {
            request,
            member: None,
            most_items: most_items.max(1),
            at_once: CALLS_AT_ONCE,
            answer: PhantomData,
        }
    }

    /// Splits the list that is this member of the body of `request`; the other members go with each part.
    pub fn of_member(request: Request, member: &'static str, most_items: usize) -> Self {
        Self {
            member: Some(member),
            ..Self::new(request, most_items)
        }
    }

    /// Sends at most so many items in one call: at least 1, and never more than the API takes.
    pub fn items_per_call(mut self, items: usize) -> Self {
        self.most_items = self.most_items.min(items.max(1));
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
            let parts = self.parts()?;
            let sizes: Vec<usize> = parts.iter().map(|part| part.items).collect();
            let operation = self.request.operation();
            let mut calls = Calls::<A>::new(operation, parts, self.at_once);
            let answers = poll_fn(|context| calls.poll(context)).await;
            let answers = answers
                .into_iter()
                .map(|answer| answer.map(BulkAnswer::into_bulk));
            Ok(Bulk::join(sizes.into_iter().zip(answers)))
        })
    }
}

impl<A> BulkCall<A> {
    /// One call for each part of the list.
    fn parts(&self) -> Result<Vec<Part>> {
        self.request.target()?;
        let body = self.request.body().map_or(&b"[]"[..], |body| &body.bytes);
        let (members, items) = self.list(body).ok_or_else(|| {
            let reason = "the body has no list".to_owned();
            Error::request(self.request.operation().id, reason)
        })?;
        let parts = items.chunks(self.most_items).map(|items| {
            let mut request = self.request.clone();
            match self.member {
                Some(member) => request.json(&members.with(member, items)),
                None => request.json(&items),
            }
            let items = items.len();
            Part { request, items }
        });
        Ok(parts.collect())
    }

    /// The list in a body, and what goes with each part of it.
    fn list<'b>(&self, body: &'b [u8]) -> Option<(Members<'b>, Vec<&'b RawValue>)> {
        let Some(member) = self.member else {
            return Some((Members::default(), serde_json::from_slice(body).ok()?));
        };
        let mut members: BTreeMap<&str, &RawValue> = serde_json::from_slice(body).ok()?;
        let list = members.remove(member)?;
        Some((Members(members), serde_json::from_str(list.get()).ok()?))
    }
}

/// The members of a body beside its list, as they are written.
#[derive(Default)]
struct Members<'b>(BTreeMap<&'b str, &'b RawValue>);

impl<'b> Members<'b> {
    /// The body with this list.
    fn with<'a>(&'a self, list: &'a str, items: &'a [&'b RawValue]) -> Body<'a, 'b> {
        let others = self
            .0
            .iter()
            .map(|(name, value)| (*name, Member::Other(value)));
        others.chain([(list, Member::List(items))]).collect()
    }
}

type Body<'a, 'b> = BTreeMap<&'a str, Member<'a, 'b>>;

enum Member<'a, 'b> {
    Other(&'b RawValue),
    List(&'a [&'b RawValue]),
}

impl Serialize for Member<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Other(value) => value.serialize(serializer),
            Self::List(items) => items.serialize(serializer),
        }
    }
}

struct Part {
    request: Request,
    items: usize,
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
            request: self.request.clone(),
            ..*self
        }
    }
}

impl<A> fmt::Debug for BulkCall<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkCall")
            .field("request", &self.request)
            .field("most_items", &self.most_items)
            .field("at_once", &self.at_once)
            .finish_non_exhaustive()
    }
}
