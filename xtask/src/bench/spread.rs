//! What several runs of one measurement gave.
//!
//! Takes their values; gives the middle one, which counts, and how far the others are from it. Invariant: low <= middle <= high.

/// The lowest, the middle and the highest value; the upper one of two in the middle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Spread {
    pub(super) low: f64,
    pub(super) middle: f64,
    pub(super) high: f64,
}

impl Spread {
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let at = |place: usize| values.get(place).copied().unwrap_or_default();
        Self {
            low: at(0),
            middle: at(values.len() / 2),
            high: at(values.len().saturating_sub(1)),
        }
    }

    /// As a part of the middle of something else.
    pub(super) fn over(self, other: Self) -> Self {
        Self {
            low: self.low / other.middle,
            middle: self.middle / other.middle,
            high: self.high / other.middle,
        }
    }

    /// What is fast where this is slow.
    pub(super) fn inverse(self) -> Self {
        Self {
            low: 1.0 / self.high,
            middle: 1.0 / self.middle,
            high: 1.0 / self.low,
        }
    }
}

impl From<f64> for Spread {
    fn from(value: f64) -> Self {
        Self::of([value])
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn the_middle_run_counts_and_the_others_show() {
        let spread = Spread::of([4.0, 1.0, 2.0]);
        assert_eq!(
            spread,
            Spread {
                low: 1.0,
                middle: 2.0,
                high: 4.0
            }
        );
        let inverse = spread.inverse();
        assert_eq!(
            inverse,
            Spread {
                low: 0.25,
                middle: 0.5,
                high: 1.0
            }
        );
        assert_eq!(
            inverse.over(Spread::from(0.5)),
            Spread {
                low: 0.5,
                middle: 1.0,
                high: 2.0
            }
        );
    }
}
