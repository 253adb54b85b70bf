//! Texts as TOML has them.

use serde_json::Value;

/// A text of TOML on one line; JSON's escapes are a part of TOML's.
#[must_use]
pub fn quoted(text: &str) -> String {
    let text = Value::from(text).to_string();
    // The one character that JSON leaves as it is and TOML does not.
    text.replace('\u{7f}', "\\u007f")
}
