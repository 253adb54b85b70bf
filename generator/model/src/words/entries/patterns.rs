//! Patterns: values that are made of the same parts, and words that are made of theirs.
//!
//! Takes `TOTAL_{where}` with the words of each part; gives every value that it makes. Invariant: a value has its words from
//! the parts that its name has.

use serde_json::{Map, Value};

use source::pointer::Pointer;

/// More values than this no pattern makes.
const MOST: usize = 10_000;

/// A value that a pattern makes.
#[derive(Clone, Debug, Default)]
pub(super) struct Made {
    pub value: String,
    pub text: String,
    /// The parts that were taken.
    pub parts: Vec<Pointer>,
}

/// Every value that a pattern makes; `None` if it names a part that is not known, or makes too many.
pub(super) fn expand(
    pattern: &str,
    text: &str,
    parts: &Value,
    parts_at: &Pointer,
) -> Option<Vec<Made>> {
    let first = Made {
        value: pattern.to_owned(),
        text: text.to_owned(),
        parts: Vec::new(),
    };
    let mut made = vec![first];
    for name in names(pattern) {
        let words = parts.get(name).and_then(Value::as_object)?;
        if made.len() * words.len() > MOST {
            return None;
        }
        let each = made.iter().flat_map(|one| with(one, name, words, parts_at));
        made = each.collect();
    }
    let all_known = made.iter().all(|one| !one.text.contains('{'));
    all_known.then_some(made)
}

/// The names between braces.
fn names(pattern: &str) -> impl Iterator<Item = &str> {
    let parts = pattern.split('{').skip(1);
    parts.filter_map(|part| part.split('}').next())
}

/// What is made of each word of a part.
fn with(one: &Made, name: &str, words: &Map<String, Value>, at: &Pointer) -> Vec<Made> {
    let hole = format!("{{{name}}}");
    let made = words.iter().map(|(part, word)| {
        let word = word.as_str().unwrap_or_default();
        let mut parts = one.parts.clone();
        parts.push(at.child(name).child(part));
        Made {
            value: one.value.replace(&hole, part),
            text: one.text.replace(&hole, word),
            parts,
        }
    });
    made.collect()
}
