//! Secrets out of texts that go to files.

use serde_json::Value;

/// What stands where a secret was.
const HIDDEN: &str = "hidden";

/// How tokens begin.
const TOKENS: [&str; 3] = ["pina_", "pinr.", "pinc_"];

/// Names whose values are secrets or of a person, in a query, a form or JSON.
const NAMES: [&str; 14] = [
    "access_token",
    "client_secret",
    "code",
    "cryptographic_key",
    "email",
    "partner_access_token",
    "partner_refresh_token",
    "password",
    "policy",
    "refresh_token",
    "signature",
    "token",
    "x-amz-security-token",
    "x-amz-signature",
];

/// A text without its secrets; what is no text is its length.
pub(crate) fn hide(bytes: &[u8]) -> String {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return format!("{} bytes", bytes.len());
    };
    match serde_json::from_str::<Value>(text) {
        Ok(mut value) if value.is_object() || value.is_array() => {
            json(&mut value);
            value.to_string()
        }
        _ => tokens(&pairs(text)),
    }
}

fn json(value: &mut Value) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(json),
        Value::String(text) => *text = tokens(&pairs(text)),
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                // Pinterest's codes are numbers.
                if is_secret(name) && member.is_string() {
                    *member = HIDDEN.into();
                } else {
                    json(member);
                }
            }
        }
        _ => {}
    }
}

/// The values of a query or a form.
fn pairs(text: &str) -> String {
    let parts = text.split_inclusive(['?', '&']);
    let part = |part: &str| match part.split_once('=') {
        Some((name, _)) if is_secret(name) => {
            let end = if part.ends_with('&') { "&" } else { "" };
            format!("{name}={HIDDEN}{end}")
        }
        _ => part.to_owned(),
    };
    parts.map(part).collect()
}

fn tokens(text: &str) -> String {
    let mut text = text.to_owned();
    for start in TOKENS {
        let mut from = 0;
        while let Some(at) = text[from..].find(start) {
            let begin = from + at + start.len();
            let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
            let end = text[begin..]
                .find(|letter| !is_part(letter))
                .map_or(text.len(), |end| begin + end);
            text.replace_range(begin..end, HIDDEN);
            from = begin + HIDDEN.len();
        }
    }
    text
}

fn is_secret(name: &str) -> bool {
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::hide;

    #[test]
    fn secrets_are_hidden_wherever_they_stand() {
        let cases = [
            (
                "/v5/a?page_size=2&token=abc&x=1",
                "/v5/a?page_size=2&token=hidden&x=1",
            ),
            (
                "grant_type=refresh_token&refresh_token=pinr.1",
                "grant_type=refresh_token&refresh_token=hidden",
            ),
            (
                r#"{"access_token":"x","code":3}"#,
                r#"{"access_token":"hidden","code":3}"#,
            ),
            (
                r#"{"url":"https://a/b?Signature=x&c=1"}"#,
                r#"{"url":"https://a/b?Signature=hidden&c=1"}"#,
            ),
            (
                r#"["said pina_abc-1, twice pina_2"]"#,
                r#"["said pina_hidden, twice pina_hidden"]"#,
            ),
        ];
        for (text, hidden) in cases {
            assert_eq!(hide(text.as_bytes()), hidden);
        }
        assert_eq!(hide(&[0xff, 0xfe]), "2 bytes");
    }
}
