//! Diff: two descriptions to what changed, and what that is to a Rust caller of the emitted crate.
//!
//! Takes two published or imported descriptions; gives [`Diff`], as Markdown, JSON or a section of the changelog. The
//! walk finds facts in what the import would keep of both; each crate is emitted with the overlays and names of its own, and
//! the class of a fact is the worst of its rule and of the symbols that came, went or changed. Invariant: every raw difference of the two is
//! part of some change; what no rule knows is listed by its pointer.

mod assemble;
mod coverage;
mod emitted;
mod evidence;
mod judge;
pub mod overview;
mod places;
pub mod raw;
mod reach;
pub mod rules;
mod show;
pub mod symbols;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use diagnostics::Diagnostics;
use generator::{Failure, Inputs, spec::import, spec::validate};
use source::Source;
use source::pointer::Pointer;

pub use overview::Overview;
pub use reach::{Reach, Way};
pub use rules::{Class, Rule};
pub use show::Surface;
pub use symbols::{Shift, Symbols};

/// One of the two descriptions, reduced to its facts.
#[derive(Debug)]
pub struct Description {
    version: String,
    facts: Value,
}

impl Description {
    /// Reduces a published or imported description as the import does, but takes it as it is where the import would
    /// refuse it.
    #[must_use]
    pub fn new(source: &Source) -> Self {
        let version = source
            .value()
            .pointer("/info/version")
            .and_then(Value::as_str);
        Self {
            version: version.unwrap_or("without a version").to_owned(),
            facts: import::facts(source.value(), &mut Diagnostics::new()),
        }
    }

    /// The facts, as the import keeps them.
    #[must_use]
    pub fn facts(&self) -> &Value {
        &self.facts
    }

    /// What the validator finds in the description; the crate of one with errors may not be emitted.
    #[must_use]
    pub fn findings(&self) -> Diagnostics {
        let mut findings = Diagnostics::new();
        validate::validate(&self.facts, &mut findings);
        findings
    }
}

/// Everything that changed, the worst first.
#[derive(Debug)]
pub struct Diff {
    /// `info.version` of the old description.
    pub old: String,
    /// `info.version` of the new description.
    pub new: String,
    /// The changes: by class, by tag, by what holds them, by place.
    pub changes: Vec<Change>,
    /// How many raw differences the changes speak for.
    pub differences: usize,
    /// How many symbols of the emitted crate went or changed, and how many came.
    pub symbols: (usize, usize),
    /// What is reported beside the changes.
    pub overview: Overview,
    /// Every symbol of the emitted crate that goes or changes in a way that breaks callers.
    broken: Vec<Shift>,
}

/// One change.
#[derive(Clone, Debug)]
pub struct Change {
    /// What kind of change it is.
    pub rule: Rule,
    /// What it is to a caller.
    pub class: Class,
    /// What holds the place: an operation, a component, the document, the crate.
    pub holder: String,
    /// The way from the holder to the place; empty for the holder itself.
    pub place: String,
    /// What it is about: a value, a scope, a keyword.
    pub subject: String,
    /// What was there.
    pub before: Option<String>,
    /// What is there now.
    pub after: Option<String>,
    /// The place in the old description.
    pub old: Option<String>,
    /// The place in the new description.
    pub new: Option<String>,
    /// The operations that it is part of.
    pub reach: BTreeSet<Reach>,
    /// The symbols of the emitted crate that tell the class.
    pub symbols: Vec<Shift>,
    /// The other places that it represents, where it is the same at many.
    pub also: Vec<String>,
}

impl Change {
    /// The tags of the operations that it is part of.
    #[must_use]
    pub fn tags(&self) -> BTreeSet<&str> {
        self.reach.iter().map(|reach| reach.tag.as_str()).collect()
    }

    /// Whether calls go otherwise from now on, whatever their types are.
    #[must_use]
    pub fn is_behaviour(&self) -> bool {
        let is_sent = || self.reach.iter().any(|reach| reach.way == Way::Request);
        match self.rule {
            Rule::Default
            | Rule::OperationMoved
            | Rule::AuthAdded
            | Rule::AuthRemoved
            | Rule::ScopeAdded
            | Rule::Sandbox
            | Rule::Server
            | Rule::Capability => true,
            // What OpenAPI takes for granted may as well be left out.
            Rule::Style => self.before.is_some() && self.after.is_some(),
            Rule::ValueRemoved => is_sent(),
            Rule::Bounds => is_sent() && tightens(self),
            _ => false,
        }
    }
}

/// Whether a bound leaves fewer values than before.
fn tightens(change: &Change) -> bool {
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    let is_least = change.subject.starts_with("min") || change.subject == "multipleOf";
    match (number(&change.before), number(&change.after)) {
        (Some(before), Some(after)) if is_least => after > before,
        (Some(before), Some(after)) => after < before,
        _ => change.after.as_ref().is_some_and(|after| after != "false"),
    }
}

/// The schemas that seem to go on under another name.
#[must_use]
pub fn renamed(old: &Description, new: &Description) -> Vec<(Pointer, Pointer)> {
    let schema = |name: &str| {
        Pointer::root()
            .child("components")
            .child("schemas")
            .child(name)
    };
    let pairs = walk::renamed(&old.facts, &new.facts);
    let pairs = pairs.iter().map(|(old, new)| (schema(old), schema(new)));
    pairs.collect()
}

impl Diff {
    /// Compares two descriptions, each emitted with the overlays and names of its inputs, whose description counts for
    /// nothing.
    ///
    /// # Errors
    /// If a description gives no crate; the report names every finding.
    pub fn between(
        old: (&Description, &Inputs),
        new: (&Description, &Inputs),
    ) -> Result<Self, Failure> {
        assemble::assemble(old, new)
    }

    /// The worst class among the changes; `None` if nothing changed.
    #[must_use]
    pub fn worst(&self) -> Option<Class> {
        self.changes.iter().map(|change| change.class).min()
    }

    /// Every symbol that breaks callers, whatever the changes say.
    #[must_use]
    pub fn broken(&self) -> &[Shift] {
        &self.broken
    }

    /// The number of changes of each rule and class.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<(Rule, Class), usize> {
        let mut counts = BTreeMap::new();
        for change in &self.changes {
            *counts.entry((change.rule, change.class)).or_default() += 1;
        }
        counts
    }

    /// Every change.
    #[must_use]
    pub fn markdown(&self) -> String {
        show::markdown(self)
    }

    /// One page for reviewers.
    #[must_use]
    pub fn review(&self) -> String {
        show::review(self)
    }

    /// The summary alone, for a terminal.
    #[must_use]
    pub fn summary(&self) -> String {
        show::summary(self)
    }

    /// The changes for tools.
    #[must_use]
    pub fn json(&self) -> Value {
        show::json(self)
    }

    /// The text of the changelog with a section about these changes under `[Unreleased]`; the same text if it has the
    /// section already or nothing changed.
    #[must_use]
    pub fn changelog(&self, text: &str) -> String {
        show::changelog(self, text)
    }
}

/// The version that a class of changes asks for.
#[must_use]
pub fn bump(worst: Option<Class>) -> &'static str {
    match worst {
        Some(Class::Breaking) => "0.x: minor (0.1.0 to 0.2.0); 1.x: major (1.0.0 to 2.0.0)",
        Some(Class::Additive) => "0.x: patch (0.1.0 to 0.1.1); 1.x: minor (1.0.0 to 1.1.0)",
        Some(Class::Internal) => "patch (0.1.0 to 0.1.1, 1.0.0 to 1.0.1)",
        None => "none",
    }
}
