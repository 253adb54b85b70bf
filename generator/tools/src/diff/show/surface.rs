//! What changed between two emitted crates, symbol by symbol.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::json::shift;
use crate::diff::symbols::root;
use crate::diff::{Class, Shift, Symbols, bump};

/// The symbols that came, went or changed.
#[derive(Clone, Debug)]
pub struct Surface {
    /// By symbol.
    pub shifts: Vec<Shift>,
}

impl Surface {
    /// Compares two crates.
    #[must_use]
    pub fn between(old: &Symbols, new: &Symbols) -> Self {
        Self {
            shifts: old.shifts(new),
        }
    }

    /// The worst class; `None` if nothing changed.
    #[must_use]
    pub fn worst(&self) -> Option<Class> {
        self.shifts.iter().map(|shift| shift.class).min()
    }

    /// For people: the numbers, then a line for each symbol; what comes or goes as a whole is one line.
    #[must_use]
    pub fn markdown(&self) -> String {
        let count = |class| {
            self.shifts
                .iter()
                .filter(|shift| shift.class == class)
                .count()
        };
        let mut text = format!(
            "{} breaking, {} additive, {} internal. Version: {}.\n",
            count(Class::Breaking),
            count(Class::Additive),
            count(Class::Internal),
            bump(self.worst())
        );
        let whole: BTreeMap<&str, usize> = self.roots();
        for class in Class::ALL {
            let shifts = self.shifts.iter().filter(|shift| shift.class == class);
            let shown = shifts.filter(|shift| {
                let root = root(&shift.symbol);
                root == shift.symbol || !whole.contains_key(root)
            });
            let lines: Vec<String> = shown.map(|shift| line(shift, &whole)).collect();
            if !lines.is_empty() {
                let _ = write!(text, "\n{}:\n\n{}", class.word(), lines.concat());
            }
        }
        text
    }

    /// For tools: one object per symbol.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "class": self.worst().map(Class::word),
            "bump": bump(self.worst()),
            "symbols": self.shifts.iter().map(shift).collect::<Vec<_>>(),
        })
    }

    /// The types and requests that come or go, each with how many symbols they take along.
    fn roots(&self) -> BTreeMap<&str, usize> {
        let roots = self
            .shifts
            .iter()
            .filter(|shift| root(&shift.symbol) == shift.symbol);
        let mut roots: BTreeMap<&str, usize> =
            roots.map(|shift| (shift.symbol.as_str(), 0)).collect();
        for shift in &self.shifts {
            if let Some(count) = roots.get_mut(root(&shift.symbol)) {
                *count += 1;
            }
        }
        roots
    }
}

fn line(shift: &Shift, whole: &BTreeMap<&str, usize>) -> String {
    let sign = match (&shift.before, &shift.after) {
        (Some(_), Some(_)) => '~',
        (Some(_), None) => '-',
        _ => '+',
    };
    let mut text = format!("- `{sign} {}`", shift.symbol);
    let signature = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    match (signature(&shift.before), signature(&shift.after)) {
        (Some(before), Some(after)) => {
            let _ = write!(text, ": `{before}` to `{after}`");
        }
        (Some(one), None) | (None, Some(one)) => {
            let _ = write!(text, ": `{one}`");
        }
        (None, None) => {}
    }
    match whole.get(shift.symbol.as_str()) {
        Some(count) if *count > 1 => {
            let _ = write!(text, " with {} more", count - 1);
        }
        _ => {}
    }
    text.push('\n');
    text
}
