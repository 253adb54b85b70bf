//! Sums, differences and shares of amounts of money.
//!
//! Invariant: nothing wraps around and nothing panics. What is too large is the largest amount that there is, unless the
//! method is a checked one.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

use super::MicroAmount;

impl MicroAmount {
    /// The sum, unless it is too large.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(micros) => Some(Self(micros)),
            None => None,
        }
    }

    /// The difference, unless it is too large.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(micros) => Some(Self(micros)),
            None => None,
        }
    }

    /// So many per cent of the amount, rounded to the nearest millionth, a half away from zero.
    ///
    /// ```
    /// use pinterest_v5_runtime::MicroAmount;
    ///
    /// let bid = MicroAmount::from_units(2);
    /// assert_eq!(bid.percent(110), "2.2".parse()?);
    /// assert_eq!(bid + bid.percent(2.5), "2.05".parse()?);
    /// assert_eq!(MicroAmount::from_micros(5).percent(50), MicroAmount::from_micros(3));
    /// # Ok::<(), pinterest_v5_runtime::InvalidMicroAmount>(())
    /// ```
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "amounts beyond nine billion units are rounded, and what is too large becomes the largest"
    )]
    pub fn percent(self, percent: impl Into<f64>) -> Self {
        Self((self.0 as f64 * percent.into() / 100.0).round() as i64)
    }
}

impl Add for MicroAmount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for MicroAmount {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for MicroAmount {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl SubAssign for MicroAmount {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Neg for MicroAmount {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

/// So many times the amount.
impl Mul<i64> for MicroAmount {
    type Output = Self;

    fn mul(self, times: i64) -> Self {
        Self(self.0.saturating_mul(times))
    }
}

impl Sum for MicroAmount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

impl<'a> Sum<&'a Self> for MicroAmount {
    fn sum<I: Iterator<Item = &'a Self>>(amounts: I) -> Self {
        amounts.copied().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::MicroAmount;

    #[test]
    fn sums_and_differences_stop_at_the_largest_amount() {
        let (one, most) = (
            MicroAmount::from_units(1),
            MicroAmount::from_micros(i64::MAX),
        );
        let all = [one, one * 2, -one];
        assert_eq!(all.iter().sum::<MicroAmount>(), MicroAmount::from_units(2));
        assert_eq!(all.into_iter().sum::<MicroAmount>(), one + one);
        assert_eq!(most + one, most);
        assert_eq!(most.checked_add(one), None);
        assert_eq!((-most - one).checked_sub(one), None);
        assert_eq!(one.checked_sub(one), Some(MicroAmount::default()));
        let mut left = one;
        left -= one * 3;
        left += one;
        assert_eq!(left, -one);
    }

    #[test]
    fn a_share_is_rounded_to_the_nearest_millionth() {
        let three = MicroAmount::from_micros(3);
        assert_eq!(three.percent(50), MicroAmount::from_micros(2));
        assert_eq!((-three).percent(50), MicroAmount::from_micros(-2));
        assert_eq!(three.percent(49), MicroAmount::from_micros(1));
        assert_eq!(
            MicroAmount::from_micros(i64::MAX).percent(200),
            MicroAmount::from_micros(i64::MAX)
        );
    }
}
