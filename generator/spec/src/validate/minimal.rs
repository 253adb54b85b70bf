//! The smallest values that OpenAPI 3.0 allows, for what is missing or of a wrong type.

use serde_json::{Map, Value, json};

use super::table::{Kind, Member, Shape};
use diagnostics::Edit;
use source::pointer::Trail;

/// A value for a keyword that has to be there.
pub(super) fn value(member: &Member) -> Value {
    match (member.name, member.shape) {
        ("responses", _) => json!({ "default": { "description": "" } }),
        ("content", _) => json!({ "application/json": { "schema": {} } }),
        ("url", _) => Value::from("https://example.com"),
        ("description", Shape::Text) => Value::from(""),
        // The keyword itself is as good a placeholder as any other.
        (name, Shape::Text | Shape::Remark) => Value::from(name),
        (_, shape) => of_shape(shape),
    }
}

fn of_shape(shape: Shape) -> Value {
    match shape {
        Shape::Any => Value::Null,
        Shape::Text | Shape::Remark => Value::from(""),
        Shape::Flag => Value::Bool(false),
        Shape::Number | Shape::Count => Value::from(0),
        Shape::Words(words) => Value::from(words.first().copied().unwrap_or_default()),
        Shape::List(_) => Value::Array(Vec::new()),
        Shape::Map(..) => Value::Object(Map::new()),
        Shape::Object(kind) | Shape::Or(kind) | Shape::FlagOr(kind) => object(kind),
    }
}

/// The smallest object of a kind.
pub(super) fn object(kind: Kind) -> Value {
    let members = kind.members().iter().filter(|member| member.required);
    let mut object: Map<String, Value> = members
        .map(|member| (member.name.to_owned(), value(member)))
        .collect();
    if kind == Kind::Parameter {
        object.insert("in".to_owned(), Value::from("query"));
        object.insert("schema".to_owned(), json!({ "type": "string" }));
    }
    Value::Object(object)
}

/// What makes the value at `at` one of the shape: the same in another type if that can be, else nothing at all unless
/// something has to be there.
pub(super) fn instead(document: &Value, value: &Value, shape: Shape, at: &Trail<'_>) -> Vec<Edit> {
    let place = at.pointer();
    if let Some(value) = converted(value, shape) {
        return vec![Edit::Set(place, value)];
    }
    let is_needed = is_needed(at);
    let is_element = at
        .parent()
        .pointer()
        .lookup(document)
        .is_some_and(Value::is_array);
    match (is_needed, is_element, shape) {
        (true, _, _) => vec![Edit::Set(place, of_shape(shape))],
        (false, false, Shape::Or(Kind::Schema)) => vec![Edit::Set(place, json!({}))],
        _ => vec![Edit::Remove(place)],
    }
}

/// Whether the object around cannot do without the member.
fn is_needed(at: &Trail<'_>) -> bool {
    const NEEDED: [&str; 12] = [
        "openapi",
        "info",
        "paths",
        "version",
        "title",
        "responses",
        "description",
        "name",
        "in",
        "content",
        "url",
        "scopes",
    ];
    match at {
        Trail::Root => true,
        Trail::Member(_, name) => NEEDED.contains(name),
        Trail::Element(..) => false,
    }
}

/// The same value in another type.
fn converted(value: &Value, shape: Shape) -> Option<Value> {
    match (shape, value) {
        (Shape::Text | Shape::Remark, Value::Bool(_) | Value::Number(_)) => {
            Some(Value::from(value.to_string()))
        }
        (Shape::Flag, Value::String(text)) => text.to_lowercase().parse().ok().map(Value::Bool),
        (Shape::Number, Value::String(text)) => {
            serde_json::from_str(text).ok().filter(Value::is_number)
        }
        (Shape::Count, Value::String(text)) => text.parse::<u64>().ok().map(Value::from),
        (Shape::List(element), single) if fits(*element, single) => Some(json!([single])),
        _ => None,
    }
}

fn fits(shape: Shape, value: &Value) -> bool {
    match shape {
        Shape::Any => true,
        Shape::Text => value.is_string(),
        Shape::Object(_) | Shape::Or(_) | Shape::Map(..) => value.is_object(),
        _ => false,
    }
}
