//! One value of an analytics row.

use std::fmt;

use serde_json::Value;

use crate::{Id, MicroAmount};

/// The value that a row has in a column.
///
/// The same column may come as a number from one operation and as text from another, so a value is asked
/// for as what the caller takes it for.
///
/// ```
/// use pinterest_v5_runtime::{Id, Metric};
///
/// assert_eq!(Metric::Text("42").as_i64(), Some(42));
/// assert_eq!(Metric::Integer(42).as_id(), Some(Id::new("42")));
/// assert_eq!(Metric::Number(0.5).as_i64(), None);
/// assert_eq!(Metric::Number(2.5).amount_in("SPEND_IN_DOLLAR"), "2.5".parse().ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Metric<'a> {
    /// A whole number.
    Integer(i64),
    /// A number with a fraction, or one beyond 64 bits.
    Number(f64),
    /// Text: a name, a status, a day, most ids.
    Text(&'a str),
    /// Something else: a flag, a list, an object.
    Other(&'a Value),
}

impl<'a> Metric<'a> {
    /// The value as a whole number: an integer, a number without a fraction, or the text of an integer.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        match self {
            Self::Integer(value) => Some(value),
            Self::Number(value) => to_integer(value),
            Self::Text(text) => text.trim().parse().ok(),
            Self::Other(_) => None,
        }
    }

    /// The value as a number, or the number that the text spells.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the caller asks for a float")]
    pub fn as_f64(self) -> Option<f64> {
        match self {
            Self::Integer(value) => Some(value as f64),
            Self::Number(value) => Some(value),
            Self::Text(text) => text
                .trim()
                .parse()
                .ok()
                .filter(|value: &f64| value.is_finite()),
            Self::Other(_) => None,
        }
    }

    /// The value as an amount of money, by what the name of its column says that it counts: millionths with `_IN_MICRO_`,
    /// units at the end in `_IN_DOLLAR`, `_IN_USD` or `_IN_LOCAL_CURRENCY`. `None` for other columns, for what is no
    /// number, and for units beyond nine thousand million, of which a float no longer holds every millionth. A fraction of a
    /// millionth is rounded.
    ///
    /// ```
    /// use pinterest_v5_runtime::{Metric, MicroAmount};
    ///
    /// let spent = Some(MicroAmount::from_micros(2_500_000));
    /// assert_eq!(Metric::Integer(2_500_000).amount_in("SPEND_IN_MICRO_DOLLAR"), spent);
    /// assert_eq!(Metric::Text("2.50").amount_in("SPEND_IN_DOLLAR"), spent);
    /// assert_eq!(Metric::Number(2.5).amount_in("PAGE_VISIT_COST_PER_ACTION"), None);
    /// ```
    #[must_use]
    pub fn amount_in(self, column: &str) -> Option<MicroAmount> {
        const UNITS: [&str; 3] = ["_IN_DOLLAR", "_IN_USD", "_IN_LOCAL_CURRENCY"];
        let micros = if column.contains("_IN_MICRO_") {
            self.as_i64().or_else(|| to_integer(self.as_f64()?.round()))
        } else if UNITS.iter().any(|unit| column.ends_with(unit)) {
            to_integer((self.as_f64()? * 1e6).round())
        } else {
            None
        };
        micros.map(MicroAmount::from_micros)
    }

    /// The text, if the value is one.
    #[must_use]
    pub fn as_str(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value as an id: text that is not empty, or a whole number.
    #[must_use]
    pub fn as_id(self) -> Option<Id> {
        match self {
            Self::Text(text) => (!text.is_empty()).then(|| Id::new(text)),
            _ => self.as_i64().map(|number| Id::new(number.to_string())),
        }
    }

    /// The value of a JSON member; null is none.
    #[must_use]
    pub fn of(value: &'a Value) -> Option<Self> {
        match value {
            Value::Null => None,
            Value::Number(number) => number
                .as_i64()
                .map(Self::Integer)
                .or_else(|| number.as_f64().map(Self::Number)),
            Value::String(text) => Some(Self::Text(text)),
            other => Some(Self::Other(other)),
        }
    }
}

/// As it would be in a table: text without quotation marks.
impl fmt::Display for Metric<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::Text(text) => f.pad(text),
            Self::Other(value) => value.fmt(f),
        }
    }
}

/// Beyond 2^53 a float no longer tells neighbours apart.
const EXACT: f64 = 9_007_199_254_740_992.0;

fn to_integer(value: f64) -> Option<i64> {
    let exact = value.fract() == 0.0 && value.abs() <= EXACT;
    #[expect(clippy::cast_possible_truncation, reason = "whole and within bounds")]
    exact.then_some(value as i64)
}
