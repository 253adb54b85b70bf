//! The figures of a thing on some days, such that those of one row agree: clicks are fewer than impressions, a rate is their
//! quotient, and an amount is the same in dollars and in millionths of them.
//!
//! Invariant: a count of several days is the sum of the counts of each.

use std::ops::RangeInclusive;

use serde_json::Value;

use crate::random::{below, mix};

/// Days since 1970, and the hour of those days where hours are asked for.
pub(super) type Days = (RangeInclusive<i64>, i64);

/// What names of amounts of money have in them, and whether those are in millionths.
const UNITS: [(&str, bool); 5] = [
    ("_IN_MICRO_US_DOLLAR", true),
    ("_IN_MICRO_DOLLAR", true),
    ("_IN_MICRO_CURRENCY", true),
    ("_IN_US_DOLLAR", false),
    ("_IN_DOLLAR", false),
];

/// Quotients: the name, what is divided, and by what.
const RATES: [(&str, &str, &str); 9] = [
    ("CTR", "CLICKTHROUGH_1", "IMPRESSION_1"),
    ("CTR_2", "CLICKTHROUGH_2", "IMPRESSION_2"),
    ("ECTR", "TOTAL_CLICKTHROUGH", "TOTAL_IMPRESSION"),
    ("OUTBOUND_CTR", "TOTAL_OUTBOUND_CLICK", "TOTAL_IMPRESSION"),
    ("OUTBOUND_CTR_1", "OUTBOUND_CLICK_1", "IMPRESSION_1"),
    ("EENGAGEMENT_RATE", "TOTAL_ENGAGEMENT", "TOTAL_IMPRESSION"),
    ("REPIN_RATE", "REPIN_1", "IMPRESSION_1"),
    ("REPIN_RATE_2", "REPIN_2", "IMPRESSION_2"),
    (
        "TOTAL_IMPRESSION_FREQUENCY",
        "TOTAL_IMPRESSION",
        "TOTAL_IMPRESSION_USER",
    ),
];

/// What is spent for so many of something.
const PRICES: [(&str, &str, f64); 8] = [
    ("CPC", "CLICKTHROUGH_1", 1.0),
    ("ECPC", "TOTAL_CLICKTHROUGH", 1.0),
    ("CPM", "IMPRESSION_1", 1000.0),
    ("ECPM", "TOTAL_IMPRESSION", 1000.0),
    ("CPE", "ENGAGEMENT_1", 1.0),
    ("ECPE", "TOTAL_ENGAGEMENT", 1.0),
    ("COST_PER_OUTBOUND_CLICK", "TOTAL_OUTBOUND_CLICK", 1.0),
    ("COST_PER_OUTBOUND_CLICK_1", "OUTBOUND_CLICK_1", 1.0),
];

/// Other names of counts.
const SAME: [(&str, &str); 4] = [
    ("IMPRESSION_1", "IMPRESSION"),
    ("ENGAGEMENT_1", "ENGAGEMENT"),
    ("PAID_IMPRESSION", "IMPRESSION_1"),
    ("PAID_CLICKTHROUGH", "CLICKTHROUGH_1"),
];

/// How many of something a day has: the word in its name, the least and the most.
const SIZES: [(&str, u64, u64); 6] = [
    ("IMPRESSION", 2_000, 6_000),
    // Who left the site had clicked before.
    ("OUTBOUND_CLICK", 5, 20),
    ("CLICK", 20, 120),
    ("ENGAGEMENT", 150, 400),
    ("SAVE", 10, 90),
    ("REPIN", 10, 90),
];

/// Those of which nothing else is said.
const SIZE: (u64, u64) = (1, 20);

/// What is spent in an hour or a day, in cents.
const SPENT: (u64, u64) = (2_000, 9_000);

/// The figure under the name `column`, of all things with these seeds together.
pub(super) fn figure(seeds: &[u64], column: &str, days: &Days) -> Value {
    if column.ends_with("_ID") {
        let seed = seeds.iter().fold(0, |all, seed| all ^ seed);
        let id = 549_755_813_888 + below(mix(seed, column), 1_000_000_000);
        return id.to_string().into();
    }
    if column.ends_with("_NAME") || column.ends_with("_TITLE") {
        return column.to_lowercase().replace('_', " ").into();
    }
    if column.ends_with("_STATUS") || column.ends_with("_TYPE") {
        return "ACTIVE".into();
    }
    let figures = Figures { seeds, days };
    if let Some((stem, is_micro)) = amount(column) {
        let cents = figures.cents(&stem);
        return if is_micro {
            whole(cents * 10_000.0).into()
        } else {
            (cents / 100.0).into()
        };
    }
    match figures.quotient(column) {
        Some(quotient) => quotient.into(),
        None => figures.count(column).into(),
    }
}

/// How many there are: a count by itself, for who puts things in order.
pub(super) fn count(seed: u64, column: &str, days: &Days) -> u64 {
    Figures {
        seeds: &[seed],
        days,
    }
    .count(column)
}

/// The name of an amount without its unit, and whether it is in millionths: `SPEND` of `SPEND_IN_DOLLAR`.
fn amount(column: &str) -> Option<(String, bool)> {
    let (unit, is_micro) = UNITS.iter().find(|(unit, _)| column.contains(unit))?;
    Some((column.replace(unit, ""), *is_micro))
}

struct Figures<'d> {
    seeds: &'d [u64],
    days: &'d Days,
}

impl Figures<'_> {
    fn count(&self, name: &str) -> u64 {
        if let Some((_, same)) = SAME.iter().find(|(other, _)| *other == name) {
            return self.count(same);
        }
        if name == "ENGAGEMENT" {
            let parts = ["PIN_CLICK", "OUTBOUND_CLICK", "SAVE"];
            return parts.iter().map(|part| self.count(part)).sum();
        }
        // Those who saw it are fewer than the times, and who left the site had clicked before.
        if name.contains("IMPRESSION_USER") {
            return self.count(&name.replace("IMPRESSION_USER", "IMPRESSION")) * 3 / 5;
        }
        if let Some(place) = name.strip_prefix("OUTBOUND_CLICK_") {
            return self.count(&format!("CLICKTHROUGH_{place}")) * 3 / 4;
        }
        if let Some(part) = name.strip_prefix("TOTAL_") {
            let (paid, earned) = (format!("{part}_1"), format!("{part}_2"));
            return self.count(&paid) + self.count(&earned);
        }
        let size = SIZES.iter().find(|(word, ..)| name.contains(word));
        let (least, most) = size.map_or(SIZE, |(_, least, most)| (*least, *most));
        self.sum(name, least, most)
    }

    /// An amount in cents.
    fn cents(&self, stem: &str) -> f64 {
        if let Some((_, of, how_many)) = PRICES.iter().find(|(price, ..)| *price == stem) {
            return ratio(self.spent() * how_many, real(self.count(of)));
        }
        match stem.strip_suffix("_COST_PER_ACTION") {
            Some(what) => ratio(self.spent(), real(self.count(&format!("TOTAL_{what}")))),
            None if stem == "SPEND" => self.spent(),
            None => real(self.sum(stem, SPENT.0, SPENT.1)),
        }
    }

    fn spent(&self) -> f64 {
        real(self.sum("SPEND", SPENT.0, SPENT.1))
    }

    fn quotient(&self, name: &str) -> Option<f64> {
        let by = |above: &str, below: &str| ratio(real(self.count(above)), real(self.count(below)));
        if let Some((_, above, below)) = RATES.iter().find(|(rate, ..)| *rate == name) {
            return Some(by(above, below));
        }
        if PRICES.iter().any(|(price, ..)| *price == name) || name.ends_with("_COST_PER_ACTION") {
            return Some(self.cents(name) / 100.0);
        }
        if let Some(what) = name.strip_suffix("_ROAS") {
            return Some(ratio(
                self.cents(&format!("TOTAL_{what}_VALUE")),
                self.spent(),
            ));
        }
        if let Some(what) = name.strip_suffix("_CONVERSION_RATE") {
            return Some(by(what, "CLICKTHROUGH_1"));
        }
        if let Some(what) = name.strip_suffix("_RATE") {
            return Some(by(what, "IMPRESSION"));
        }
        let average = name.contains("AVG") || name.contains("FREQUENCY");
        average.then(|| ratio(real(self.sum(name, 1, 100)), real(self.length())) / 10.0)
    }

    fn sum(&self, name: &str, least: u64, most: u64) -> u64 {
        let (days, hour) = self.days;
        let of_one = |seed: &u64| -> u64 {
            let seed = mix(*seed, name);
            let of_day = |day| least + below(mix(seed, &format!("{day} {hour}")), most - least);
            days.clone().map(of_day).sum()
        };
        self.seeds.iter().map(of_one).sum()
    }

    /// The days of all things.
    fn length(&self) -> u64 {
        let days = self.days.0.clone().count() * self.seeds.len();
        u64::try_from(days).unwrap_or(u64::MAX)
    }
}

/// A quotient; nothing where days that are still to come have nothing to divide by.
fn ratio(above: f64, below: f64) -> f64 {
    if below > 0.0 { above / below } else { 0.0 }
}

/// Counts are far below the 53 bits of a fraction.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn real(count: u64) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, reason = "amounts are small")]
fn whole(amount: f64) -> i64 {
    amount.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real_of(column: &str, days: RangeInclusive<i64>) -> f64 {
        let value = figure(&[7], column, &(days, 0));
        value.as_f64().expect("a number")
    }

    #[test]
    fn a_row_agrees_with_itself() {
        let of = |column| real_of(column, 20_000..=20_006);
        let near = |left: f64, right: f64| assert!((left - right).abs() < 1e-6, "{left} {right}");
        near(of("SPEND_IN_MICRO_DOLLAR"), of("SPEND_IN_DOLLAR") * 1e6);
        near(of("CTR"), of("CLICKTHROUGH_1") / of("IMPRESSION_1"));
        near(
            of("CPC_IN_DOLLAR"),
            of("SPEND_IN_DOLLAR") / of("PAID_CLICKTHROUGH"),
        );
        near(
            of("CPM_IN_MICRO_DOLLAR") / 1e6,
            of("SPEND_IN_DOLLAR") * 1000.0 / of("IMPRESSION_1"),
        );
        near(
            of("TOTAL_IMPRESSION"),
            of("IMPRESSION_1") + of("IMPRESSION_2"),
        );
        near(
            of("CHECKOUT_ROAS"),
            of("TOTAL_CHECKOUT_VALUE_IN_DOLLAR") / of("SPEND_IN_DOLLAR"),
        );
        near(
            of("ENGAGEMENT_RATE"),
            of("ENGAGEMENT_1") / of("IMPRESSION_1"),
        );
        near(of("SAVE_RATE"), of("SAVE") / of("IMPRESSION"));
        near(
            of("ENGAGEMENT"),
            of("PIN_CLICK") + of("OUTBOUND_CLICK") + of("SAVE"),
        );
        assert!(of("OUTBOUND_CLICK_1") < of("CLICKTHROUGH_1"));
        assert!(of("IMPRESSION_USER_1") < of("IMPRESSION_1"));
    }

    #[test]
    fn days_to_come_have_numbers_all_the_same() {
        let tomorrow = 20_001;
        let columns = [
            "SPEND_IN_MICRO_DOLLAR",
            "CTR",
            "SAVE_RATE",
            "CPC_IN_DOLLAR",
            "CHECKOUT_ROAS",
        ];
        for column in columns {
            let figure = real_of(column, tomorrow..=20_000);
            assert!(figure.abs() < f64::EPSILON, "{column} {figure}");
        }
    }

    #[test]
    fn counts_add_up_over_days() {
        for column in ["IMPRESSION_1", "SPEND_IN_MICRO_DOLLAR", "OUTBOUND_CLICK"] {
            let days: f64 = (20_000..=20_006)
                .map(|day| real_of(column, day..=day))
                .sum();
            assert!(
                (days - real_of(column, 20_000..=20_006)).abs() < 1e-6,
                "{column}"
            );
        }
    }
}
