//! The other forms that a value may have been meant in.
//!
//! Only what leaves no doubt: no fraction is cut off, and no text is a number by its beginning.

use serde_json::{Number, Value};

/// A form, as JSON text, and what it is.
pub(super) type Form = (String, &'static str);

const INTEGER: &str = "an integer";
const NUMBER: &str = "a number";
const BOOLEAN: &str = "a boolean";
const STRING: &str = "a string";
const LIST: &str = "a list";
const OBJECT: &str = "an object";

/// Values by which one finds out what a type takes.
pub(super) const PROBES: [(&str, &str); 6] = [
    ("\"\"", STRING),
    ("0.5", NUMBER),
    ("0", INTEGER),
    ("true", BOOLEAN),
    ("[]", LIST),
    ("{}", OBJECT),
];

/// What a type takes that takes none of the probes: an object with members that are required.
pub(super) const OTHERWISE: &str = OBJECT;

/// What the value is, in two words.
pub(super) fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => BOOLEAN,
        Value::Number(number) if number.is_f64() => "a float",
        Value::Number(_) => INTEGER,
        Value::String(_) => STRING,
        Value::Array(_) => LIST,
        Value::Object(_) => OBJECT,
    }
}

/// The other forms of a value with this text, the most likely one first.
pub(super) fn forms(value: &Value, text: &str) -> Vec<Form> {
    let empty = || ("{}".to_owned(), OBJECT);
    let no_elements = || ("[]".to_owned(), LIST);
    match value {
        Value::Null => vec![no_elements(), empty()],
        Value::Bool(_) => vec![quoted(text), alone(text)],
        Value::Number(number) => {
            let mut forms = numbers(number);
            forms.push(quoted(text));
            forms.extend(boolean(text));
            forms.push(alone(text));
            forms
        }
        Value::String(inner) => {
            let number: Option<Number> = inner.trim().parse().ok();
            let mut forms = number.as_ref().map(numbers).unwrap_or_default();
            forms.extend(boolean(inner));
            forms.push(alone(text));
            forms
        }
        Value::Array(elements) if elements.is_empty() => vec![empty()],
        Value::Array(_) => Vec::new(),
        Value::Object(members) if members.is_empty() => vec![no_elements(), alone(text)],
        Value::Object(_) => vec![alone(text)],
    }
}

fn numbers(number: &Number) -> Vec<Form> {
    // The text of an integral float is exact, and too large a one does not parse.
    let integral = number.as_f64().filter(|_| number.is_f64());
    let integral = integral.and_then(|float| float.to_string().parse::<i64>().ok());
    let integral = integral.map(|integer| (integer.to_string(), INTEGER));
    let itself = if number.is_f64() { NUMBER } else { INTEGER };
    let mut forms = vec![(number.to_string(), itself)];
    forms.extend(integral);
    forms
}

fn boolean(text: &str) -> Option<Form> {
    let text = text.to_ascii_lowercase();
    let form = match text.as_str() {
        "true" | "1" => "true",
        "false" | "0" => "false",
        _ => return None,
    };
    Some((form.to_owned(), BOOLEAN))
}

fn quoted(text: &str) -> Form {
    (format!("\"{text}\""), STRING)
}

fn alone(text: &str) -> Form {
    (format!("[{text}]"), LIST)
}
