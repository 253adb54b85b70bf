//! One measured figure, and the budget that it has to keep.

use serde_json::{Value, json};

use super::spread::Spread;

/// The headings of `docs/performance.md` for what the names of figures begin with.
const PARAGRAPHS: [(&str, &str); 5] = [
    ("generate", "generation"),
    ("check", "compilation"),
    ("size", "size"),
    ("client", "calls"),
    ("scale", "growth"),
];

/// A measured figure.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// What was measured, as a path: `check/full/cpu`.
    pub(super) name: String,
    pub(super) value: Spread,
    pub(super) unit: &'static str,
    pub(super) budget: Option<Budget>,
}

/// What a figure has to keep.
#[derive(Clone, Copy, Debug)]
pub(super) enum Budget {
    AtMost(f64),
    AtLeast(f64),
}

impl Budget {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtMost(most) => value <= most,
            Self::AtLeast(least) => value >= least,
        }
    }

    /// The comparison, and what with.
    pub(super) fn sign(self) -> (&'static str, f64) {
        match self {
            Self::AtMost(most) => ("<=", most),
            Self::AtLeast(least) => (">=", least),
        }
    }
}

impl Figure {
    pub(super) fn new(
        name: impl Into<String>,
        value: impl Into<Spread>,
        unit: &'static str,
    ) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            unit,
            budget: None,
        }
    }

    pub(super) fn within(mut self, budget: Budget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// Whether it keeps its budget, if it has one.
    pub(super) fn is_met(&self) -> bool {
        self.budget
            .is_none_or(|budget| budget.is_met(self.value.middle))
    }

    /// Where it is said of a missed budget how near it is, what was tried and what bounds it.
    pub(super) fn paragraph(&self) -> String {
        let part = self.name.split('/').next().unwrap_or_default();
        let known = PARAGRAPHS.iter().find(|(start, _)| *start == part);
        let heading = known.map_or("budgets", |(_, heading)| heading);
        format!("see docs/performance.md#{heading}")
    }

    /// A line of the table.
    pub(super) fn line(&self) -> String {
        let value = number(self.value.middle);
        let budget = self.budget.map_or_else(String::new, |budget| {
            let (sign, bound) = budget.sign();
            let verdict = if self.is_met() { "met" } else { "MISSED" };
            format!("  {sign} {} {verdict}", number(bound))
        });
        format!("{:42} {value:>10} {}{budget}", self.name, self.unit)
    }

    /// The same for a machine.
    pub(super) fn json(&self) -> Value {
        let budget = self.budget.map(|budget| {
            let (sign, bound) = budget.sign();
            json!({ "sign": sign, "bound": bound, "met": self.is_met() })
        });
        json!({
            "name": self.name, "value": self.value.middle, "low": self.value.low, "high": self.value.high,
            "unit": self.unit, "budget": budget,
        })
    }
}

/// Three digits that count.
pub(super) fn number(value: f64) -> String {
    match value.abs() {
        large if large >= 100.0 => format!("{value:.0}"),
        middling if middling >= 10.0 => format!("{value:.1}"),
        middling if middling >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, Figure, PARAGRAPHS};

    #[test]
    fn a_missed_budget_leads_to_a_heading_that_is_there() {
        let text = include_str!("../../../docs/performance.md").to_lowercase();
        for (start, heading) in PARAGRAPHS {
            let figure = Figure::new(format!("{start}/x"), 2.0, "s").within(Budget::AtMost(1.0));
            assert!(figure.line().ends_with("<= 1.00 MISSED"));
            assert!(figure.paragraph().ends_with(&format!("#{heading}")));
            assert!(text.contains(&format!("\n## {heading}\n")), "{heading}");
        }
    }
}
