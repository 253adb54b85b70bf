//! An answer that is nothing but a list of outcomes.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Bulk, BulkAnswer, BulkError, BulkItem};

/// An answer with one outcome for each item that was sent, in the same order. It derefs to a slice.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "single items may have failed although the call succeeded"]
pub struct BulkList<I>(Vec<I>);

impl<I: BulkItem> BulkList<I> {
    /// What became of each item.
    pub fn into_bulk(self) -> Bulk<I::Data, I> {
        Bulk::from_items(self.0)
    }

    /// The items, if all of them succeeded.
    ///
    /// # Errors
    ///
    /// If any item failed. The error holds every outcome, the successes too.
    pub fn into_result(self) -> Result<Vec<I::Data>, BulkError<I::Data, I>> {
        self.into_bulk().into_result()
    }
}

impl<I: BulkItem> BulkAnswer for BulkList<I> {
    type Data = I::Data;
    type Item = I;

    fn into_bulk(self) -> Bulk<I::Data, I> {
        Self::into_bulk(self)
    }
}

impl<I> Deref for BulkList<I> {
    type Target = [I];

    fn deref(&self) -> &[I] {
        &self.0
    }
}

impl<I> IntoIterator for BulkList<I> {
    type Item = I;
    type IntoIter = std::vec::IntoIter<I>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<I: Serialize> Serialize for BulkList<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, I: Deserialize<'de>> Deserialize<'de> for BulkList<I> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self)
    }
}
