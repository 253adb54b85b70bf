//! Facts: what changed, where it is shown, and what it speaks for.

use serde_json::Value;

use crate::diff::places::Holder;
use crate::diff::rules::Rule;
use source::pointer::Pointer;

/// Something that changed.
#[derive(Clone, Debug)]
pub(in crate::diff) struct Fact {
    pub rule: Rule,
    /// The place in the old description, if there is one.
    pub old: Option<Pointer>,
    /// The place in the new description, if there is one.
    pub new: Option<Pointer>,
    /// What it is about, where the place does not say: a value, a scope, a keyword.
    pub subject: String,
    /// What was there.
    pub before: Option<String>,
    /// What is there now.
    pub after: Option<String>,
    /// The places in the old description that it speaks for, with all that is in them.
    pub covers_old: Vec<Pointer>,
    /// The places in the new description that it speaks for, with all that is in them.
    pub covers_new: Vec<Pointer>,
    /// Other places that it is seen from.
    pub contexts: Vec<(Option<Pointer>, Option<Pointer>)>,
}

impl Fact {
    /// A fact that speaks for the places themselves.
    pub(in crate::diff) fn new(rule: Rule, old: Option<&Pointer>, new: Option<&Pointer>) -> Self {
        Self::shown(rule, old, new).covering(old.cloned(), new.cloned())
    }

    /// A fact that is shown at places, but does not speak for all that is in them.
    pub(in crate::diff) fn shown(rule: Rule, old: Option<&Pointer>, new: Option<&Pointer>) -> Self {
        Self {
            rule,
            old: old.cloned(),
            new: new.cloned(),
            subject: String::new(),
            before: None,
            after: None,
            covers_old: Vec::new(),
            covers_new: Vec::new(),
            contexts: Vec::new(),
        }
    }

    /// Adds the places of the same fact seen from elsewhere; it is shown where both sides have one holder.
    pub(super) fn also_at(&mut self, other: Self) {
        let one_holder = |old: &Option<Pointer>, new: &Option<Pointer>| {
            let holders = old.as_ref().zip(new.as_ref());
            holders.is_none_or(|(old, new)| Holder::of(old) == Holder::of(new))
        };
        let better = one_holder(&other.old, &other.new) && !one_holder(&self.old, &self.new);
        let mut places = (other.old, other.new);
        if better {
            std::mem::swap(&mut self.old, &mut places.0);
            std::mem::swap(&mut self.new, &mut places.1);
        }
        self.contexts.push(places);
    }

    pub(in crate::diff) fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    pub(in crate::diff) fn values(mut self, before: Option<&Value>, after: Option<&Value>) -> Self {
        self.before = before.map(short);
        self.after = after.map(short);
        self
    }

    pub(in crate::diff) fn covering(mut self, old: Option<Pointer>, new: Option<Pointer>) -> Self {
        self.covers_old.extend(old);
        self.covers_new.extend(new);
        self
    }
}

/// A value in as few words as a report has room for.
fn short(value: &Value) -> String {
    const ROOM: usize = 60;
    let text = match value {
        Value::String(text) if !text.is_empty() => text.clone(),
        other => other.to_string(),
    };
    match text.char_indices().nth(ROOM) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
