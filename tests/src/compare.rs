//! What decoding and encoding a response did to it.
//!
//! Takes a response as it came, the same after a round trip through the client's types, and the raw
//! schema; gives each member that was lost or changed. Invariant: only what the schema declares
//! counts, told by the raw schema and not by the client. The rules:
//!
//! - Numbers are equal by value: `1` is `1.0`.
//! - A number and its text are equal where the schema declares the other of the two: the API sends
//!   ids that are declared as strings as numbers.
//! - `null` and absent are equal, and the order of members is free. A list or map that was either may come back empty.
//! - A member that the schema does not declare may be gone: clients ignore what they do not know. It
//!   is listed as unknown. Entries of a map, columns of a report, members of a free-form object and
//!   everything in a union's variant with an unknown tag are no such members: they must stay.
//! - Nothing may appear that did not come.

use std::fmt;

use serde_json::{Map, Value};

use pinterest_v5_mock::description::Description;
use pinterest_v5_mock::shape::{Additional, Shape};

/// What became of a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// What was lost, changed or made up.
    pub differences: Vec<Difference>,
    /// The paths of members that were dropped and are not declared.
    pub unknown: Vec<String>,
}

/// One place where a response is not what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The JSON path: `items[0].name`.
    pub path: String,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It is gone.
    Lost,
    /// It is another one.
    Changed {
        /// What came.
        from: Value,
        /// What is there instead.
        to: Value,
    },
    /// It did not come.
    Appeared(Value),
}

/// Compares the response `sent` of `schema` with what came `back` from the round trip.
#[must_use]
pub fn compare(
    description: &Description,
    schema: &Value,
    sent: &Value,
    back: &Value,
) -> Comparison {
    let mut walk = Walk {
        description,
        comparison: Comparison::default(),
    };
    walk.value(&[schema], sent, Some(back), "");
    walk.comparison
}

struct Walk<'d> {
    description: &'d Description,
    comparison: Comparison,
}

impl<'d> Walk<'d> {
    /// No schema at all means that everything counts.
    fn value(&mut self, schemas: &[&'d Value], sent: &Value, back: Option<&Value>, path: &str) {
        let shape = Shape::of_value(self.description, schemas, sent);
        match (sent, back.filter(|back| !back.is_null())) {
            (Value::Null, None) => {}
            (Value::Null, Some(back)) if is_empty(&shape, back) => {}
            (Value::Null, Some(back)) => self.differ(path, Fate::Appeared(back.clone())),
            (_, None) => self.differ(path, Fate::Lost),
            (Value::Object(sent), Some(Value::Object(back))) => {
                self.members(&shape, sent, back, path);
            }
            (Value::Array(sent), Some(Value::Array(back))) => {
                for (index, element) in sent.iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    self.value(&shape.items, element, back.get(index), &path);
                }
                for (index, element) in back.iter().enumerate().skip(sent.len()) {
                    self.differ(&format!("{path}[{index}]"), Fate::Appeared(element.clone()));
                }
            }
            (sent, Some(back)) if are_equal(&shape, sent, back) => {}
            (sent, Some(back)) => {
                self.differ(
                    path,
                    Fate::Changed {
                        from: sent.clone(),
                        to: back.clone(),
                    },
                );
            }
        }
    }

    fn members(
        &mut self,
        shape: &Shape<'d>,
        sent: &Map<String, Value>,
        back: &Map<String, Value>,
        path: &str,
    ) {
        for (name, value) in sent {
            let path = member(path, name);
            match declared(shape, name) {
                Some(schemas) => self.value(&schemas, value, back.get(name), &path),
                None if back.contains_key(name) => self.value(&[], value, back.get(name), &path),
                None => self.comparison.unknown.push(path),
            }
        }
        for (name, value) in back.iter().filter(|(name, _)| !sent.contains_key(*name)) {
            let is_empty = declared(shape, name).is_some_and(|schemas| {
                is_empty(&Shape::of_value(self.description, &schemas, value), value)
            });
            if !value.is_null() && !is_empty {
                self.differ(&member(path, name), Fate::Appeared(value.clone()));
            }
        }
    }

    fn differ(&mut self, path: &str, fate: Fate) {
        let path = if path.is_empty() { "$" } else { path };
        self.comparison.differences.push(Difference {
            path: path.to_owned(),
            fate,
        });
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fate {
            Fate::Lost => write!(formatter, "{}: lost", self.path),
            Fate::Changed { from, to } => {
                write!(
                    formatter,
                    "{}: {} became {}",
                    self.path,
                    short(from),
                    short(to)
                )
            }
            Fate::Appeared(value) => {
                write!(formatter, "{}: {} did not come", self.path, short(value))
            }
        }
    }
}

/// The schemas of the member `name`; none if the schema does not declare it.
fn declared<'d>(shape: &Shape<'d>, name: &str) -> Option<Vec<&'d Value>> {
    if let Some(schemas) = shape.properties.get(name) {
        return Some(schemas.clone());
    }
    match shape.additional {
        _ if shape.tags.contains_key(name) => Some(Vec::new()),
        Additional::Of(schema) => Some(vec![schema]),
        Additional::Any => Some(Vec::new()),
        Additional::Unsaid if shape.is_any() || shape.is_free_form() => Some(Vec::new()),
        Additional::Unsaid | Additional::None => None,
    }
}

/// What a list or map that was absent or null comes back as.
fn is_empty(shape: &Shape<'_>, back: &Value) -> bool {
    let is_list = shape
        .kind
        .map_or(!shape.items.is_empty(), |kind| kind == "array");
    let is_map = shape.properties.is_empty() && shape.kind == Some("object");
    is_list && back.as_array().is_some_and(Vec::is_empty)
        || is_map && back.as_object().is_some_and(Map::is_empty)
}

fn are_equal(shape: &Shape<'_>, sent: &Value, back: &Value) -> bool {
    match (sent, back) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
        }
        (Value::Number(number), Value::String(text)) => {
            shape.kind == Some("string") && number.to_string() == *text
        }
        (Value::String(text), Value::Number(number)) => {
            matches!(shape.kind, Some("integer" | "number")) && number.to_string() == *text
        }
        _ => sent == back,
    }
}

fn member(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}
