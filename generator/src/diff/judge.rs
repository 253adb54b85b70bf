//! The judge: what each fact is to a caller, by what happened to the symbols that its places stand for.
//!
//! Invariant: every symbol that shifted is evidence of some change; what no fact explains is a change of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::emitted::Emitted;
use super::rules::{Basis, Class, Rule};
use super::symbols::{Shift, is_argument, root};
use super::walk::Fact;
use crate::pointer::Pointer;

/// Both crates and what differs between them.
pub(super) struct Judge<'a> {
    old: &'a Emitted,
    new: &'a Emitted,
    shifts: BTreeMap<String, Shift>,
    by_root: BTreeMap<String, Vec<String>>,
}

/// A group of symbols that shifted without a change of their own place.
pub(super) struct Moved {
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

    /// The class of a fact, and the symbols that tell.
    pub(super) fn judge(&self, fact: &Fact) -> (Class, Vec<Shift>) {
        let evidence = self.evidence(fact);
        let worst = evidence.iter().map(|shift| shift.class).min();
        let class = match fact.rule.basis() {
            Basis::Fixed(class) => class,
            Basis::Symbols => worst.unwrap_or(Class::Internal),
            Basis::Values => sandbox(fact),
        };
        (class, evidence)
    }

    fn evidence(&self, fact: &Fact) -> Vec<Shift> {
        let mut wanted = BTreeSet::new();
        for (side, place) in [(self.old, &fact.old), (self.new, &fact.new)] {
            if let Some(place) = place {
                wanted.extend(symbols(side, place, fact));
            }
        }
        let mut found = BTreeSet::new();
        for symbol in &wanted {
            if !may_count(fact.rule, symbol) {
                continue;
            }
            found.extend(self.shifts.get(symbol).map(|shift| shift.symbol.clone()));
            // A type or a request that comes or goes takes everything of it along.
            let is_root = root(symbol) == symbol && self.shifts.contains_key(symbol);
            if is_root {
                found.extend(self.by_root.get(symbol).into_iter().flatten().cloned());
            } else if fact.rule == Rule::OpenMembers || fact.rule == Rule::Discriminator {
                found.extend(self.part(fact.rule, symbol));
            }
        }
        if fact.rule == Rule::Order {
            found.retain(|symbol| self.is_reordered(symbol));
        }
        found
            .into_iter()
            .filter_map(|symbol| self.shifts.get(&symbol).cloned())
            .collect()
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
    fn is_reordered(&self, symbol: &str) -> bool {
        let arguments = format!("{symbol}(");
        let same = !self
            .shifts
            .keys()
            .any(|other| other.starts_with(&arguments));
        let signature = self
            .shifts
            .get(symbol)
            .and_then(|shift| shift.before.as_ref());
        same && signature.is_some_and(|text| text.starts_with('('))
    }

    /// What shifted and is nobody's evidence, by the type or the group that it belongs to.
    pub(super) fn unexplained(&self, explained: &BTreeSet<String>) -> Vec<Moved> {
        let functions: BTreeSet<&str> = explained
            .iter()
            .filter(|symbol| is_argument(symbol))
            .filter_map(|symbol| symbol.split_once('('))
            .map(|(function, _)| function)
            .collect();
        let open = self.shifts.values().filter(|shift| {
            let symbol = shift.symbol.as_str();
            let data = shift.class == Class::Internal;
            !explained.contains(symbol)
                && !functions.contains(symbol)
                && !is_argument(symbol)
                && !data
        });
        let mut groups: BTreeMap<&str, Vec<Shift>> = BTreeMap::new();
        for shift in open {
            groups
                .entry(root(&shift.symbol))
                .or_default()
                .push(shift.clone());
        }
        self.paired(groups)
    }

    /// Puts a type that goes and one that comes with the same members together.
    fn paired(&self, groups: BTreeMap<&str, Vec<Shift>>) -> Vec<Moved> {
        let shape = |root: &str, shifts: &[Shift]| {
            let rest = shifts.iter().map(|shift| {
                let signature = shift.before.as_ref().or(shift.after.as_ref());
                (shift.symbol[root.len()..].to_owned(), signature.cloned())
            });
            rest.collect::<Vec<_>>()
        };
        let whole = |root: &&str| self.shifts.contains_key(*root);
        let mut come: BTreeMap<Vec<_>, &str> = BTreeMap::new();
        for (root, shifts) in groups.iter().filter(|(root, _)| whole(root)) {
            if self.shifts[*root].before.is_none() {
                come.insert(shape(root, shifts), root);
            }
        }
        let mut renames: BTreeMap<&str, &str> = BTreeMap::new();
        for (root, shifts) in groups.iter().filter(|(root, _)| whole(root)) {
            if self.shifts[*root].after.is_none()
                && let Some(to) = come.remove(&shape(root, shifts))
            {
                renames.insert(root, to);
            }
        }
        let mut moved = Vec::new();
        for (root, shifts) in &groups {
            if renames.values().any(|to| to == root) {
                continue;
            }
            let to = renames.get(root);
            let others = to
                .and_then(|to| groups.get(to))
                .into_iter()
                .flatten()
                .cloned();
            moved.push(Moved {
                shifts: shifts.iter().cloned().chain(others).collect(),
                renamed: to.map(|to| ((*root).to_owned(), (*to).to_owned())),
            });
        }
        moved
    }
}

/// The symbols that a fact may have to do with, on one side.
fn symbols(side: &Emitted, place: &Pointer, fact: &Fact) -> BTreeSet<String> {
    match fact.rule {
        Rule::ValueAdded | Rule::ValueRemoved => {
            let found = side.value(place, &fact.subject);
            found.into_iter().cloned().collect()
        }
        Rule::ScopeAdded | Rule::ScopeRemoved => {
            let scope = fact.subject.split(' ').next().unwrap_or_default();
            side.scope(scope).into_iter().cloned().collect()
        }
        Rule::ParameterAdded | Rule::ParameterRemoved => side.parameter(place, &fact.subject),
        Rule::ComponentAdded | Rule::ComponentRemoved | Rule::ComponentRenamed => side.below(place),
        Rule::AnswerAdded | Rule::AnswerRemoved | Rule::MediaAdded | Rule::MediaRemoved => {
            side.below(place)
        }
        Rule::FieldAdded | Rule::FieldRemoved | Rule::VariantAdded | Rule::VariantRemoved => {
            // Where a member is not there, its place is that of the object around it, which stays.
            let there = fact.covers_old.contains(place) || fact.covers_new.contains(place);
            let place = there || fact.subject == "required";
            if place {
                either(side, fact)
            } else {
                BTreeSet::new()
            }
        }
        Rule::Type
        | Rule::Reference
        | Rule::Format
        | Rule::OperationAdded
        | Rule::OperationRemoved
        | Rule::OperationMoved
        | Rule::OperationId
        | Rule::OperationTag
        | Rule::BodyAdded
        | Rule::BodyRemoved => {
            let mut found = side.at(place);
            found.extend(side.below(place));
            found
        }
        Rule::Order => order(side, place),
        _ => side.at(place),
    }
}

/// The symbols of a member that only one side has.
fn either(side: &Emitted, fact: &Fact) -> BTreeSet<String> {
    let places = fact.old.iter().chain(&fact.new);
    let mut found = BTreeSet::new();
    for place in places {
        let covered = fact.covers_old.contains(place) || fact.covers_new.contains(place);
        if covered || fact.subject == "required" {
            found.extend(side.at(place));
            found.extend(side.below(place));
        }
    }
    found
}

/// The functions that take the members of a list or an object.
fn order(side: &Emitted, place: &Pointer) -> BTreeSet<String> {
    let around = place.parent().unwrap_or_else(Pointer::root);
    let mut found = BTreeSet::new();
    for symbol in side.at(&around) {
        found.insert(format!("{symbol}::new"));
        found.insert(symbol);
    }
    found
}

/// Constructors and `Default` depend on all members; only what changes the list of members counts for them.
fn may_count(rule: Rule, symbol: &str) -> bool {
    let shape = symbol.ends_with("::new") || symbol.ends_with(": Default");
    let decides = matches!(
        rule,
        Rule::FieldAdded | Rule::FieldRemoved | Rule::Required | Rule::Optional | Rule::Order
    );
    !shape || decides
}

fn sandbox(fact: &Fact) -> Class {
    let refused = |value: &Option<String>| value.as_deref() == Some("false");
    match (refused(&fact.before), refused(&fact.after)) {
        (false, true) => Class::Breaking,
        (true, false) => Class::Additive,
        _ => Class::Internal,
    }
}
