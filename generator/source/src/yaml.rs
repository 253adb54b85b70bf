//! A value as YAML that every reader takes the same way.
//!
//! Readers of YAML 1.1 take a bare `NO` for false and a bare date for a timestamp, so a text is left
//! bare only if it looks like nothing else.

use serde_json::{Map, Value};

/// The block text of an object or a list.
#[must_use]
pub fn text(document: &Value) -> String {
    let mut text = String::new();
    write_block(document, 0, &mut text);
    text
}

/// Writes `value` on lines of its own, each indented by `indent` or more.
fn write_block(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => write_members(members, indent, text),
        Value::Array(elements) if !elements.is_empty() => {
            for element in elements {
                let start = text.len() + indent;
                write_block(element, indent + 2, text);
                text.replace_range(start..start + 2, "- ");
            }
        }
        other => {
            text.push_str(&" ".repeat(indent));
            text.push_str(&scalar(other));
            text.push('\n');
        }
    }
}

fn write_members(members: &Map<String, Value>, indent: usize, text: &mut String) {
    for (name, value) in members {
        text.push_str(&" ".repeat(indent));
        text.push_str(&quoted(name));
        text.push(':');
        match value {
            Value::Object(members) if !members.is_empty() => {
                text.push('\n');
                write_members(members, indent + 2, text);
            }
            Value::Array(elements) if !elements.is_empty() => {
                text.push('\n');
                write_block(value, indent, text);
            }
            other => {
                text.push(' ');
                text.push_str(&scalar(other));
                text.push('\n');
            }
        }
    }
}

/// A text, number or word; an empty object or array.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

fn quoted(text: &str) -> String {
    if is_bare(text) {
        text.to_owned()
    } else if text.chars().any(char::is_control) {
        // A JSON text is a YAML text.
        Value::from(text).to_string()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

fn is_bare(text: &str) -> bool {
    const WORDS: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    text.starts_with(|first: char| first.is_ascii_alphabetic() || "/_$".contains(first))
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "/_-.:{}$+ ".contains(c))
        && !text.contains(": ")
        && !text.ends_with([':', ' '])
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}
