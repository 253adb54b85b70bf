//! Rows of columns that the request chose.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use super::Metric;
use crate::MicroAmount;

/// A column of the rows of type `R`: an enum of the request that produces them, or any text.
pub trait Column<R: ?Sized> {
    /// The column's name on the wire.
    fn name(&self) -> &str;
}

impl<R: ?Sized> Column<R> for str {
    fn name(&self) -> &str {
        self
    }
}

impl<R: ?Sized> Column<R> for String {
    fn name(&self) -> &str {
        self
    }
}

impl<R: ?Sized, C: Column<R> + ?Sized> Column<R> for &C {
    fn name(&self) -> &str {
        (**self).name()
    }
}

/// A row of a report whose columns are not known beforehand, such as a finished report in JSON.
///
/// The rows of an export of leads have what people entered, so `Debug` shows the columns and none of the values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Row {
    /// The values by column.
    pub columns: BTreeMap<String, Value>,
}

impl Row {
    /// The value in a column; `None` where the row has none. A zero is a zero.
    #[must_use]
    pub fn metric(&self, column: impl Column<Self>) -> Option<Metric<'_>> {
        self.columns.get(column.name()).and_then(Metric::of)
    }

    /// The money in a column, whether its name says that it counts units or millionths: see [`Metric::amount_in`].
    #[must_use]
    pub fn amount(&self, column: impl Column<Self>) -> Option<MicroAmount> {
        self.metric(&column)?.amount_in(column.name())
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: Vec<&String> = self.columns.keys().collect();
        f.debug_struct("Row").field("columns", &columns).finish()
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.columns.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let columns = BTreeMap::deserialize(deserializer)?;
        Ok(Self { columns })
    }
}
