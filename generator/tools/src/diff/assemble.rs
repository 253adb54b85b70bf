//! Assembly: facts, evidence and reach to changes, in the order in which they are read.

use std::collections::{BTreeMap, BTreeSet};

use super::emitted::Emitted;
use super::judge::{Following, Judge};
use super::overview::Overview;
use super::places::{self, Holder};
use super::reach::{Reach, Reaches};
use super::rules::{Class, Rule};
use super::walk::{Fact, walk};
use super::{Change, Description, Diff, Shift, coverage, raw, symbols};
use generator::{Failure, Inputs};
use serde_json::Value;
use source::pointer::Pointer;

pub(super) fn assemble(
    (old, old_inputs): (&Description, &Inputs),
    (new, new_inputs): (&Description, &Inputs),
) -> Result<Diff, Failure> {
    let (before, old_output) = Emitted::of(&old.facts, old_inputs)?;
    let (after, new_output) = Emitted::of(&new.facts, new_inputs)?;
    let judge = Judge::new(&before, &after);
    let leaves = raw::differences(&old.facts, &new.facts);
    let walked = walk(&old.facts, &new.facts);
    let rest = coverage::rest(&walked, &leaves, &old.facts, &new.facts);
    let reaches = (Reaches::of(&old.facts), Reaches::of(&new.facts));
    let mut explained = BTreeSet::new();
    let mut changes = judge.capabilities();
    explained.extend(
        changes
            .iter()
            .flat_map(|one| &one.symbols)
            .map(|one| one.symbol.clone()),
    );
    // What is only put together otherwise is evidence of nothing that a fact explains.
    let composed = |fact: &&Fact| matches!(fact.rule, Rule::Composition | Rule::Discriminator);
    let facts = walked.facts.iter().chain(&rest);
    let (last, first): (Vec<&Fact>, Vec<&Fact>) = facts.partition(composed);
    for fact in first.into_iter().chain(last) {
        let known = composed(&fact).then_some(&explained);
        let (class, evidence) = judge.judge(fact, known);
        explained.extend(evidence.iter().map(|shift| shift.symbol.clone()));
        changes.push(Change {
            class,
            symbols: evidence,
            ..change(fact, &reaches, (&old.facts, &new.facts))
        });
    }
    changes.extend(judge.unexplained(&explained).into_iter().map(following));
    let mut changes = folded(changes);
    changes.sort_by_cached_key(key);
    let shifts = before.symbols.shifts(&after.symbols);
    let come = shifts.iter().filter(|shift| shift.before.is_none()).count();
    Ok(Diff {
        old: old.version.clone(),
        new: new.version.clone(),
        changes,
        differences: leaves.len(),
        symbols: (shifts.len() - come, come),
        broken: shifts
            .into_iter()
            .filter(|shift| shift.class == Class::Breaking)
            .collect(),
        overview: Overview::between(&old_output, &new_output),
    })
}

fn key(change: &Change) -> (Class, bool, String, String, String, Rule, String) {
    let tags: Vec<&str> = change.tags().into_iter().collect();
    let tag = match tags.as_slice() {
        [tag] => (*tag).to_owned(),
        _ => String::new(),
    };
    (
        change.class,
        tag.is_empty(),
        tag,
        change.holder.clone(),
        change.place.clone(),
        change.rule,
        change.subject.clone(),
    )
}

fn change(
    fact: &Fact,
    (before, after): &(Reaches, Reaches),
    documents: (&Value, &Value),
) -> Change {
    let holder = |place: &Option<Pointer>| place.as_ref().map(Holder::of);
    let (from, to) = (holder(&fact.old), holder(&fact.new));
    let reach = |side: &Reaches, place: &Option<Pointer>| {
        let place = place.as_ref();
        place.map(|place| side.at(place)).unwrap_or_default()
    };
    let here = (fact.old.clone(), fact.new.clone());
    let seen = fact.contexts.iter().chain([&here]).flat_map(|(old, new)| {
        let same = holder(old) == holder(new);
        joined(reach(before, old), reach(after, new), same)
    });
    let reach = seen.collect();
    // Where one side has the member and the other only the object around it, the member's place is the one to show.
    let gone = fact.covers_new.is_empty() && !fact.covers_old.is_empty();
    let shown = match (&fact.old, &fact.new) {
        (Some(old), None) => Some((old, documents.0)),
        (Some(old), Some(_)) if gone => Some((old, documents.0)),
        (_, new) => new.as_ref().map(|new| (new, documents.1)),
    };
    let text = |place: &Pointer| place.as_str().to_owned();
    Change {
        rule: fact.rule,
        class: Class::Internal,
        holder: named(from.as_ref(), to.as_ref()),
        place: shown
            .map(|(place, document)| places::inside(place, document))
            .unwrap_or_default(),
        subject: fact.subject.clone(),
        before: fact.before.clone(),
        after: fact.after.clone(),
        old: fact.old.as_ref().map(text),
        new: fact.new.as_ref().map(text),
        reach,
        symbols: Vec::new(),
        also: Vec::new(),
    }
}

/// The operations that see a change: those of either side, but for two places that only some operations changed between.
fn joined(one: BTreeSet<Reach>, other: BTreeSet<Reach>, same: bool) -> BTreeSet<Reach> {
    let both: BTreeSet<Reach> = one.intersection(&other).cloned().collect();
    if same || both.is_empty() {
        one.into_iter().chain(other).collect()
    } else {
        both
    }
}

fn named(old: Option<&Holder>, new: Option<&Holder>) -> String {
    let name = |holder: &Holder| match holder {
        Holder::Operation(method, path) => format!("{method} {path}"),
        Holder::Path(path) => format!("the parameters of {path}"),
        Holder::Component(section, name) => format!("{} `{name}`", singular(section)),
        Holder::Document => "the document".to_owned(),
    };
    match (old, new) {
        (Some(old), Some(new)) if old != new => format!("{} to {}", name(old), name(new)),
        (_, Some(one)) | (Some(one), None) => name(one),
        (None, None) => "the document".to_owned(),
    }
}

fn singular(section: &str) -> &str {
    match section {
        "schemas" => "schema",
        "parameters" => "parameter",
        "requestBodies" => "request body",
        "responses" => "answer",
        "headers" => "header",
        "links" => "link",
        other => other,
    }
}

fn following(moved: Following) -> Change {
    let (before, after) = moved.renamed.unzip();
    Change {
        before,
        after,
        ..Change::of_symbols(Rule::FollowOn, moved.shifts)
    }
}

impl Change {
    /// A change that only the crate shows.
    pub(super) fn of_symbols(rule: Rule, symbols: Vec<Shift>) -> Self {
        let first = symbols.first().map(|shift| symbols::root(&shift.symbol));
        Self {
            rule,
            class: symbols
                .iter()
                .map(|shift| shift.class)
                .min()
                .unwrap_or(Class::Internal),
            holder: "the crate".to_owned(),
            place: first.unwrap_or_default().to_owned(),
            subject: String::new(),
            before: None,
            after: None,
            old: None,
            new: None,
            reach: BTreeSet::new(),
            symbols,
            also: Vec::new(),
        }
    }
}

/// What is the same at many places, and nothing to callers, is one change: references that follow a component, and
/// another order.
fn folded(changes: Vec<Change>) -> Vec<Change> {
    type Key = (Rule, Option<String>, Option<(String, String)>);
    let mut firsts: BTreeMap<Key, Change> = BTreeMap::new();
    let mut rest = Vec::new();
    for change in changes {
        let internal = change.class == Class::Internal;
        let folds = match change.rule {
            Rule::Order => true,
            Rule::Reference | Rule::Composition => internal,
            _ => false,
        };
        if !folds {
            rest.push(change);
            continue;
        }
        let anywhere = internal && change.rule != Rule::Composition;
        let holder = (!anywhere).then(|| change.holder.clone());
        let values = change.before.clone().zip(change.after.clone());
        let values = values.filter(|_| change.rule == Rule::Reference);
        let key = (change.rule, holder, values);
        match firsts.get_mut(&key) {
            Some(first) => {
                first.also.extend(change.new.or(change.old));
                first.reach.extend(change.reach);
                first.place = String::new();
                if change.rule == Rule::Composition {
                    (first.before, first.after) = (None, None);
                    first.subject = String::new();
                }
                if anywhere {
                    "several places".clone_into(&mut first.holder);
                }
            }
            None => {
                firsts.insert(key, change);
            }
        }
    }
    rest.extend(firsts.into_values());
    rest
}
