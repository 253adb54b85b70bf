//! Everything that a local Pinterest remembers.
//!
//! Invariant: it is plain data that survives a file, and things keep the order in which they were made.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::login::Tokens;
use crate::storage::File;

/// What is remembered.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct State {
    /// How many things were made.
    made: u64,
    /// The things by collection and id.
    things: BTreeMap<String, IndexMap<String, Thing>>,
    /// Who may call.
    pub(crate) tokens: Tokens,
    /// What was uploaded, and what is to be fetched.
    pub(crate) files: BTreeMap<String, File>,
}

/// One thing: a board, a campaign, a job.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Thing {
    /// Counts up from thing to thing.
    pub serial: u64,
    /// The variables of the path that leads to it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scope: BTreeMap<String, String>,
    /// What callers see.
    pub value: Map<String, Value>,
    /// What they do not see.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub notes: Map<String, Value>,
}

/// The first id of Pins, which have longer ones than other things.
const PINS: u64 = 813_744_226_420_795_000;

/// The first id of the others.
const OTHERS: u64 = 549_755_885_000;

impl State {
    /// A new id for a thing of `collection`.
    pub fn new_id(&mut self, collection: &str) -> String {
        self.made += 1;
        let first = if collection == "/pins" { PINS } else { OTHERS };
        (first + self.made).to_string()
    }

    /// The things of a collection, in the order in which they were made.
    #[must_use]
    pub fn all(&self, collection: &str) -> impl DoubleEndedIterator<Item = (&String, &Thing)> {
        self.things.get(collection).into_iter().flatten()
    }

    /// The collections that hold something.
    pub fn collections(&self) -> impl Iterator<Item = &str> {
        let some = self.things.iter().filter(|(_, things)| !things.is_empty());
        some.map(|(collection, _)| collection.as_str())
    }

    /// One thing.
    #[must_use]
    pub fn get(&self, collection: &str, id: &str) -> Option<&Thing> {
        self.things.get(collection)?.get(id)
    }

    /// One thing, to change it.
    pub fn get_mut(&mut self, collection: &str, id: &str) -> Option<&mut Thing> {
        self.things.get_mut(collection)?.get_mut(id)
    }

    /// Adds a thing, or puts it in the place of the one with its id.
    pub fn put(
        &mut self,
        collection: &str,
        id: &str,
        scope: BTreeMap<String, String>,
        value: Map<String, Value>,
    ) -> &mut Thing {
        self.made += 1;
        let thing = Thing {
            serial: self.made,
            scope,
            value,
            notes: Map::new(),
        };
        let things = self.things.entry(collection.to_owned()).or_default();
        let (index, _) = things.insert_full(id.to_owned(), thing);
        &mut things[index]
    }

    /// Takes a thing away.
    pub fn remove(&mut self, collection: &str, id: &str) -> Option<Thing> {
        self.things.get_mut(collection)?.shift_remove(id)
    }

    /// Takes every thing away that `goes`, of any collection.
    pub fn remove_if(&mut self, goes: impl Fn(&str, &Thing) -> bool) {
        for (collection, things) in &mut self.things {
            things.retain(|_, thing| !goes(collection, thing));
        }
    }
}

impl Thing {
    /// Whether a member has this text.
    #[must_use]
    pub fn has(&self, member: &str, text: &str) -> bool {
        self.scope.get(member).is_some_and(|value| value == text)
            || self
                .value
                .get(member)
                .is_some_and(|value| is_text(value, text))
    }
}

/// Whether a value is this text, or a number that is written so.
#[must_use]
pub fn is_text(value: &Value, text: &str) -> bool {
    match value {
        Value::String(value) => value == text,
        Value::Number(value) => value.to_string() == text,
        Value::Bool(value) => value.to_string() == text,
        _ => false,
    }
}
