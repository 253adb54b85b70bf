//! Operations: matched by method and path, then by id; what each takes, gives and needs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{At, Fact, Walk, names};
use crate::diff::rules::Rule;
use source::pointer::Pointer;
use source::references::METHODS;

type Key = (String, String);

impl<'a> Walk<'a> {
    /// Compares everything below `paths`.
    pub(super) fn paths(&mut self) {
        let (mut before, mut after) = (operations(self.old), operations(self.new));
        let both: Vec<Key> = before
            .keys()
            .filter(|key| after.contains_key(*key))
            .cloned()
            .collect();
        let mut pairs = Vec::new();
        for key in both {
            pairs.extend(before.remove(&key).zip(after.remove(&key)));
        }
        for (key, old) in before {
            let id = old.value.get("operationId");
            let same = after
                .iter()
                .find(|(_, new)| id.is_some() && new.value.get("operationId") == id);
            let same = same.map(|(key, _)| key.clone());
            if let Some((other, new)) = same.and_then(|other| after.remove_entry(&other)) {
                let place = (Some(&old.pointer), Some(&new.pointer));
                let mut fact = Fact::new(Rule::OperationMoved, place.0, place.1);
                fact.before = Some(format!("{} {}", key.0, key.1));
                fact.after = Some(format!("{} {}", other.0, other.1));
                self.say(fact);
                pairs.push((old, new));
            } else {
                let fact = Fact::new(Rule::OperationRemoved, Some(&old.pointer), None);
                self.say(fact.covering(of_a_lone_path(&old, self.new), None));
            }
        }
        for new in after.values() {
            let fact = Fact::new(Rule::OperationAdded, None, Some(&new.pointer));
            self.say(fact.covering(None, of_a_lone_path(new, self.old)));
        }
        for (old, new) in pairs {
            self.operation(&old, &new);
        }
    }

    fn operation(&mut self, old: &At<'a>, new: &At<'a>) {
        self.keyword(Rule::OperationId, "operationId", old, new);
        self.keyword(Rule::OperationTag, "tags", old, new);
        self.keyword(Rule::Deprecated, "deprecated", old, new);
        self.keyword(Rule::Category, "x-ratelimit-category", old, new);
        self.keyword(Rule::Sandbox, "x-sandbox", old, new);
        self.security(old, new);
        let (before, after) = (
            parameter_lists(self.old, old),
            parameter_lists(self.new, new),
        );
        self.parameters(&before, &after);
        match (old.child("requestBody"), new.child("requestBody")) {
            (Some(one), Some(other)) => self.body(&one, &other),
            (Some(one), None) => self.say(Fact::new(Rule::BodyRemoved, Some(&one.pointer), None)),
            (None, Some(other)) => self.say(Fact::new(Rule::BodyAdded, None, Some(&other.pointer))),
            (None, None) => {}
        }
        self.answers(old, new);
    }

    /// Compares two request bodies, through references.
    pub(super) fn body(&mut self, old: &At<'a>, new: &At<'a>) {
        let (one, other) = self.through(old, new);
        self.required_flag(&one, &other);
        self.content(&one, &other);
    }

    fn answers(&mut self, old: &At<'a>, new: &At<'a>) {
        let (before, after) = (old.child("responses"), new.child("responses"));
        for status in names(before.as_ref(), after.as_ref()) {
            let one = before.as_ref().and_then(|at| at.child(&status));
            let other = after.as_ref().and_then(|at| at.child(&status));
            match (one, other) {
                (Some(one), Some(other)) => self.answer(&one, &other),
                (Some(one), None) => {
                    self.say(
                        Fact::new(Rule::AnswerRemoved, Some(&one.pointer), None).about(status),
                    );
                }
                (None, Some(other)) => {
                    self.say(
                        Fact::new(Rule::AnswerAdded, None, Some(&other.pointer)).about(status),
                    );
                }
                (None, None) => {}
            }
        }
    }

    /// Compares two answers, through references.
    pub(super) fn answer(&mut self, old: &At<'a>, new: &At<'a>) {
        let (one, other) = self.through(old, new);
        self.keyword(Rule::Header, "headers", &one, &other);
        self.keyword(Rule::Header, "links", &one, &other);
        // The standard phrase of a status; it differs only between answers under different names.
        self.words("description", &one, &other);
        self.content(&one, &other);
    }

    /// What two places refer to, and the fact that they refer to something else.
    fn through(&mut self, old: &At<'a>, new: &At<'a>) -> (At<'a>, At<'a>) {
        let (one, other) = (old.resolved(self.old), new.resolved(self.new));
        if old.reference() != new.reference() {
            let fact = Fact::shown(Rule::Reference, Some(&old.pointer), Some(&new.pointer));
            let mut fact = fact.covering(Some(old.pointer.clone()), Some(new.pointer.clone()));
            fact.before = old
                .reference()
                .and_then(|target| target.rsplit('/').next())
                .map(str::to_owned);
            fact.after = new
                .reference()
                .and_then(|target| target.rsplit('/').next())
                .map(str::to_owned);
            self.say(fact);
        }
        (one, other)
    }

    /// Compares the formats of two bodies, answers or parameters.
    pub(super) fn content(&mut self, old: &At<'a>, new: &At<'a>) {
        let (before, after) = (old.child("content"), new.child("content"));
        for media in names(before.as_ref(), after.as_ref()) {
            let one = before.as_ref().and_then(|at| at.child(&media));
            let other = after.as_ref().and_then(|at| at.child(&media));
            match (one, other) {
                (Some(one), Some(other)) => {
                    self.keyword(Rule::Style, "encoding", &one, &other);
                    match (one.child("schema"), other.child("schema")) {
                        (Some(one), Some(other)) => self.schemas(&one, &other),
                        (before, after) => {
                            self.values(
                                Rule::Type,
                                "schema",
                                before.as_ref(),
                                after.as_ref(),
                                (&one, &other),
                            );
                        }
                    }
                }
                (Some(one), None) => {
                    // Without any format `content` is gone itself.
                    let whole = before.as_ref().filter(|_| after.is_none());
                    let place = whole.map_or(&one.pointer, |at| &at.pointer);
                    let fact = Fact::new(Rule::MediaRemoved, Some(place), Some(&new.pointer));
                    self.say(fact.about(media));
                }
                (None, Some(other)) => {
                    let whole = after.as_ref().filter(|_| before.is_none());
                    let place = whole.map_or(&other.pointer, |at| &at.pointer);
                    let fact = Fact::new(Rule::MediaAdded, Some(&old.pointer), Some(place));
                    self.say(fact.about(media));
                }
                (None, None) => {}
            }
        }
    }

    /// Compares which credentials two operations take, and which scopes they need.
    fn security(&mut self, old: &At<'a>, new: &At<'a>) {
        let (before, after) = (needs(self.old, old), needs(self.new, new));
        let place = |at: &At<'a>| at.child("security").map(|at| at.pointer);
        let sides = [
            (Rule::AuthRemoved, Rule::ScopeRemoved, &before, &after),
            (Rule::AuthAdded, Rule::ScopeAdded, &after, &before),
        ];
        for (auth, scope, here, there) in sides {
            for (scheme, scopes) in here {
                let others = there.get(scheme);
                if others.is_none() {
                    let fact = Fact::shown(auth, Some(&old.pointer), Some(&new.pointer));
                    self.say(fact.about(scheme.as_str()).covering(place(old), place(new)));
                }
                for name in scopes
                    .iter()
                    .filter(|name| !others.is_some_and(|all| all.contains(*name)))
                {
                    let fact = Fact::shown(scope, Some(&old.pointer), Some(&new.pointer));
                    let fact = fact.about(format!("{name} ({scheme})"));
                    self.say(fact.covering(place(old), place(new)));
                }
            }
        }
    }
}

/// Every operation by method and path.
fn operations(document: &Value) -> BTreeMap<Key, At<'_>> {
    let mut found = BTreeMap::new();
    let Some(paths) = At::find(document, "#/paths") else {
        return found;
    };
    for path in names(Some(&paths), None) {
        let Some(item) = paths.child(&path) else {
            continue;
        };
        for method in METHODS {
            if let Some(operation) = item.child(method) {
                found.insert((method.to_uppercase(), path.clone()), operation);
            }
        }
    }
    found
}

/// The parameters of an operation's path, if the other description does not have the path at all.
fn of_a_lone_path(operation: &At<'_>, other: &Value) -> Option<Pointer> {
    let path = operation.pointer.parent()?;
    let alone = path.lookup(other).is_none();
    alone.then(|| path.child("parameters"))
}

/// The parameters of the path, then those of the operation.
fn parameter_lists<'a>(document: &'a Value, operation: &At<'a>) -> Vec<At<'a>> {
    let path = operation.pointer.parent();
    let shared = path.and_then(|path| At::find(document, path.as_str()));
    let shared = shared.and_then(|path| path.child("parameters"));
    shared
        .into_iter()
        .chain(operation.child("parameters"))
        .collect()
}

/// The kinds of credential that an operation takes, each with its scopes.
fn needs(document: &Value, operation: &At<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let own = operation
        .value
        .get("security")
        .or_else(|| document.get("security"));
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (scheme, scopes) in own
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .flatten()
    {
        let scopes = scopes.as_array().into_iter().flatten();
        let scopes = scopes.filter_map(Value::as_str).map(str::to_owned);
        found.entry(scheme.clone()).or_default().extend(scopes);
    }
    found
}
