//! The items of a list, across its pages.

use std::fmt;
use std::future::poll_fn;
use std::iter::Peekable;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;
use serde::de::DeserializeOwned;

use crate::{BoxFuture, Error, MissingItem, Page, Pages, Request, Response, Result};

/// The items of a list as a [`Stream`], page after page.
///
/// An item that cannot be read is an error in its place, [`ErrorKind::Decode`](crate::ErrorKind::Decode), that has
/// what came ([`Error::item_json`]); the stream goes on behind it.
///
/// It sends, ends and fails as [`Pages`] does: lazily, at the first page without a bookmark, and without
/// losing an item when a page that failed is asked for again by polling on. Memory holds the rest of one
/// page and, with [`read_ahead`](Self::read_ahead), the next one.
#[must_use = "a stream sends nothing until it is polled"]
pub struct Items<T> {
    pages: Pages<T>,
    /// What is left of the page that was given last.
    page: vec::IntoIter<T>,
    /// What is left of the items of that page that could not be read, and the page.
    missing: Option<Missing>,
    /// How many items of that page were given or missing.
    taken: usize,
    left: usize,
}

/// The items of a page that could not be read.
struct Missing {
    items: Peekable<vec::IntoIter<MissingItem>>,
    page: Response<()>,
}

impl<T: DeserializeOwned + 'static> Items<T> {
    /// The items of the list that `request` asks for, from the request's bookmark on.
    pub fn new(request: Request) -> Self {
        Self {
            pages: Pages::new(request),
            page: Vec::new().into_iter(),
            missing: None,
            taken: 0,
            left: usize::MAX,
        }
    }

    /// Ends the stream after `count` more items, and asks for no page behind the last of them.
    pub fn max_items(mut self, count: usize) -> Self {
        self.left = count;
        self
    }

    /// Ends the stream after `count` more pages, empty ones included.
    pub fn take_pages(mut self, count: usize) -> Self {
        self.pages = self.pages.take_pages(count);
        self
    }

    /// Asks for the next page as soon as the first item of one is given, so that it travels while the
    /// items are worked on. Never more than one page ahead. Each item that is taken moves it along.
    pub fn read_ahead(mut self) -> Self {
        self.pages = self.pages.read_ahead();
        self
    }

    /// Where a later stream has to start, as the request's `bookmark`, so that no item is skipped: at the
    /// page of the item given last, of which all items come again. The page counts as done when an item
    /// behind it is asked for and comes. `None` is the start of the list.
    #[must_use]
    pub fn resume_bookmark(&self) -> Option<&str> {
        self.pages.resume_bookmark()
    }

    /// The next item; `None` at the end. For loops without a crate of stream combinators.
    ///
    /// # Errors
    ///
    /// If the item could not be read; calling again gives the one behind it. If the page that holds the item did not
    /// come; calling again asks for it again.
    pub async fn try_next(&mut self) -> Result<Option<T>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// The items that are left, all at once.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooMany`](crate::ErrorKind::TooMany) if there are more than `limit`: a list that is cut off would
    /// look like the whole. For the first ones only, take [`max_items`](Self::max_items). Any other error of the
    /// stream; what came before it is lost.
    pub fn all(mut self, limit: usize) -> BoxFuture<'static, Result<Vec<T>>>
    where
        T: Send,
    {
        Box::pin(async move {
            let mut all = Vec::new();
            while let Some(item) = self.try_next().await? {
                if all.len() == limit {
                    return Err(Error::too_many(self.pages.operation().id, limit));
                }
                all.push(item);
            }
            Ok(all)
        })
    }

    fn take(&mut self, page: Response<Page<T>>) {
        self.taken = 0;
        self.missing = (!page.body().missing().is_empty()).then(|| Missing {
            items: page.body().missing().to_vec().into_iter().peekable(),
            page: page.without_body(),
        });
        self.page = page.into_body().items.into_iter();
    }

    /// The error of the next item, if that could not be read.
    fn next_missing(&mut self) -> Option<Error> {
        let taken = self.taken;
        let missing = self.missing.as_mut()?;
        let item = missing.items.next_if(|item| item.index() <= taken)?;
        self.taken += 1;
        let operation = self.pages.operation().id;
        Some(Error::item(operation, &missing.page, &item))
    }

    /// Whether an item will be wanted that is on none of the pages so far.
    fn wants_more(&self) -> bool {
        self.left > self.page.len()
    }
}

impl<T: DeserializeOwned + 'static> Stream for Items<T> {
    type Item = Result<T>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let items = self.get_mut();
        while items.left > 0 {
            if let Some(error) = items.next_missing() {
                return Poll::Ready(Some(Err(error)));
            }
            if let Some(item) = items.page.next() {
                items.taken += 1;
                items.left -= 1;
                if items.pages.reads_ahead() && items.wants_more() {
                    // What arrives at once is kept; what is pending wakes the task.
                    let _ = items.pages.poll_arrival(context);
                }
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(items.pages.poll_page(context)) {
                Some(Ok(page)) => items.take(page),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => break,
            }
        }
        Poll::Ready(None)
    }
}

// Items are held, never pinned.
impl<T> Unpin for Items<T> {}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
