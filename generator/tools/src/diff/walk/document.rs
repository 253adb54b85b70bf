//! The document itself: what is neither in an operation nor in a component that operations refer to.

use super::{At, Fact, Walk, names};
use crate::diff::raw;
use crate::diff::rules::Rule;

impl<'a> Walk<'a> {
    /// Compares the rest of the documents, keyword by keyword.
    pub(super) fn document(&mut self) {
        let (Some(old), Some(new)) = (At::find(self.old, "#"), At::find(self.new, "#")) else {
            return;
        };
        for name in names(Some(&old), Some(&new)) {
            if name != "paths" && name != "components" {
                self.part(&name, &old, &new);
            }
        }
        let schemes = |at: &At<'a>| {
            let components = at.child("components")?;
            components.child("securitySchemes")
        };
        match (schemes(&old), schemes(&new)) {
            (Some(one), Some(other)) => self.places(&one, &other),
            (one, other) => {
                let name = "securitySchemes";
                self.values(
                    Rule::Document,
                    name,
                    one.as_ref(),
                    other.as_ref(),
                    (&old, &new),
                );
            }
        }
    }

    /// Compares a part of the document, place by place.
    fn part(&mut self, name: &str, old: &At<'a>, new: &At<'a>) {
        match (old.child(name), new.child(name)) {
            (Some(one), Some(other)) => self.places(&one, &other),
            _ => self.keyword(Rule::Document, name, old, new),
        }
    }

    fn places(&mut self, one: &At<'a>, other: &At<'a>) {
        let leaves = raw::between((&one.pointer, one.value), (&other.pointer, other.value));
        for leaf in leaves.into_iter().filter(|leaf| !leaf.order) {
            let value = |document, place: &Option<source::pointer::Pointer>| {
                place.as_ref().and_then(|place| place.lookup(document))
            };
            let is_server = one.pointer.last().as_deref() == Some("servers");
            let rule = if is_server {
                Rule::Server
            } else {
                Rule::Document
            };
            let fact = Fact::new(rule, leaf.old.as_ref(), leaf.new.as_ref());
            let (before, after) = (value(self.old, &leaf.old), value(self.new, &leaf.new));
            self.say(fact.values(before, after));
        }
    }
}
