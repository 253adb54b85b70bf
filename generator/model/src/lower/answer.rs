//! Answers: what the successful responses of an operation document, as one type.
//!
//! Takes the responses of an operation and gives one usage. Invariant: each documented answer is read by it.

use serde_json::Value;

use super::Lower;
use super::alternative::{self, Alternative};
use crate::ir::{Hint, Shape, Type, Union, Usage, Variant};
use source::pointer::Pointer;

/// What a union of answers is; it has no place in the description that could say so.
const WORDS: &str =
    "One of the forms in which the server answers, such as the success or the failure of one item.";

/// A schema with its place.
type Placed<'a> = (Pointer, &'a Value);

impl<'a> Lower<'a, '_> {
    /// The answer of an operation: what its 2xx responses document, or else its default response. An answer that one
    /// response has and another has not may be missing.
    pub(super) fn success(&mut self, at: &Pointer, raw: &'a Value, hint: &Hint) -> Option<Usage> {
        let at = at.child("responses");
        let responses = raw.get("responses").and_then(Value::as_object)?;
        let is_success = |status: &str| status.starts_with('2');
        let any = responses.keys().any(|status| is_success(status));
        let mut answers: Vec<Placed<'a>> = Vec::new();
        let mut may_be_missing = false;
        for (status, response) in responses {
            if !is_success(status) && (any || status != "default") {
                continue;
            }
            let (at, response) = self.through_reference(at.child(status), response)?;
            match self.answer(&at.child("content"), response) {
                Some(answer) => answers.push(answer),
                None => may_be_missing = true,
            }
        }
        let mut usage = self.either(&at, self.distinct(answers), &hint.child("response"))?;
        usage.nullable |= may_be_missing;
        Some(usage)
    }

    /// The format of the answers if none is JSON: callers get the bytes.
    pub(super) fn bytes_of(&self, at: &Pointer, raw: &'a Value) -> Option<String> {
        let responses = raw.get("responses").and_then(Value::as_object)?;
        let successes = responses
            .iter()
            .filter(|(status, _)| status.starts_with('2'));
        let mut formats = successes.filter_map(|(status, response)| {
            let at = at.child("responses").child(status);
            let (_, response) = self.through_reference(at, response)?;
            let content = response.get("content").and_then(Value::as_object)?;
            content.keys().next()
        });
        let first = formats.next()?;
        let is_json = |media: &String| media.starts_with("application/json");
        (!is_json(first) && !formats.any(is_json)).then(|| first.clone())
    }

    /// One type for all of several schemas: a list of what the lists hold, or else one of several types.
    fn either(&mut self, at: &Pointer, schemas: Vec<Placed<'a>>, hint: &Hint) -> Option<Usage> {
        if let [(place, schema)] = schemas.as_slice() {
            return Some(self.schema(place, schema, hint));
        }
        schemas.first()?;
        let lists = schemas.iter().map(|(place, schema)| {
            let (place, schema) = self.through_reference(place.clone(), schema)?;
            let items = schema.get("items").filter(|_| schema["type"] == "array")?;
            Some((place.child("items"), items))
        });
        if let Some(items) = lists.collect::<Option<Vec<_>>>() {
            let item = self.either(at, self.distinct(items), &hint.child("item"))?;
            return Some(Usage::new(Type::List(Box::new(item)), at.clone()));
        }
        Some(self.one_of(at, schemas, hint))
    }

    /// A union of schemas that are at different places.
    fn one_of(&mut self, at: &Pointer, schemas: Vec<Placed<'a>>, hint: &Hint) -> Usage {
        let (id, _) = self.claim(at, hint);
        let alternatives = schemas.into_iter();
        let alternatives: Vec<Alternative<'a>> = alternatives
            .map(|(place, schema)| Alternative::new(place, schema))
            .collect();
        let mut variants = Vec::new();
        for (position, one) in alternatives.iter().enumerate() {
            let word = alternative::word(&alternatives, position);
            let usage = self.alone(one, &hint.child(&word));
            let tags = Vec::new();
            variants.push(Variant { tags, word, usage });
        }
        self.types[id].docs = Some(WORDS.to_owned());
        self.types[id].shape = Shape::Union(Union {
            tag: None,
            variants,
        });
        Usage::new(Type::Named(id), at.clone())
    }

    /// The schemas without those that say the same as an earlier one, whatever their words.
    fn distinct(&self, schemas: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
        let mut seen: Vec<Value> = Vec::new();
        let mut distinct = schemas;
        distinct.retain(|(place, schema)| {
            let meant = self.through_reference(place.clone(), schema);
            let meant = without_words(meant.map_or(*schema, |(_, meant)| meant));
            let is_new = !seen.contains(&meant);
            seen.push(meant);
            is_new
        });
        distinct
    }

    /// The schema of a response with its place: that of JSON, if it has several.
    fn answer(&mut self, at: &Pointer, response: &'a Value) -> Option<(Pointer, &'a Value)> {
        let content = response.get("content").and_then(Value::as_object)?;
        let is_json = |media: &str| media.starts_with("application/json");
        let json = content.iter().find(|(media, _)| is_json(media));
        let (media, body) = json.or_else(|| content.iter().next())?;
        if !is_json(media) {
            return None;
        }
        for other in content.keys().filter(|other| *other != media) {
            let what = format!("the client reads `{media}`, not `{other}`");
            self.narrowed(&at.child(other), &what);
        }
        let place = at.child(media).child("schema");
        body.get("schema").map(|schema| (place, schema))
    }
}

/// A schema without the words that document it. A member may be called `description` too: its value is no text.
fn without_words(schema: &Value) -> Value {
    match schema {
        Value::Object(keywords) => {
            let is_words = |key: &str, value: &Value| key == "description" && value.is_string();
            let kept = keywords.iter().filter(|(key, value)| !is_words(key, value));
            Value::Object(
                kept.map(|(key, value)| (key.clone(), without_words(value)))
                    .collect(),
            )
        }
        Value::Array(elements) => Value::Array(elements.iter().map(without_words).collect()),
        other => other.clone(),
    }
}
