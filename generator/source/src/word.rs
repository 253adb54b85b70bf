//! Texts of values, those too that a YAML 1.1 parser took for booleans before the description was published.

use serde_json::Value;

/// The text that a value of a list of texts represents, if it is not text itself: among two-letter codes `false` is
/// Norway or Norwegian, since YAML 1.1 reads a bare `NO` as false.
pub fn word(value: &Value, list: &[Value]) -> Option<&'static str> {
    let texts = || list.iter().filter_map(Value::as_str);
    let all = |is: fn(&u8) -> bool| {
        texts().next().is_some()
            && texts().all(|text| text.len() == 2 && text.bytes().all(|byte| is(&byte)))
    };
    match value {
        Value::Bool(false) if all(u8::is_ascii_uppercase) => Some("NO"),
        Value::Bool(false) if all(u8::is_ascii_lowercase) => Some("no"),
        _ => None,
    }
}

/// The text of a member, if it has one that is not empty.
#[must_use]
pub fn member_text<'v>(object: &'v Value, name: &str) -> Option<&'v str> {
    let text = object.get(name).and_then(Value::as_str);
    text.filter(|text| !text.is_empty())
}
