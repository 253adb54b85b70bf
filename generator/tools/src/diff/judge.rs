//! The judge: what each fact is to a caller, by what happened to the symbols that its places represent.
//!
//! Invariant: every symbol that shifted is evidence of some change; what no fact explains is a change of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::Change;
use super::emitted::Emitted;
use super::evidence::{is_shape, may_count, symbols};
use super::rules::{Basis, Class, Rule};
use super::symbols::{Shift, is_argument, root};
use super::walk::Fact;

/// Both crates and what differs between them.
pub(super) struct Judge<'a> {
    old: &'a Emitted,
    new: &'a Emitted,
    shifts: BTreeMap<String, Shift>,
    by_root: BTreeMap<String, Vec<String>>,
}

/// A group of symbols that shifted without a change of their own place.
pub(super) struct Following {
    pub shifts: Vec<Shift>,
    /// The symbol that goes on under the name of the other.
    pub renamed: Option<(String, String)>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(old: &'a Emitted, new: &'a Emitted) -> Self {
        let shifts = old.symbols.all_shifts(&new.symbols);
        let mut by_root: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for shift in &shifts {
            let all = by_root.entry(root(&shift.symbol).to_owned()).or_default();
            all.push(shift.symbol.clone());
        }
        let shifts = shifts.into_iter();
        Self {
            old,
            new,
            shifts: shifts.map(|shift| (shift.symbol.clone(), shift)).collect(),
            by_root,
        }
    }

    /// The class of a fact, and the symbols that tell; those in `known` tell of another fact.
    pub(super) fn judge(
        &self,
        fact: &Fact,
        known: Option<&BTreeSet<String>>,
    ) -> (Class, Vec<Shift>) {
        let mut evidence = self.evidence(fact);
        if let Some(known) = known {
            evidence.retain(|shift| !known.contains(&shift.symbol));
        }
        let worst = evidence.iter().map(|shift| shift.class).min();
        let ruled = match fact.rule.basis() {
            Basis::Fixed(class) => class,
            Basis::Symbols => Class::Internal,
            Basis::Values => sandbox(fact),
        };
        // No rule hides what a compiler sees.
        (worst.map_or(ruled, |worst| worst.min(ruled)), evidence)
    }

    /// What a call or an answer no longer is, although it is still there: read in pages, a job, about several items.
    pub(super) fn capabilities(&self) -> Vec<Change> {
        let lost = self.shifts.values().filter_map(|shift| {
            let (ty, kind) = shift.symbol.split_once(" => ")?;
            let stays = self.new.symbols.has(ty) && shift.after.is_none();
            let what = match kind {
                "pages" => "read in pages",
                "bulk" | "bulk_call" | "bulk_item" => "about several items",
                "row" => "read as rows of a report",
                "job" | "job_start" | "job_link" => "a job",
                "upload" | "image" | "cover" | "with_image" | "with_video" => "about media",
                _ => return None,
            };
            stays.then(|| Change {
                subject: format!("is no longer {what}"),
                ..Change::of_symbols(Rule::Capability, vec![shift.clone()])
            })
        });
        lost.collect()
    }

    fn evidence(&self, fact: &Fact) -> Vec<Shift> {
        let mut found = BTreeSet::new();
        for (side, place) in [(self.old, &fact.old), (self.new, &fact.new)] {
            let Some(place) = place else { continue };
            let wanted = symbols(side, place, fact);
            for symbol in wanted.iter().filter(|symbol| may_count(fact.rule, symbol)) {
                found.extend(self.shifts.get(symbol).map(|shift| shift.symbol.clone()));
                // A type or a request that comes or goes takes everything of it along.
                if root(symbol) == symbol && self.shifts.contains_key(symbol) {
                    found.extend(self.by_root.get(symbol).into_iter().flatten().cloned());
                } else if matches!(fact.rule, Rule::OpenMembers | Rule::Discriminator) {
                    found.extend(self.part(fact.rule, symbol));
                }
            }
        }
        let found = found
            .into_iter()
            .filter_map(|symbol| self.shifts.get(&symbol));
        let reported: Vec<&Shift> = found.filter(|shift| self.tells(fact, shift)).collect();
        // An argument is evidence of what happened to its function; a name alone is nothing to callers.
        let functions = reported.iter().filter_map(|shift| {
            let function = is_argument(&shift.symbol).then(|| shift.symbol.split_once('('));
            self.shifts.get(function.flatten()?.0)
        });
        let reported = reported.iter().copied();
        let reported = reported.filter(|shift| !is_argument(&shift.symbol));
        let all: BTreeSet<&Shift> = reported.chain(functions).collect();
        all.into_iter().cloned().collect()
    }

    /// Whether what happened to a symbol can be what the fact does.
    fn tells(&self, fact: &Fact, shift: &Shift) -> bool {
        let changed = shift.before.is_some() && shift.after.is_some();
        let whole = self.shifts.contains_key(root(&shift.symbol));
        match fact.rule {
            Rule::ComponentAdded | Rule::VariantAdded => shift.before.is_none(),
            Rule::ComponentRemoved => shift.after.is_none(),
            Rule::ReadOnly => !changed && !shift.symbol.contains('.') && !whole,
            // What is required is an argument, or a setter if it may be null.
            Rule::Nullable => changed || shift.symbol.contains("::"),
            Rule::Type | Rule::Format | Rule::Reference => changed || whole,
            Rule::VariantRemoved => changed || shift.after.is_none(),
            Rule::FieldAdded => shift.before.is_none() || is_shape(&shift.symbol),
            Rule::FieldRemoved => shift.after.is_none() || is_shape(&shift.symbol),
            Rule::Order => self.is_reordered(shift),
            _ => true,
        }
    }

    /// The symbols of a type that a keyword of the whole type decides.
    fn part(&self, rule: Rule, symbol: &str) -> Vec<String> {
        let all = self.by_root.get(symbol).into_iter().flatten();
        let decides = |symbol: &&String| {
            let shift = &self.shifts[*symbol];
            let mut signatures = shift.before.iter().chain(&shift.after);
            match rule {
                Rule::Discriminator => symbol.contains("::") && !symbol.contains(": "),
                _ => {
                    symbol.ends_with("::member")
                        || signatures.any(|text| text.starts_with("BTreeMap"))
                }
            }
        };
        all.filter(decides).cloned().collect()
    }

    /// Whether a function takes the same arguments in another order.
    fn is_reordered(&self, shift: &Shift) -> bool {
        let arguments = format!("{}(", shift.symbol);
        let same = !self
            .shifts
            .keys()
            .any(|other| other.starts_with(&arguments));
        same && shift
            .before
            .as_ref()
            .is_some_and(|text| text.starts_with('(') && !text.starts_with("(Box<"))
    }

    /// What shifted and is nobody's evidence, by the type or the group that it belongs to.
    pub(super) fn unexplained(&self, explained: &BTreeSet<String>) -> Vec<Following> {
        let reported = explained
            .iter()
            .filter_map(|symbol| self.shifts.get(symbol));
        let breaking = reported
            .clone()
            .filter(|shift| shift.class == Class::Breaking);
        let breaking: BTreeSet<&str> = breaking.map(|shift| root(&shift.symbol)).collect();
        let roots: BTreeSet<&str> = reported.map(|shift| root(&shift.symbol)).collect();
        let open = self.shifts.values().filter(|shift| {
            let symbol = shift.symbol.as_str();
            let data = shift.class == Class::Internal;
            // Conversions come and go with the variants.
            let reported = if shift.class == Class::Breaking {
                &breaking
            } else {
                &roots
            };
            let conversion = symbol.contains(": From<") && reported.contains(root(symbol));
            !explained.contains(symbol) && !conversion && !is_argument(symbol) && !data
        });
        let mut groups: BTreeMap<&str, Vec<Shift>> = BTreeMap::new();
        for shift in open {
            groups
                .entry(root(&shift.symbol))
                .or_default()
                .push(shift.clone());
        }
        self.paired(&groups)
    }

    /// Puts a type that goes and one that comes with the same members together.
    fn paired(&self, groups: &BTreeMap<&str, Vec<Shift>>) -> Vec<Following> {
        let shape = |root: &str| {
            let all = self.by_root.get(root).into_iter().flatten();
            let rest = all.map(|symbol| {
                let shift = &self.shifts[symbol];
                let signature = shift.before.as_ref().or(shift.after.as_ref());
                (symbol[root.len()..].to_owned(), signature.cloned())
            });
            rest.collect::<Vec<_>>()
        };
        let whole = |root: &&str| self.shifts.contains_key(*root);
        let mut come: BTreeMap<Vec<_>, &str> = BTreeMap::new();
        for root in groups.keys().filter(|root| whole(root)) {
            if self.shifts[*root].before.is_none() {
                come.insert(shape(root), root);
            }
        }
        let mut renames: BTreeMap<&str, &str> = BTreeMap::new();
        for root in groups.keys().filter(|root| whole(root)) {
            if self.shifts[*root].after.is_none()
                && let Some(to) = come.remove(&shape(root))
            {
                renames.insert(root, to);
            }
        }
        let mut moved = Vec::new();
        for (root, shifts) in groups {
            if renames.values().any(|to| to == root) {
                continue;
            }
            let to = renames.get(root);
            let others = to
                .and_then(|to| groups.get(to))
                .into_iter()
                .flatten()
                .cloned();
            moved.push(Following {
                shifts: shifts.iter().cloned().chain(others).collect(),
                renamed: to.map(|to| ((*root).to_owned(), (*to).to_owned())),
            });
        }
        moved
    }
}

fn sandbox(fact: &Fact) -> Class {
    let refused = |value: &Option<String>| {
        let words = ["false", "disabled", r#"{"enabled":false}"#];
        value.as_deref().is_some_and(|value| words.contains(&value))
    };
    match (refused(&fact.before), refused(&fact.after)) {
        (false, true) => Class::Breaking,
        (true, false) => Class::Additive,
        _ => Class::Internal,
    }
}
