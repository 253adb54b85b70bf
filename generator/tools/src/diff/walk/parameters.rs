//! Parameters: matched by place and name through references, compared where they are declared.

use std::collections::BTreeMap;

use super::view::elements;
use super::{At, Fact, Walk};
use crate::diff::rules::Rule;
use source::pointer::Pointer;

/// A parameter as a list has it, and as it is declared.
struct Listed<'a> {
    entry: At<'a>,
    declared: At<'a>,
}

impl<'a> Walk<'a> {
    /// Compares the parameters of two operations; those of a path count for each of its operations.
    pub(super) fn parameters(&mut self, old: &[At<'a>], new: &[At<'a>]) {
        let (before, after) = (listed(self.old, old), listed(self.new, new));
        for (key, one) in &before {
            match after.get(key) {
                Some(other) => {
                    if one.entry.reference() != other.entry.reference() {
                        self.renamed(one, other);
                    }
                    self.parameter(&one.declared, &other.declared);
                }
                None => self.say(
                    Fact::new(Rule::ParameterRemoved, Some(&one.entry.pointer), None).about(key),
                ),
            }
        }
        for (key, other) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
            let fact = Fact::new(Rule::ParameterAdded, None, Some(&other.entry.pointer));
            let required = other
                .declared
                .value
                .get("required")
                .is_some_and(|flag| flag == true);
            let mut fact = fact.about(key);
            fact.after = required.then(|| "required".to_owned());
            self.say(fact);
        }
    }

    fn renamed(&mut self, one: &Listed<'a>, other: &Listed<'a>) {
        let name = |at: &At<'_>| {
            let target = at.reference().and_then(Pointer::parse);
            target.and_then(|target| target.last())
        };
        let (old, new) = (&one.entry, &other.entry);
        let mut fact = Fact::shown(Rule::Reference, Some(&old.pointer), Some(&new.pointer));
        fact.before = name(old);
        fact.after = name(new);
        // Written in place, the parameter is compared itself; the fact speaks for the list's entry.
        let fact = fact.covering(Some(old.pointer.clone()), Some(new.pointer.clone()));
        self.say(fact);
    }

    /// Compares two declarations of a parameter.
    pub(super) fn parameter(&mut self, old: &At<'a>, new: &At<'a>) {
        let pair = (old.pointer.clone(), new.pointer.clone());
        if !self.found.compared.insert(pair) {
            return;
        }
        self.required_flag(old, new);
        for name in [
            "style",
            "explode",
            "allowReserved",
            "allowEmptyValue",
            "in",
            "name",
        ] {
            self.keyword(Rule::Style, name, old, new);
        }
        self.keyword(Rule::Deprecated, "deprecated", old, new);
        match (old.child("schema"), new.child("schema")) {
            (Some(one), Some(other)) => self.schemas(&one, &other),
            (one, other) => {
                self.values(
                    Rule::Type,
                    "schema",
                    one.as_ref(),
                    other.as_ref(),
                    (old, new),
                );
            }
        }
        self.content(old, new);
    }

    /// Compares `required: true` of two objects; absent is false.
    pub(super) fn required_flag(&mut self, old: &At<'a>, new: &At<'a>) {
        let flag = |at: &At<'_>| at.value.get("required").is_some_and(|flag| flag == true);
        let rule = match (flag(old), flag(new)) {
            (false, true) => Rule::Required,
            (true, false) => Rule::Optional,
            _ => {
                // `required: false` says the same as nothing.
                self.words("required", old, new);
                return;
            }
        };
        self.keyword(rule, "required", old, new);
    }
}

fn listed<'a>(document: &'a serde_json::Value, lists: &[At<'a>]) -> BTreeMap<String, Listed<'a>> {
    let mut found = BTreeMap::new();
    for entry in lists.iter().flat_map(elements) {
        let declared = entry.resolved(document);
        let text = |name: &str| declared.value.get(name).and_then(serde_json::Value::as_str);
        let key = format!(
            "{} `{}`",
            text("in").unwrap_or_default(),
            text("name").unwrap_or_default()
        );
        found.insert(key, Listed { entry, declared });
    }
    found
}
