//! Schemas: members, values, alternatives and keywords, whatever the schema is composed of.

use super::view::View;
use super::{At, Fact, Walk};
use crate::diff::raw;
use crate::diff::rules::Rule;

impl<'a> Walk<'a> {
    /// Compares two schemas and all that they hold.
    pub(super) fn schemas(&mut self, old: &At<'a>, new: &At<'a>) {
        let pair = (old.pointer.clone(), new.pointer.clone());
        if !self.found.compared.insert(pair) {
            return;
        }
        let shared = match (old.reference(), new.reference()) {
            (one, other) if one == other => one,
            (one, other) => {
                self.reference(old, new, (one, other));
                None
            }
        };
        // A reference that goes on under another name is followed where its component is compared.
        let shared = shared.or_else(|| old.reference().filter(|_| self.is_renamed(old, new)));
        let before = View::of(self.old, old, shared);
        let ours = shared.and(new.reference());
        let after = View::of(self.new, new, ours);
        if before.parts.len() + after.parts.len() > 2 {
            let parts = before.parts.iter().chain(&after.parts);
            self.found.composed.extend(parts.cloned());
        }
        self.members(old, new, &before, &after);
        self.required(&before, &after);
        self.enumeration(old, new, &before, &after);
        self.alternatives(old, new, &before, &after);
        self.keywords(old, new, &before, &after);
    }

    fn reference(&mut self, old: &At<'a>, new: &At<'a>, names: (Option<&str>, Option<&str>)) {
        let name = |target: Option<&str>| {
            let target = target.and_then(source::pointer::Pointer::parse);
            target.and_then(|target| target.last())
        };
        let mut fact = Fact::shown(Rule::Reference, Some(&old.pointer), Some(&new.pointer));
        fact.before = name(names.0);
        fact.after = name(names.1);
        // What is beside a reference is compared as a part of the whole.
        self.say(fact.covering(Some(old.pointer.clone()), Some(new.pointer.clone())));
    }

    /// Whether two references lead to one schema under its two names.
    pub(super) fn is_renamed(&self, old: &At<'a>, new: &At<'a>) -> bool {
        let name = |at: &At<'a>| {
            let target = at.reference().and_then(source::pointer::Pointer::parse);
            target.and_then(|target| target.last())
        };
        let to = name(old).and_then(|name| self.renames.get(&name));
        to.is_some() && to == name(new).as_ref()
    }

    fn members(&mut self, old: &At<'a>, new: &At<'a>, before: &View<'a>, after: &View<'a>) {
        for (name, member) in &before.properties {
            if let Some(other) = after.properties.get(name) {
                self.schemas(member, other);
                continue;
            }
            let place = &member.pointer;
            let mut fact = Fact::shown(Rule::FieldRemoved, Some(place), Some(&new.pointer));
            fact = fact.covering(Some(place.clone()), None);
            let required = before.required.get(name);
            fact.before = required.map(|_| "required".to_owned());
            self.say(fact.covering(required.cloned(), None));
        }
        for (name, member) in &after.properties {
            if before.properties.contains_key(name) {
                continue;
            }
            let place = &member.pointer;
            let mut fact = Fact::shown(Rule::FieldAdded, Some(&old.pointer), Some(place));
            fact = fact.covering(None, Some(place.clone()));
            let required = after.required.get(name);
            fact.after = required.map(|_| "required".to_owned());
            self.say(fact.covering(None, required.cloned()));
        }
    }

    fn required(&mut self, before: &View<'a>, after: &View<'a>) {
        let member = |view: &View<'a>, name: &String| {
            let found = view.properties.get(name);
            found.map(|at| at.pointer.clone())
        };
        let sides = [
            (Rule::Optional, &before.required, &after.required),
            (Rule::Required, &after.required, &before.required),
        ];
        for (rule, here, there) in sides {
            for (name, place) in here.iter().filter(|(name, _)| !there.contains_key(*name)) {
                let (old, new) = (member(before, name), member(after, name));
                // A member that comes or goes says so itself.
                if old.is_some() != new.is_some() {
                    continue;
                }
                let fact = Fact::shown(rule, old.as_ref(), new.as_ref()).about(name.clone());
                self.say(match rule {
                    Rule::Optional => fact.covering(Some(place.clone()), None),
                    _ => fact.covering(None, Some(place.clone())),
                });
            }
        }
    }

    fn enumeration(&mut self, old: &At<'a>, new: &At<'a>, before: &View<'a>, after: &View<'a>) {
        for (value, place) in before
            .values
            .iter()
            .filter(|(value, _)| !after.values.contains_key(*value))
        {
            let fact = Fact::shown(Rule::ValueRemoved, Some(place), Some(&new.pointer));
            self.say(
                fact.about(value.clone())
                    .covering(Some(place.clone()), None),
            );
        }
        for (value, place) in after
            .values
            .iter()
            .filter(|(value, _)| !before.values.contains_key(*value))
        {
            let fact = Fact::shown(Rule::ValueAdded, Some(&old.pointer), Some(place));
            self.say(
                fact.about(value.clone())
                    .covering(None, Some(place.clone())),
            );
        }
    }

    fn alternatives(&mut self, old: &At<'a>, new: &At<'a>, before: &View<'a>, after: &View<'a>) {
        self.alternative_words(before, after);
        let known = |at: &At<'a>| {
            let mut value = at.value.clone();
            if let (Some(target), Some(object)) = (self.new_name(at), value.as_object_mut()) {
                object.insert("$ref".to_owned(), target.into());
            }
            value
        };
        let ours: Vec<_> = before.alternatives.iter().map(known).collect();
        let theirs: Vec<_> = after
            .alternatives
            .iter()
            .map(|at| at.value.clone())
            .collect();
        for (one, other) in raw::pairs(&ours, &theirs) {
            let one = one.map(|index| &before.alternatives[index]);
            let other = other.map(|index| &after.alternatives[index]);
            match (one, other) {
                (Some(one), Some(other)) => self.schemas(one, other),
                (Some(one), None) => {
                    let fact =
                        Fact::shown(Rule::VariantRemoved, Some(&one.pointer), Some(&new.pointer));
                    let fact = fact.about(named(one));
                    self.say(fact.covering(Some(one.pointer.clone()), None));
                }
                (None, Some(other)) => {
                    let fact =
                        Fact::shown(Rule::VariantAdded, Some(&old.pointer), Some(&other.pointer));
                    let fact = fact.about(named(other));
                    self.say(fact.covering(None, Some(other.pointer.clone())));
                }
                (None, None) => {}
            }
        }
    }

    /// Says that alternatives are under `oneOf` where they was under `anyOf`, or the other way round.
    fn alternative_words(&mut self, before: &View<'a>, after: &View<'a>) {
        let list = |view: &View<'a>| view.alternatives.first().and_then(|at| at.pointer.parent());
        if let (Some(old), Some(new)) = (list(before), list(after))
            && old.last() != new.last()
        {
            let mut fact = Fact::new(Rule::Composition, Some(&old), Some(&new));
            (fact.before, fact.after) = (old.last(), new.last());
            self.say(fact);
        }
    }

    /// The reference that an old one goes on as.
    fn new_name(&self, at: &At<'a>) -> Option<String> {
        let name = source::pointer::Pointer::parse(at.reference()?)?.last()?;
        self.renames
            .get(&name)
            .map(|to| crate::diff::places::schema(to))
    }

    fn keywords(&mut self, old: &At<'a>, new: &At<'a>, before: &View<'a>, after: &View<'a>) {
        let mut names: Vec<&String> = before
            .keywords
            .keys()
            .chain(after.keywords.keys())
            .collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let (one, other) = (before.keywords.get(name), after.keywords.get(name));
            let nested = ["items", "additionalProperties", "not"].contains(&name.as_str());
            match (one, other) {
                (Some(one), Some(other))
                    if nested && one.value.is_object() && other.value.is_object() =>
                {
                    self.schemas(one, other);
                }
                _ => self.values(rule(name), name, one, other, (old, new)),
            }
        }
    }
}

fn named(at: &At<'_>) -> String {
    let target = at.reference().and_then(source::pointer::Pointer::parse);
    target.and_then(|target| target.last()).unwrap_or_default()
}

/// The rule for a keyword that is compared as a whole.
fn rule(keyword: &str) -> Rule {
    match keyword {
        "type" | "items" | "not" => Rule::Type,
        "format" => Rule::Format,
        "nullable" => Rule::Nullable,
        "readOnly" => Rule::ReadOnly,
        "writeOnly" => Rule::WriteOnly,
        "deprecated" => Rule::Deprecated,
        "default" => Rule::Default,
        "additionalProperties" => Rule::OpenMembers,
        "discriminator" => Rule::Discriminator,
        "pattern" | "minLength" | "maxLength" | "minimum" | "maximum" | "exclusiveMinimum"
        | "exclusiveMaximum" | "multipleOf" | "minItems" | "maxItems" | "uniqueItems"
        | "minProperties" | "maxProperties" => Rule::Bounds,
        _ => Rule::Unclassified,
    }
}
