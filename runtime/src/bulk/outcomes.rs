//! The one view of an answer about several items.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::parts::Refused;
use super::{BulkError, BulkItem, ItemFailure};

/// What became of each item: `T` if it succeeded, [`ItemFailure`] if not.
///
/// Most answers tell of the items in the order in which they were sent: the outcome of item `i`, counted
/// from 0, is `outcomes()[i]`, and [`ItemFailure::index`] is `Some(i)`. A few (keywords, labels, asset
/// groups) list the failures apart, without a position: the successes come first then, and the index is
/// `None`.
#[derive(Clone, Debug)]
#[must_use = "single items may have failed although the call succeeded"]
pub struct Bulk<T, I> {
    outcomes: Vec<Result<T, ItemFailure<I>>>,
    /// Whether the outcomes are in the order of the items.
    placed: bool,
}

impl<T, I> Bulk<T, I> {
    /// An answer that reports one item after the other.
    pub fn from_items(items: impl IntoIterator<Item = I>) -> Self
    where
        I: BulkItem<Data = T>,
    {
        let outcomes = items.into_iter().enumerate();
        Self::placed(outcomes.map(|(index, item)| outcome(index, item)).collect())
    }

    /// An answer about items of which none failed.
    pub fn from_data(data: impl IntoIterator<Item = T>) -> Self {
        Self::placed(data.into_iter().map(Ok).collect())
    }

    /// An answer that lists the failures apart from the successes.
    pub fn from_lists(
        succeeded: impl IntoIterator<Item = T>,
        failed: impl IntoIterator<Item = I>,
    ) -> Self
    where
        I: super::Reasons,
    {
        let failed = failed
            .into_iter()
            .map(|item| Err(ItemFailure::refused(None, item.reasons(), item)));
        Self {
            outcomes: succeeded.into_iter().map(Ok).chain(failed).collect(),
            placed: false,
        }
    }

    /// The outcomes, in the order in which the items were sent.
    pub fn outcomes(&self) -> &[Result<T, ItemFailure<I>>] {
        &self.outcomes
    }

    /// The outcomes, owned.
    #[must_use]
    pub fn into_outcomes(self) -> Vec<Result<T, ItemFailure<I>>> {
        self.outcomes
    }

    /// The items that succeeded.
    pub fn succeeded(&self) -> impl Iterator<Item = &T> {
        self.outcomes
            .iter()
            .filter_map(|outcome| outcome.as_ref().ok())
    }

    /// The items that failed.
    pub fn failed(&self) -> impl Iterator<Item = &ItemFailure<I>> {
        self.outcomes
            .iter()
            .filter_map(|outcome| outcome.as_ref().err())
    }

    /// Those that failed of the items that were sent, to be fixed or sent again. Failures without an
    /// [`index`](ItemFailure::index) are none of them, as nothing tells which items they are about.
    ///
    /// An item whose call failed may have been acted on all the same: see [`ItemFailure::error`].
    ///
    /// ```
    /// # use pinterest_v5_runtime::{Bulk, BulkItem};
    /// # fn example<I: BulkItem>(bulk: &Bulk<I::Data, I>, sent: Vec<String>) {
    /// let again: Vec<String> = bulk.failed_of(sent).collect();
    /// # }
    /// ```
    pub fn failed_of<S>(&self, sent: impl IntoIterator<Item = S>) -> impl Iterator<Item = S> {
        let failed: BTreeSet<usize> = self.failed().filter_map(ItemFailure::index).collect();
        let sent = sent.into_iter().enumerate();
        sent.filter_map(move |(index, item)| failed.contains(&index).then_some(item))
    }

    /// The items that succeeded, and those that failed.
    #[must_use]
    pub fn into_parts(self) -> (Vec<T>, Vec<ItemFailure<I>>) {
        let (mut succeeded, mut failed) = (Vec::new(), Vec::new());
        for outcome in self.outcomes {
            match outcome {
                Ok(item) => succeeded.push(item),
                Err(failure) => failed.push(failure),
            }
        }
        (succeeded, failed)
    }

    /// The items, if all of them succeeded.
    ///
    /// # Errors
    ///
    /// If any item failed. The error holds every outcome, the successes too.
    pub fn into_result(self) -> Result<Vec<T>, BulkError<T, I>> {
        if self.outcomes.iter().any(Result::is_err) {
            return Err(BulkError::new(self));
        }
        Ok(self.outcomes.into_iter().flatten().collect())
    }

    /// Puts the answers to calls together, each with the places of its items, and what was not sent.
    pub(super) fn join(
        answers: impl IntoIterator<Item = (Vec<usize>, crate::Result<Self>)>,
        refused: Vec<Refused>,
    ) -> Self {
        let refused = refused.into_iter();
        let mut placed: BTreeMap<usize, Result<T, ItemFailure<I>>> = refused
            .map(|Refused { place, error }| (place, Arc::new(error)))
            .map(|(place, error)| (place, Err(ItemFailure::call_failed(place, &error))))
            .collect();
        let mut unplaced = Vec::new();
        for (places, answer) in answers {
            match answer {
                Ok(answer) if answer.placed => {
                    placed.extend(answer.at(places, &mut unplaced));
                }
                Ok(answer) => unplaced.extend(answer.outcomes),
                Err(error) => {
                    let error = Arc::new(error);
                    let failed = |place| (place, Err(ItemFailure::call_failed(place, &error)));
                    placed.extend(places.into_iter().map(failed));
                }
            }
        }
        Self::placed(placed.into_values().chain(unplaced).collect())
    }

    /// The outcomes of the items at these places, however many were answered; what is left over has no place.
    fn at(
        self,
        places: Vec<usize>,
        unplaced: &mut Vec<Result<T, ItemFailure<I>>>,
    ) -> Vec<(usize, Result<T, ItemFailure<I>>)> {
        let mut outcomes = self.outcomes.into_iter();
        let by_place = places.into_iter().map(|place| {
            let outcome = outcomes.next();
            let outcome = outcome.unwrap_or_else(|| Err(ItemFailure::unanswered(place)));
            (place, outcome.map_err(|failure| failure.at(Some(place))))
        });
        let by_place = by_place.collect();
        unplaced.extend(outcomes.map(|outcome| outcome.map_err(|failure| failure.at(None))));
        by_place
    }

    fn placed(outcomes: Vec<Result<T, ItemFailure<I>>>) -> Self {
        Self {
            outcomes,
            placed: true,
        }
    }
}

fn outcome<I: BulkItem>(index: usize, item: I) -> Result<I::Data, ItemFailure<I>> {
    let reasons = item.reasons();
    if !reasons.is_empty() || !item.is_done() {
        return Err(ItemFailure::refused(Some(index), reasons, item));
    }
    item.into_data()
        .ok_or_else(|| ItemFailure::unanswered(index))
}
