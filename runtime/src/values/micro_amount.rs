//! Money in millionths of a unit.

mod arithmetic;

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::Patch;

/// How many micros a unit has.
const UNIT: i64 = 1_000_000;

/// An amount of money in micro currency: millionths of a unit of the ad account's currency.
///
/// A plain number is none, since nobody could tell whether 10 means ten dollars or ten millionths of one.
///
/// ```
/// use pinterest_v5_runtime::MicroAmount;
///
/// let cap = MicroAmount::from_units(10);
/// assert_eq!(cap, MicroAmount::from_micros(10_000_000));
/// assert_eq!("12.50".parse(), Ok(MicroAmount::from_micros(12_500_000)));
/// assert_eq!(cap + cap.percent(25), "12.50".parse()?);
/// assert_eq!(format!("{cap} {cap:.2} {cap:?}"), "10 10.00 MicroAmount(10, 10000000 micros)");
/// # Ok::<(), pinterest_v5_runtime::InvalidMicroAmount>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MicroAmount(i64);

impl MicroAmount {
    /// The amount of this many millionths of a unit.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// The amount of this many whole units; at most the largest that there is.
    #[must_use]
    pub const fn from_units(units: i64) -> Self {
        Self(units.saturating_mul(UNIT))
    }

    /// The amount in millionths of a unit, as the API counts.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The amount in units, for shares and averages: what a `f64` does not hold of it is rounded.
    ///
    /// ```
    /// use pinterest_v5_runtime::MicroAmount;
    ///
    /// let (spent, cap) = (MicroAmount::from_units(8), MicroAmount::from_units(10));
    /// assert!(spent.as_f64() / cap.as_f64() > 0.75);
    /// ```
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the documentation says so")]
    pub const fn as_f64(self) -> f64 {
        self.0 as f64 / UNIT as f64
    }

    /// The whole units, without what is less than one.
    #[must_use]
    pub const fn units(self) -> i64 {
        self.0 / UNIT
    }
}

/// Units as a decimal number: `12.5`.
impl FromStr for MicroAmount {
    type Err = InvalidMicroAmount;

    fn from_str(text: &str) -> Result<Self, InvalidMicroAmount> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text),
        };
        let (units, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_number(units) || !is_number(fraction) || fraction.len() > 6 {
            return Err(InvalidMicroAmount);
        }
        let units: i64 = units.parse().map_err(|_| InvalidMicroAmount)?;
        let micros: i64 = format!("{fraction:0<6}")
            .parse()
            .map_err(|_| InvalidMicroAmount)?;
        let amount = units
            .checked_mul(UNIT)
            .and_then(|amount| amount.checked_add(micros));
        amount
            .map(|amount| Self(sign * amount))
            .ok_or(InvalidMicroAmount)
    }
}

/// Units as a decimal number, without the currency: `12.5`; with a precision, as in `{:.2}`, rounded to that many
/// decimals.
impl fmt::Display for MicroAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match f.precision() {
            None => decimals(self.0.unsigned_abs(), 6)
                .trim_end_matches('0')
                .trim_end_matches('.')
                .to_owned(),
            Some(digits) => decimals(self.0.unsigned_abs(), digits),
        };
        f.pad_integral(self.0 >= 0, "", &text)
    }
}

/// Millionths as units with so many decimals, half a digit rounded up.
fn decimals(micros: u64, digits: usize) -> String {
    let kept = u32::try_from(digits.min(6)).unwrap_or(6);
    let step = 10_u64.pow(6 - kept);
    let rounded = (micros + step / 2) / step;
    let (units, rest) = (rounded / 10_u64.pow(kept), rounded % 10_u64.pow(kept));
    if digits == 0 {
        return units.to_string();
    }
    let rest = format!("{rest:0width$}", width = digits.min(6));
    format!("{units}.{rest:0<digits$}")
}

impl fmt::Debug for MicroAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MicroAmount({self}, {} micros)", self.0)
    }
}

impl Serialize for MicroAmount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for MicroAmount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MicroAmountVisitor)
    }
}

/// An amount as a member of an object that takes text writes it: its millionths in digits.
#[derive(Clone, Copy, Debug)]
pub struct Digits(MicroAmount);

impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.0)
    }
}

/// The amounts of a member, each as text.
pub trait InText {
    /// The same as text.
    type Text;

    /// The amounts as text.
    fn in_text(self) -> Self::Text;
}

impl InText for MicroAmount {
    type Text = Digits;

    fn in_text(self) -> Digits {
        Digits(self)
    }
}

impl InText for Vec<MicroAmount> {
    type Text = Vec<Digits>;

    fn in_text(self) -> Vec<Digits> {
        self.into_iter().map(Digits).collect()
    }
}

impl<T: InText> InText for Option<T> {
    type Text = Option<T::Text>;

    fn in_text(self) -> Option<T::Text> {
        self.map(InText::in_text)
    }
}

impl<T: InText> InText for Patch<T> {
    type Text = Patch<T::Text>;

    fn in_text(self) -> Patch<T::Text> {
        match self {
            Self::Unset => Patch::Unset,
            Self::Null => Patch::Null,
            Self::Set(amounts) => Patch::Set(amounts.in_text()),
        }
    }
}

struct MicroAmountVisitor;

impl Visitor<'_> for MicroAmountVisitor {
    type Value = MicroAmount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number of millionths, or its digits as text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<MicroAmount, E> {
        text.parse().map(MicroAmount).map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<MicroAmount, E> {
        Ok(MicroAmount(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<MicroAmount, E> {
        i64::try_from(number).map(MicroAmount).map_err(E::custom)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<MicroAmount, E> {
        // An integral float is exact as text, and too large a one does not parse.
        number
            .to_string()
            .parse()
            .map(MicroAmount)
            .map_err(E::custom)
    }
}

impl crate::ParamValue for MicroAmount {
    fn write_to(&self, out: &mut String) {
        out.push_str(&self.0.to_string());
    }
}

/// The text is no amount with at most six digits behind the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidMicroAmount;

impl fmt::Display for InvalidMicroAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an amount of the form 12.50, with at most six digits behind the point")
    }
}

impl std::error::Error for InvalidMicroAmount {}
