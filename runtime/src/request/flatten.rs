//! Objects where only text goes: forms, query parameters and path segments.
//!
//! Null members are left out. The reasons given for failures complete a sentence that names the place.

use serde::Serialize;
use serde_json::Value;

type Members = Vec<(String, String)>;

/// The members of an object, arrays joined by commas.
pub(super) fn flat(object: &impl Serialize) -> Result<Members, String> {
    let Value::Object(members) = value_of(object)? else {
        return Err(NO_OBJECT.to_owned());
    };
    let mut out = Members::new();
    for (key, value) in members {
        let Some(text) = text(&value) else {
            return Err(format!("has an object in `{key}`, which text cannot hold"));
        };
        if !value.is_null() {
            out.push((key, text));
        }
    }
    Ok(out)
}

/// The leaves of an object, each under the name `name[key][inner]`.
pub(super) fn deep(name: &str, object: &impl Serialize) -> Result<Members, String> {
    let value = value_of(object)?;
    if !value.is_object() {
        return Err(NO_OBJECT.to_owned());
    }
    let mut out = Members::new();
    push_leaves(name.to_owned(), &value, &mut out);
    Ok(out)
}

const NO_OBJECT: &str = "is not an object";

/// Goes through text, so that every type is serialised by one serializer only.
fn value_of(object: &impl Serialize) -> Result<Value, String> {
    serde_json::to_vec(object)
        .and_then(|json| serde_json::from_slice(&json))
        .map_err(|_| "cannot be serialised".to_owned())
}

fn push_leaves(name: String, value: &Value, out: &mut Members) {
    match (value, text(value)) {
        (Value::Null, _) => {}
        (Value::Object(members), _) => {
            for (key, value) in members {
                push_leaves(format!("{name}[{key}]"), value, out);
            }
        }
        (Value::Array(values), None) => {
            for (index, value) in values.iter().enumerate() {
                push_leaves(format!("{name}[{index}]"), value, out);
            }
        }
        (_, text) => out.extend(text.map(|text| (name, text))),
    }
}

/// The text of a scalar or an array of scalars.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        Value::String(value) => Some(value.clone()),
        Value::Array(values) => {
            let texts: Option<Vec<String>> = values.iter().map(text).collect();
            Some(texts?.join(","))
        }
        Value::Object(_) => None,
    }
}
