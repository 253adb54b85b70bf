//! Scalars and enums.

use indexmap::IndexSet;
use serde_json::Value;

use super::{Lower, Node};
use crate::ir::{Enum, Hint, Shape, Type, Usage};
use diagnostics::{Code, Edit};
use source::word;

/// The two ways in which the description writes the pattern of a calendar day, instead of `format: date`.
const DAY_PATTERNS: [&str; 2] = [r"^(\d{4})-(\d{2})-(\d{2})$", r"^\d{4}-\d{2}-\d{2}$"];

impl<'a> Lower<'a, '_> {
    /// A scalar without a list of values.
    pub(super) fn scalar(&mut self, node: &Node<'a>) -> Usage {
        let ty = match node.any.typ.as_deref() {
            Some("boolean") => Type::Boolean,
            Some("integer") => Type::Integer,
            Some("number") => Type::Number,
            Some("string") => text(node),
            None if node.any.pattern.is_some() || node.any.max_length.is_some() => text(node),
            None => Type::Any,
            Some(other) => {
                let what = format!("`type: {other}` is not a JSON type");
                self.unsupported(Code::UnsupportedSchema, &node.at, &what);
                Type::Any
            }
        };
        Usage::new(ty, node.at.clone())
    }

    /// A schema that lists its values. The declared type may be missing or too wide (`number` with whole values),
    /// so the values decide.
    pub(super) fn values(&mut self, node: &Node<'a>, hint: &Hint) -> Usage {
        let values: Vec<&Value> = node
            .any
            .enumeration
            .iter()
            .filter(|value| !value.is_null())
            .collect();
        // In a list of texts a number without quotation marks is text too.
        let is_text = node.any.typ.as_deref() == Some("string");
        let list = &node.any.enumeration;
        let texts = values.iter().map(|value| match value {
            Value::String(text) => Some(text.clone()),
            other if is_text && word(other, list).is_some() => word(other, list).map(str::to_owned),
            other => {
                (is_text && !other.is_object() && !other.is_array()).then(|| other.to_string())
            }
        });
        let texts: Option<IndexSet<String>> = texts.collect();
        let wholes: Option<IndexSet<i64>> = values.iter().map(|value| to_integer(value)).collect();
        let mut usage = if let Some(texts) = texts.filter(|texts| !texts.is_empty()) {
            self.enumeration(node, hint, Enum::Text(texts.into_iter().collect()))
        } else if let Some(wholes) = wholes.filter(|wholes| wholes.len() > 1) {
            self.enumeration(node, hint, Enum::Whole(wholes.into_iter().collect()))
        } else {
            self.constant(node, &values)
        };
        usage.nullable |= values.len() < node.any.enumeration.len();
        usage
    }

    /// Adds an enum declared at a node.
    pub(super) fn enumeration(&mut self, node: &Node<'a>, hint: &Hint, values: Enum) -> Usage {
        self.define(node, hint, |_| Shape::Enum(values))
    }

    /// A single boolean or number is a plain value of its type: the list documents today's only value.
    fn constant(&mut self, node: &Node<'a>, values: &[&Value]) -> Usage {
        let ty = match values.first() {
            Some(Value::Bool(_)) => Type::Boolean,
            Some(Value::Number(_)) if values.iter().all(|value| to_integer(value).is_some()) => {
                Type::Integer
            }
            Some(Value::Number(_)) => Type::Number,
            Some(Value::String(_)) => Type::String,
            _ => Type::Any,
        };
        let kinds: std::collections::HashSet<_> = values
            .iter()
            .map(|value| std::mem::discriminant(*value))
            .collect();
        if kinds.len() > 1 {
            let what = "the values are of different JSON types";
            let edits = vec![Edit::Remove(node.at.child("enum"))];
            self.settled(Code::UnsupportedSchema, &node.at, what, edits);
        }
        let number = values.first().and_then(|value| value.as_f64());
        let mut usage = Usage::new(ty, node.at.clone());
        usage.bounds.minimum = number;
        usage.bounds.maximum = number;
        usage
    }
}

fn text(node: &Node<'_>) -> Type {
    let pattern = node.any.pattern.as_deref();
    match node.any.format.as_deref() {
        Some("date-time") => Type::Timestamp,
        Some("date") => Type::Date,
        Some("password") => Type::Secret,
        _ if pattern.is_some_and(|pattern| DAY_PATTERNS.contains(&pattern)) => Type::Date,
        _ => Type::String,
    }
}

/// A number without a fraction, whichever way it is written.
#[allow(clippy::cast_possible_truncation, clippy::float_cmp)] // the comparison is the check
fn to_integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        value
            .as_f64()
            .filter(|number| number.trunc() == *number)
            .map(|number| number as i64)
    })
}
