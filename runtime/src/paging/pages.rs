//! The pages of a list, one after the other.

use std::collections::HashSet;
use std::fmt;
use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::persistence::Persistence;
use crate::{Error, Operation, Page, Request, Response, ResponseFuture, Result};

/// The parameter that says where a page starts.
const BOOKMARK: &str = "bookmark";

/// The pages of a list as a [`Stream`] of whole [`Response`]s.
///
/// Nothing is sent before the first poll, and nothing more after the stream is dropped. An empty page is
/// a page like any other; the list ends where the server gives no bookmark.
///
/// An item that cannot be read does not cost its page: [`Page::missing`] has it.
///
/// An error does not end the stream: polling on asks for the same page again, so that no item is lost.
/// Leave the loop to give up. The stream ends by itself where asking again is of no use: behind a call
/// that cannot be sent ([`ErrorKind::Request`], [`ErrorKind::Credential`], [`ErrorKind::Sandbox`]), behind a
/// page that twice in a row could not be read or was refused (a status of 4xx other than 408 and 429), behind a
/// bookmark that leads back to an earlier page, and behind a hundred empty pages in a row
/// ([`ErrorKind::Paging`]). To go on behind a page that cannot be read, start another stream at
/// [`Error::next_bookmark`].
///
/// To know one bookmark from another costs eight bytes a page; apart from that, memory holds the page that
/// was given and, with [`read_ahead`](Self::read_ahead), the next one.
///
/// [`ErrorKind::Request`]: crate::ErrorKind::Request
/// [`ErrorKind::Credential`]: crate::ErrorKind::Credential
/// [`ErrorKind::Sandbox`]: crate::ErrorKind::Sandbox
/// [`ErrorKind::Paging`]: crate::ErrorKind::Paging
#[must_use = "a stream sends nothing until it is polled"]
pub struct Pages<T> {
    /// The call for the next page.
    request: Request,
    state: State<T>,
    /// The bookmark of the page that is next.
    next: Option<String>,
    /// The bookmark of the page that was given last.
    given: Option<String>,
    /// The hashes of all bookmarks so far.
    seen: HashSet<u64>,
    hasher: RandomState,
    left: usize,
    read_ahead: bool,
    persistence: Persistence,
}

enum State<T> {
    /// The next page is still to be asked for.
    Waiting,
    InProgress(ResponseFuture<Page<T>>),
    /// The next page, or why it did not come, is still to be given.
    Arrived(Box<Result<Response<Page<T>>>>),
    /// There is no use in asking for the next page, for this reason.
    Endless(&'static str),
    Ended,
}

impl<T: DeserializeOwned + 'static> Pages<T> {
    /// The pages of the list that `request` asks for, from the request's bookmark on.
    pub fn new(request: Request) -> Self {
        let start = request.query_text(BOOKMARK);
        let hasher = RandomState::new();
        Self {
            seen: start.iter().map(|start| hasher.hash_one(start)).collect(),
            hasher,
            state: State::Waiting,
            given: start.clone(),
            next: start,
            left: usize::MAX,
            read_ahead: false,
            persistence: Persistence::default(),
            request,
        }
    }

    /// Ends the stream after `count` more pages, empty ones included.
    pub fn take_pages(mut self, count: usize) -> Self {
        self.left = count;
        if count == 0 {
            self.state = State::Ended;
        }
        self
    }

    /// Asks for the next page as soon as one is given, so that it travels while that one is worked on.
    /// Never more than one page ahead.
    pub fn read_ahead(mut self) -> Self {
        self.read_ahead = true;
        self
    }

    /// Where a later stream has to start to get everything that was not given yet, as the request's
    /// `bookmark`: it is that of the last page given, so that this page comes again and nothing is
    /// skipped. `None` is the start of the list.
    ///
    /// When the last page is done with, its [`next_bookmark`](Page::next_bookmark) goes on behind it.
    #[must_use]
    pub fn resume_bookmark(&self) -> Option<&str> {
        self.given.as_deref()
    }

    /// The next page; `None` at the end. For loops without a crate of stream combinators.
    ///
    /// # Errors
    ///
    /// If the page did not come. Calling again asks for it again.
    pub async fn try_next(&mut self) -> Result<Option<Response<Page<T>>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    pub(super) const fn operation(&self) -> &'static Operation {
        self.request.operation()
    }

    pub(super) const fn reads_ahead(&self) -> bool {
        self.read_ahead
    }

    /// The next page, without asking for the one behind it.
    pub(super) fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Response<Page<T>>>>> {
        ready!(self.poll_arrival(context));
        let arrived = match mem::replace(&mut self.state, State::Ended) {
            State::Arrived(result) => *result,
            State::Endless(reason) => Err(Error::paging(self.request.operation().id, reason)),
            State::Waiting | State::InProgress(_) | State::Ended => return Poll::Ready(None),
        };
        match &arrived {
            Ok(page) => self.advance(page.body()),
            Err(error) if error.kind().is_final() || self.persistence.is_over(error) => {}
            Err(_) => self.state = State::Waiting,
        }
        Poll::Ready(Some(arrived))
    }

    /// Asks for the next page, if there is one, and keeps it until it is wanted.
    pub(super) fn poll_arrival(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if let State::Waiting = self.state {
            self.state = State::InProgress(ResponseFuture::new(self.request.clone()));
        }
        if let State::InProgress(call) = &mut self.state {
            let result = ready!(Pin::new(call).poll(context));
            self.state = State::Arrived(Box::new(result));
        }
        Poll::Ready(())
    }

    /// Counts a page that is about to be given and makes ready for the next.
    fn advance(&mut self, page: &Page<T>) {
        self.given = self.next.take();
        self.left -= 1;
        let is_empty = page.items.is_empty() && page.missing().is_empty();
        let in_vain = self.persistence.page(is_empty);
        let Some(bookmark) = page.next_bookmark().filter(|_| self.left > 0) else {
            return;
        };
        self.state = if !self.seen.insert(self.hasher.hash_one(bookmark)) {
            State::Endless("the bookmark of a page leads back to an earlier page")
        } else if in_vain {
            State::Endless(
                "the bookmarks lead from one empty page to the next, a hundred times by now",
            )
        } else {
            self.request.query(BOOKMARK, &bookmark);
            self.next = Some(bookmark.to_owned());
            State::Waiting
        };
    }
}

impl<T: DeserializeOwned + 'static> Stream for Pages<T> {
    type Item = Result<Response<Page<T>>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let pages = self.get_mut();
        let page = ready!(pages.poll_page(context));
        if pages.read_ahead && matches!(page, Some(Ok(_))) {
            // What arrives at once is kept; what is pending wakes the task, which then polls again.
            let _ = pages.poll_arrival(context);
        }
        Poll::Ready(page)
    }
}

// Items are held, never pinned.
impl<T> Unpin for Pages<T> {}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("request", &self.request)
            .field("read_ahead", &self.read_ahead)
            .finish_non_exhaustive()
    }
}
