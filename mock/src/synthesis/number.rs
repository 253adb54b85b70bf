//! Numbers within their bounds, and wide where nothing keeps them narrow.

use serde_json::{Number, Value};

use super::Members;
use crate::shape::Shape;

/// An integer for `shape`.
pub(super) fn integer(shape: &Shape<'_>, members: Members) -> Value {
    let least = shape.keyword("minimum").and_then(Value::as_i64);
    let most = shape.keyword("maximum").and_then(Value::as_i64);
    let wide = match shape.keyword("format").and_then(Value::as_str) {
        Some("int32") => i64::from(i32::MAX),
        _ => 8_589_934_592,
    };
    let wished = if members == Members::Required {
        1
    } else {
        wide
    };
    wished
        .max(least.unwrap_or(i64::MIN))
        .min(most.unwrap_or(i64::MAX))
        .into()
}

/// A number for `shape`.
pub(super) fn number(shape: &Shape<'_>, members: Members) -> Value {
    let least = shape.keyword("minimum").and_then(Value::as_f64);
    let most = shape.keyword("maximum").and_then(Value::as_f64);
    // Whole numbers come without a fraction on the wire.
    if members == Members::Required && least.is_none_or(|least| least <= 1.0) {
        return 1.into();
    }
    let value = 2.5_f64
        .max(least.unwrap_or(f64::MIN))
        .min(most.unwrap_or(f64::MAX));
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}
