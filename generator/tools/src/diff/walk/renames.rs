//! Renames: schemas that are gone and schemas that are new, paired by what they say.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// How much of what either says both must say.
const ENOUGH: f64 = 0.7;

/// The old and the new name of every schema that seems to go on under another name.
pub(in crate::diff) fn guess(old: &Value, new: &Value) -> BTreeMap<String, String> {
    let schemas = |document: &Value, other: &Value| -> Vec<(String, BTreeSet<String>)> {
        let all = document
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        let theirs = other.pointer("/components/schemas");
        let all = all.into_iter().flatten();
        let all = all.filter(|(name, _)| theirs.is_none_or(|theirs| theirs.get(*name).is_none()));
        all.map(|(name, schema)| (name.clone(), words(schema)))
            .collect()
    };
    let (gone, come) = (schemas(old, new), schemas(new, old));
    let mut pairs: Vec<(u64, &String, &String)> = Vec::new();
    for (from, said) in &gone {
        for (to, says) in &come {
            let alike = alike(said, says);
            if alike >= ENOUGH {
                // The names decide between schemas that say the same.
                let score = alike * 1000.0 + likeness(from, to) * 100.0;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                pairs.push((score as u64, from, to));
            }
        }
    }
    pairs.sort_by(|one, other| {
        other
            .0
            .cmp(&one.0)
            .then((one.1, one.2).cmp(&(other.1, other.2)))
    });
    let mut renames = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (_, from, to) in pairs {
        if !renames.contains_key(from) && taken.insert(to) {
            renames.insert(from.clone(), to.clone());
        }
    }
    renames
}

/// What a schema says, as words that can be counted.
fn words(schema: &Value) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    add(schema, "", &mut words);
    words
}

fn add(value: &Value, way: &str, words: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                add(value, &format!("{way}/{name}"), words);
            }
        }
        Value::Array(elements) => {
            for value in elements {
                add(value, &format!("{way}/-"), words);
            }
        }
        scalar => {
            words.insert(format!("{way}={scalar}"));
        }
    }
}

#[allow(clippy::cast_precision_loss)]
fn alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let common = one.intersection(other).count() as f64;
    let all = one.union(other).count().max(1) as f64;
    common / all
}

/// How much of two names is the same at their ends.
#[allow(clippy::cast_precision_loss)]
fn likeness(one: &str, other: &str) -> f64 {
    let common = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        one.zip(other)
            .take_while(|(one, other)| one == other)
            .count()
    };
    let start = common(&mut one.chars(), &mut other.chars());
    let end = common(&mut one.chars().rev(), &mut other.chars().rev());
    (start.max(end) as f64) / (one.len().max(other.len()).max(1) as f64)
}
