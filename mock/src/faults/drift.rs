//! Answers of tomorrow: what Pinterest may add without saying so.

use serde_json::{Value, json};

use crate::answer::Answer;

/// The words for how answers change.
pub(super) const WORDS: [&str; 4] = ["members", "ids", "enums", "times"];

/// Changes a JSON answer as `words` say.
pub(super) fn apply(answer: &mut Answer, words: &str) {
    let Some(Ok(mut value)) = answer.body.as_deref().map(serde_json::from_slice::<Value>) else {
        return;
    };
    let words: Vec<&str> = words.split(',').map(str::trim).collect();
    change(&mut value, &words);
    answer.body = Some(value.to_string().into_bytes());
}

fn change(value: &mut Value, words: &[&str]) {
    let asks = |word: &str| words.contains(&word);
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(|one| change(one, words)),
        Value::String(text) if asks("times") && text.len() == 20 && text.ends_with('Z') => {
            text.pop();
            text.push_str(".715000");
        }
        Value::String(text) if asks("enums") && is_constant(text) => {
            "BRAND_NEW".clone_into(text);
        }
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                let number = member.as_str().and_then(|text| text.parse::<u64>().ok());
                match number {
                    Some(number) if asks("ids") && (name == "id" || name.ends_with("_id")) => {
                        *member = number.into();
                    }
                    _ => change(member, words),
                }
            }
            if asks("members") {
                members.insert("brand_new".to_owned(), json!({ "since": 2027 }));
            }
        }
        _ => {}
    }
}

/// Whether a text is the value of an enum: `ACTIVE`, `IN_PROGRESS`.
fn is_constant(text: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_uppercase() || byte == b'_';
    text.len() > 2 && text.bytes().all(letters)
}
