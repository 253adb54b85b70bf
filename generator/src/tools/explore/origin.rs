//! Where a fact comes from: a place, an overlay action, a pass, an entry, a rule.

use serde::Serialize;
use serde_json::Value;

use super::Trace;
use crate::rust::names::{By, Decision};
use crate::source::Source;
use crate::source::pointer::Pointer;
use crate::spec::overlay::Touch;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// The pointer inside the file's value.
    pub pointer: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

/// One reason why a fact is what it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum Origin {
    /// The description says so here.
    Description(Spot),
    /// An overlay action put it there, or changed or removed what was there.
    Overlay {
        /// The value in the overlay, or the action that took one away.
        action: Spot,
        /// What it touched.
        touched: String,
        /// Its target.
        target: String,
        /// Why it exists.
        reason: String,
        /// What stood there before, if anything did.
        before: Option<Value>,
    },
    /// A pass made it so.
    Pass {
        /// The pass.
        pass: String,
        /// What it was before, if it was anything.
        before: Option<String>,
    },
    /// An entry of `names.toml`.
    Entry {
        /// The entry.
        entry: Spot,
        /// Why the rule's name is not good.
        reason: String,
        /// What the rule says.
        rule: String,
    },
    /// The lock: it was always called so.
    Lock {
        /// The line, if it is in the file already.
        line: Option<Spot>,
        /// What the rule says by now, if that is something else.
        rule: Option<String>,
    },
    /// The rule for names.
    Rule,
    /// A finding about the place that somebody lives with.
    Accepted {
        /// The entry.
        entry: Spot,
        /// The finding.
        code: String,
        /// Why it does no harm.
        reason: String,
    },
}

impl Trace {
    /// A place of the description; none if an overlay brought it.
    pub(super) fn spot(&self, at: &Pointer) -> Option<Origin> {
        let original = self.journal.original(at)?;
        let spot = spot(&self.frozen.read.source, &original);
        Some(Origin::Description(spot))
    }

    /// The actions that touched a value, what is inside it or what it is inside of.
    pub(super) fn touches_of(&self, at: &Pointer) -> Vec<&Touch> {
        let touches = self.journal.touches().iter();
        let touches = touches.filter(|touch| {
            // What came as a whole brought all that is inside; what was replaced did not.
            touch.at.is_in(at) || touch.before.is_none() && at.is_in(&touch.at)
        });
        touches.collect()
    }

    /// How a name came about.
    pub(super) fn named_by(&self, decision: &Decision, (table, key): (&str, &str)) -> Origin {
        let rule = decision.rule.to_string();
        match &decision.by {
            By::Entry(table, key) => {
                let at = Pointer::root().child(table).child(key);
                let source = &self.frozen.read.names;
                let reason = at
                    .child("reason")
                    .lookup(source.value())
                    .and_then(Value::as_str);
                Origin::Entry {
                    entry: spot(source, &at),
                    reason: reason.unwrap_or_default().to_owned(),
                    rule,
                }
            }
            By::Lock => {
                let at = Pointer::root().child(table).child(key);
                let source = Some(self.frozen.lock.source());
                let source = source.filter(|source| at.lookup(source.value()).is_some());
                let line = source.map(|source| spot(source, &at));
                let rule = (rule != decision.name.to_string()).then_some(rule);
                Origin::Lock { line, rule }
            }
            By::Rule => Origin::Rule,
        }
    }

    /// The findings about what is inside a place that somebody lives with.
    pub(super) fn accepted_in(&self, at: &Pointer) -> Vec<Origin> {
        let accepted = &self.frozen.read.accepted;
        let Some(source) = accepted.source() else {
            return Vec::new();
        };
        let entries = accepted.inside(at).into_iter();
        let entries = entries.map(|(code, _, reason, entry)| Origin::Accepted {
            entry: spot(source, &entry),
            code: code.text().to_owned(),
            reason,
        });
        entries.collect()
    }
}

/// A touch as the origin of what stands at a place.
pub(super) fn of_touch(touch: &Touch, at: &Pointer) -> Origin {
    let inside = at.below(&touch.at).map(|below| touch.written.joined(below));
    Origin::Overlay {
        action: spot(&touch.file, inside.as_ref().unwrap_or(&touch.written)),
        touched: touch.at.to_string(),
        target: touch.target.clone(),
        reason: touch.reason.clone(),
        before: touch.before.clone(),
    }
}

fn spot(source: &Source, at: &Pointer) -> Spot {
    let location = source.locate(at);
    Spot {
        pointer: at.to_string(),
        file: source.name().to_owned(),
        line: location.line,
        column: location.column,
    }
}
