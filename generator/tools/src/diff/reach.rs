//! Reach: which operations a place is part of, and which way it travels there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::places::Holder;
use source::pointer::Pointer;

/// Which way something travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// What the operation is: its id, its tag, what it needs.
    Call,
    /// From the client to the server.
    Request,
    /// In an answer of success.
    Response,
    /// In an answer of failure.
    Failure,
}

impl Way {
    /// The word that is printed.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Request => "request",
            Self::Response => "response",
            Self::Failure => "failure",
        }
    }
}

/// An operation that a place is part of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reach {
    /// Upper-case HTTP method.
    pub method: String,
    /// Path template.
    pub path: String,
    /// The tag of the operation.
    pub tag: String,
    /// Which way the place travels there.
    pub way: Way,
}

/// The reach of every place of a description.
#[derive(Debug, Default)]
pub(super) struct Reaches {
    components: BTreeMap<Holder, BTreeSet<Reach>>,
    tags: BTreeMap<(String, String), String>,
}

impl Reaches {
    pub(super) fn of(facts: &Value) -> Self {
        let uses = uses(facts);
        let mut reaches = Self::default();
        let paths = facts.get("paths").and_then(Value::as_object);
        for (path, item) in paths.into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                if method == "parameters" || method.starts_with("x-") {
                    continue;
                }
                let tag = operation.pointer("/tags/0").and_then(Value::as_str);
                let key = (method.to_uppercase(), path.clone());
                reaches
                    .tags
                    .insert(key.clone(), tag.unwrap_or_default().to_owned());
                let at = Pointer::root().child("paths").child(path).child(method);
                reaches.add(&key, (&at, operation), &uses);
                if let Some(shared) = item.get("parameters") {
                    reaches.add(&key, (&at.child("parameters"), shared), &uses);
                }
            }
        }
        reaches
    }

    fn add(
        &mut self,
        key: &(String, String),
        (at, value): (&Pointer, &Value),
        uses: &BTreeMap<Holder, BTreeSet<Holder>>,
    ) {
        for (place, target) in references(at, value) {
            let way = way(&place);
            let mut open = vec![target];
            while let Some(component) = open.pop() {
                let reach = self.reach(key, way);
                if self
                    .components
                    .entry(component.clone())
                    .or_default()
                    .insert(reach)
                {
                    open.extend(uses.get(&component).into_iter().flatten().cloned());
                }
            }
        }
    }

    fn reach(&self, key: &(String, String), way: Way) -> Reach {
        Reach {
            method: key.0.clone(),
            path: key.1.clone(),
            tag: self.tags.get(key).cloned().unwrap_or_default(),
            way,
        }
    }

    /// The operations that a place is part of.
    pub(super) fn at(&self, place: &Pointer) -> BTreeSet<Reach> {
        match Holder::of(place) {
            Holder::Operation(method, path) => [self.reach(&(method, path), way(place))]
                .into_iter()
                .collect(),
            Holder::Path(path) => {
                let keys = self.tags.keys().filter(|(_, other)| *other == path);
                keys.map(|key| self.reach(key, Way::Request)).collect()
            }
            Holder::Document => BTreeSet::new(),
            component @ Holder::Component(..) => {
                self.components.get(&component).cloned().unwrap_or_default()
            }
        }
    }
}

/// Which way a place inside an operation travels.
fn way(place: &Pointer) -> Way {
    let segments = place.segments();
    match (segments.get(3).map(String::as_str), segments.get(4)) {
        (Some("parameters" | "requestBody"), _) => Way::Request,
        (Some("responses"), Some(status)) if status.starts_with('2') => Way::Response,
        (Some("responses"), _) => Way::Failure,
        _ => Way::Call,
    }
}

/// What each component refers to.
fn uses(facts: &Value) -> BTreeMap<Holder, BTreeSet<Holder>> {
    let mut uses: BTreeMap<Holder, BTreeSet<Holder>> = BTreeMap::new();
    if let Some(components) = facts.get("components") {
        let at = Pointer::root().child("components");
        for (place, target) in references(&at, components) {
            uses.entry(Holder::of(&place)).or_default().insert(target);
        }
    }
    uses
}

/// Every reference inside a value: its place and the component that it leads to.
fn references(at: &Pointer, value: &Value) -> Vec<(Pointer, Holder)> {
    let mut found = Vec::new();
    let mut open = vec![(at.clone(), value)];
    while let Some((at, value)) = open.pop() {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    match value.as_str().filter(|_| name == "$ref") {
                        Some(target) => {
                            let target = Pointer::parse(target).map(|target| Holder::of(&target));
                            found.extend(target.map(|target| (at.clone(), target)));
                        }
                        None => open.push((at.child(name), value)),
                    }
                }
                let mapping = members
                    .get("discriminator")
                    .and_then(|one| one.get("mapping"));
                for target in mapping.and_then(Value::as_object).into_iter().flatten() {
                    let target = target.1.as_str().and_then(Pointer::parse);
                    found.extend(target.map(|target| (at.clone(), Holder::of(&target))));
                }
            }
            Value::Array(elements) => {
                open.extend(
                    elements
                        .iter()
                        .enumerate()
                        .map(|(index, value)| (at.index(index), value)),
                );
            }
            _ => {}
        }
    }
    found
}
