//! Values of answers' types for tests, with what their types require and nothing else.
//!
//! A type says by its own decoding what it lacks, and where: so a sample costs no code for each type. Invariant: a sample is
//! what the strictest decoding takes.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::read::{DecodeError, Decoding, decode};

/// More members than this no type requires.
const MOST: usize = 10_000;

/// A value for a test that does not care which one.
///
/// Every type that answers have is one. Members that a type requires have some value of the right kind (an enum one
/// that it does not know), the others are absent; set what the test is about.
///
/// ```
/// use pinterest_v5_runtime::{Page, testing::Sample};
///
/// let page = Page::<String>::sample();
/// assert!(page.items.is_empty());
/// ```
pub trait Sample: Sized {
    /// The value; the same each time.
    ///
    /// # Panics
    ///
    /// If the type takes nothing that JSON can say.
    #[must_use]
    fn sample() -> Self;
}

impl<T: DeserializeOwned + 'static> Sample for T {
    #[track_caller]
    fn sample() -> Self {
        let mut json = json!({});
        let mut tried: HashMap<String, usize> = HashMap::new();
        for _ in 0..MOST {
            let place = match decode::<T>(json.to_string().as_bytes(), Decoding::Strict) {
                Ok(decoded) => return decoded.value,
                Err(DecodeError::Deviation(deviation)) => deviation,
                Err(DecodeError::NotRead(reason)) => panic!("{reason}"),
            };
            let count = tried.entry(place.path().to_owned()).or_default();
            let Some(value) = candidates().into_iter().nth(*count) else {
                panic!(
                    "there is no sample of {}: {place}",
                    std::any::type_name::<T>()
                );
            };
            *count += 1;
            put(&mut json, place.path(), value);
        }
        panic!("there is no sample of {}", std::any::type_name::<T>());
    }
}

/// One value of each kind, in the order in which they are tried.
fn candidates() -> [Value; 8] {
    let texts = ["1", "2026-01-01T00:00:00Z", "2026-01-01"];
    let [text, moment, day] = texts.map(Value::from);
    [
        text,
        json!(1),
        json!({}),
        json!([]),
        json!(true),
        moment,
        day,
        Value::Null,
    ]
}

/// Puts a value at a place such as `owner.id`; `$` is the whole.
fn put(json: &mut Value, path: &str, value: Value) {
    if path == "$" {
        *json = value;
        return;
    }
    let mut place = json;
    for part in path.split('.') {
        let (name, indices) = part.split_once('[').unwrap_or((part, ""));
        if !place.is_object() {
            *place = Map::new().into();
        }
        place = &mut place[name];
        for index in indices
            .split(['[', ']'])
            .filter_map(|index| index.parse::<usize>().ok())
        {
            if place.as_array().is_none_or(|list| index >= list.len()) {
                *place = vec![Value::Null; index + 1].into();
            }
            place = &mut place[index];
        }
    }
    *place = value;
}
