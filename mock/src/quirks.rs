//! What real answers have and the description does not tell: times without a zone, ids of rows as numbers.

use serde_json::Value;

use crate::answer::Answer;

/// Gives an answer the known peculiarities.
pub(crate) fn apply(answer: &mut Answer, operation: Option<&str>) {
    let Some(body) = answer.body.as_deref().filter(|_| answer.status < 400) else {
        return;
    };
    let is_rows = operation.is_some_and(|id| id.ends_with("/analytics"));
    let has_times = body.windows(2).any(|pair| pair == b"Z\"");
    if !is_rows && !has_times {
        return;
    }
    if let Ok(mut value) = serde_json::from_slice::<Value>(body) {
        change(&mut value, is_rows);
        answer.body = Some(value.to_string().into_bytes());
    }
}

fn change(value: &mut Value, is_rows: bool) {
    match value {
        Value::String(text) if is_time(text) => {
            text.pop();
        }
        Value::Array(elements) => elements.iter_mut().for_each(|one| change(one, is_rows)),
        Value::Object(members) => {
            let declared = members.keys().position(|name| name.ends_with("_ID"));
            for (index, (name, member)) in members.iter_mut().enumerate() {
                // The id that the rows are about stays a text; the others are columns.
                let is_column = is_rows && name.ends_with("_ID") && Some(index) != declared;
                match member.as_str().and_then(|text| text.parse::<u64>().ok()) {
                    Some(number) if is_column => *member = number.into(),
                    _ => change(member, is_rows),
                }
            }
        }
        _ => {}
    }
}

/// `2026-01-16T09:37:18Z`.
fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 20 && bytes[10] == b'T' && bytes[19] == b'Z' && bytes[4] == b'-'
}
