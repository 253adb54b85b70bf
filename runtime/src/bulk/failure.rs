//! Why an item failed.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use super::{Bulk, Messages};
use crate::Error;
use crate::redact::{self, Secrets};

/// An item that failed.
///
/// Either the server refused it ([`reasons`](Self::reasons) has its reasons), or it was not sent or the call that it was
/// sent in failed ([`error`](Self::error)), or the answer does not mention it (neither). Messages and items may
/// quote what was sent; `Display` and `Debug` show the message in one line and cleared of what looks like a secret, and
/// nothing of the item.
#[derive(Clone)]
pub struct ItemFailure<I> {
    index: Option<usize>,
    reasons: Vec<FailureReason>,
    item: Option<I>,
    error: Option<Arc<Error>>,
}

/// One reason why an item was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailureReason {
    /// Pinterest's own code.
    pub code: Option<i64>,
    /// Pinterest's message. It may quote what was sent.
    pub message: Option<String>,
}

impl FailureReason {
    /// One reason for each message, all with the same code; a code alone is a reason too.
    #[must_use]
    pub fn list(code: Option<i64>, messages: &impl Messages) -> Vec<Self> {
        let mut reasons: Vec<Self> = messages
            .messages()
            .into_iter()
            .map(|message| Self {
                code,
                message: Some(message),
            })
            .collect();
        if reasons.is_empty() && code.is_some() {
            let message = None;
            reasons.push(Self { code, message });
        }
        reasons
    }
}

impl FailureReason {
    fn shown(&self) -> String {
        let message = self.message.as_deref();
        let message = message.map(|message| redact::line(message, &Secrets::default()));
        match (message, self.code) {
            (Some(message), Some(code)) => format!("{message} (code {code})"),
            (Some(message), None) => message,
            (None, Some(code)) => format!("code {code}"),
            (None, None) => "no reason is given".to_owned(),
        }
    }
}

impl<I> ItemFailure<I> {
    /// The position of the item in what was sent, counted from 0; `None` if the answer does not tell.
    #[must_use]
    pub fn index(&self) -> Option<usize> {
        self.index
    }

    /// Pinterest's code of the first reason, or that of the call's error; none of an item that the checks refused.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        let call = || self.error()?.code();
        self.reasons.first().map_or_else(call, |reason| reason.code)
    }

    /// Pinterest's message of the first reason, or that of the call's error. Pinterest says nothing of an item that the
    /// checks refused: `Display` has their reason, and [`error`](Self::error) what they found.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match self.reasons.first() {
            Some(reason) => reason.message.as_deref(),
            None => self.error()?.message(),
        }
    }

    /// Every reason why the server refused the item.
    #[must_use]
    pub fn reasons(&self) -> &[FailureReason] {
        &self.reasons
    }

    /// The error of the call that the item was sent in; the items of one call share it. Unless
    /// [`Error::status`] or [`Error::is_connect`] says otherwise, the server may have acted on the item. An item that the
    /// checks refused was not sent, and has an error of its own with [`Error::violations`].
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.error.as_deref()
    }

    /// What the answer holds of the item.
    #[must_use]
    pub fn item(&self) -> Option<&I> {
        self.item.as_ref()
    }

    /// What the answer holds of the item, owned.
    #[must_use]
    pub fn into_item(self) -> Option<I> {
        self.item
    }

    pub(super) fn refused(index: Option<usize>, reasons: Vec<FailureReason>, item: I) -> Self {
        Self {
            index,
            reasons,
            item: Some(item),
            error: None,
        }
    }

    pub(super) fn unanswered(index: usize) -> Self {
        Self {
            index: Some(index),
            reasons: Vec::new(),
            item: None,
            error: None,
        }
    }

    pub(super) fn call_failed(index: usize, error: &Arc<Error>) -> Self {
        Self {
            error: Some(Arc::clone(error)),
            ..Self::unanswered(index)
        }
    }

    pub(super) fn at(mut self, index: Option<usize>) -> Self {
        self.index = index;
        self
    }
}

impl<I> fmt::Display for ItemFailure<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.index {
            Some(index) => write!(f, "item {index} ")?,
            None => f.write_str("an item ")?,
        }
        if let Some(error) = &self.error {
            let what = match error.violations() {
                [] => "was in a call that failed",
                _ => "was not sent",
            };
            return write!(f, "{what}: {error}");
        }
        f.write_str(match self.item {
            Some(_) => "did not succeed",
            None => "is missing from the answer",
        })?;
        let reasons: Vec<String> = self.reasons.iter().map(FailureReason::shown).collect();
        if reasons.is_empty() {
            return Ok(());
        }
        write!(f, ": {}", reasons.join(", "))
    }
}

impl<I> fmt::Debug for ItemFailure<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemFailure")
            .field("text", &format_args!("{self}"))
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl<I> StdError for ItemFailure<I> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.as_deref().map(|error| error as _)
    }
}

/// Some items failed. It holds every outcome, those of the items that succeeded too. `Display` shows how many, and why
/// the first of them did.
pub struct BulkError<T, I>(Box<Bulk<T, I>>);

impl<T, I> BulkError<T, I> {
    pub(super) fn new(bulk: Bulk<T, I>) -> Self {
        Self(Box::new(bulk))
    }

    /// Every outcome, of successes too, in the order in which the items were sent.
    pub fn bulk(&self) -> &Bulk<T, I> {
        &self.0
    }

    /// Every outcome, owned: to go on with the items that succeeded.
    pub fn into_bulk(self) -> Bulk<T, I> {
        *self.0
    }
}

impl<T, I> fmt::Display for BulkError<T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (failed, all) = (self.0.failed().count(), self.0.outcomes().len());
        write!(f, "{failed} of {all} items failed")?;
        match self.0.failed().next() {
            Some(first) => write!(f, ": {first}"),
            None => Ok(()),
        }
    }
}

/// Shows what `Display` shows: the items themselves may quote what was sent.
impl<T, I> fmt::Debug for BulkError<T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BulkError")
            .field(&format_args!("{self}"))
            .finish()
    }
}

impl<T, I> StdError for BulkError<T, I> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let error = self.0.failed().find_map(ItemFailure::error)?;
        Some(error)
    }
}
