//! References: who refers to what, and so which operations and types a place of the description decides.
//!
//! Takes the patched value, before it is lowered, and follows its references backwards. Invariant: needs nothing of
//! the value to be valid, since findings are about what is not.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::pointer::{Pointer, Trail};

/// Who refers to what in a description.
#[derive(Debug, Default)]
pub struct References {
    /// The places that refer to a place.
    users: HashMap<Pointer, Vec<Pointer>>,
    /// What each operation is called.
    operations: Vec<(Pointer, String)>,
    /// The operations that say nothing of credentials.
    open: Vec<Pointer>,
}

/// What a place decides, in the order of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// Operations by id, or by method and path.
    pub operations: Vec<String>,
    /// Schema components by name.
    pub types: Vec<String>,
}

/// What an item of `paths` calls its operations, in the order in which they are emitted.
pub const METHODS: [&str; 8] = [
    "get", "post", "put", "patch", "delete", "head", "options", "trace",
];

/// The place of every operation, what it is called, and its method and path.
pub fn operations(document: &Value) -> impl Iterator<Item = (Pointer, String, String)> {
    let paths = document.get("paths").and_then(Value::as_object);
    paths.into_iter().flatten().flat_map(|(path, item)| {
        METHODS.iter().filter_map(move |method| {
            let operation = item.get(method)?;
            let call = format!("{} {path}", method.to_uppercase());
            let id = operation.get("operationId").and_then(Value::as_str);
            let name = id.map_or_else(|| call.clone(), str::to_owned);
            let at = Pointer::root().child("paths").child(path).child(method);
            Some((at, name, call))
        })
    })
}

impl References {
    /// Reads who refers to what.
    #[must_use]
    pub fn new(document: &Value) -> Self {
        let mut all = Self::default();
        all.note(document, &Trail::Root);
        for (at, name, _) in operations(document) {
            let is_open = at.child("security").lookup(document).is_none();
            all.open.extend(is_open.then(|| at.clone()));
            all.operations.push((at, name));
        }
        all
    }

    /// What the place `at` decides.
    #[must_use]
    pub fn of(&self, at: &Pointer) -> Affected {
        let (mut operations, mut types) = (BTreeSet::new(), BTreeSet::new());
        let mut seen = HashSet::new();
        let mut open = vec![at.clone()];
        while let Some(place) = open.pop() {
            let segments = place.segments();
            let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
            match segments.as_slice() {
                ["components", "schemas", name, ..] => {
                    types.insert((*name).to_owned());
                }
                ["security", ..] => open.extend(self.open.iter().cloned()),
                ["components" | "info" | "tags" | "externalDocs", ..] => {}
                _ => operations.extend(self.operations_at(&place)),
            }
            for around in place.ancestors() {
                if !seen.insert(around.clone()) {
                    break;
                }
                open.extend(self.users.get(&around).into_iter().flatten().cloned());
            }
        }
        Affected {
            operations: operations.into_iter().collect(),
            types: types.into_iter().collect(),
        }
    }

    /// The operation that a place is in; all that share it if it is in none.
    fn operations_at(&self, place: &Pointer) -> Vec<String> {
        let named = |(_, name): &(Pointer, String)| name.clone();
        let around = self.operations.iter();
        let around = around.filter(|(at, _)| place.below(at).is_some());
        let own: Vec<String> = around.map(named).collect();
        if !own.is_empty() {
            return own;
        }
        let segments = place.segments();
        let shared = match segments.first().map(String::as_str) {
            // What is in a path item beside its operations is shared by them.
            Some("paths") => segments
                .iter()
                .take(2)
                .fold(Pointer::root(), |at, it| at.child(it)),
            Some("openapi" | "swagger" | "servers") | None => Pointer::root(),
            Some(_) => return Vec::new(),
        };
        let inside = self.operations.iter();
        let inside = inside.filter(|(at, _)| at.below(&shared).is_some());
        inside.map(named).collect()
    }

    fn note(&mut self, value: &Value, at: &Trail<'_>) {
        match value {
            Value::Object(members) => {
                self.note_references(members, at);
                for (name, value) in members {
                    self.note(value, &at.child(name));
                }
            }
            Value::Array(elements) => {
                for (position, value) in elements.iter().enumerate() {
                    self.note(value, &at.index(position));
                }
            }
            _ => {}
        }
    }

    fn note_references(&mut self, members: &Map<String, Value>, at: &Trail<'_>) {
        if let Some(target) = members.get("$ref").and_then(Value::as_str) {
            self.note_use(Pointer::parse(target), at);
        }
        let mapping = members
            .get("discriminator")
            .and_then(|it| it.get("mapping"));
        let targets = mapping.and_then(Value::as_object).into_iter().flatten();
        for target in targets.filter_map(|(_, target)| target.as_str()) {
            self.note_use(Pointer::parse(target), at);
        }
        let requirements = members.get("security").and_then(Value::as_array);
        let requirements = requirements.into_iter().flatten();
        let schemes = Pointer::root().child("components").child("securitySchemes");
        for (name, _) in requirements.filter_map(Value::as_object).flatten() {
            self.note_use(Some(schemes.child(name)), &at.child("security"));
        }
    }

    fn note_use(&mut self, target: Option<Pointer>, at: &Trail<'_>) {
        if let Some(target) = target {
            self.users.entry(target).or_default().push(at.pointer());
        }
    }
}

impl Affected {
    /// Adds what another place decides.
    pub fn add(&mut self, other: Self) {
        for (own, more) in [
            (&mut self.operations, other.operations),
            (&mut self.types, other.types),
        ] {
            own.extend(more);
            own.sort();
            own.dedup();
        }
    }

    /// Whether the place decides nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.types.is_empty()
    }
}
