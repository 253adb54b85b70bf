//! Text of the server's, made fit to be shown: one line, of limited length, without secrets.
//!
//! A message or a body, and the secrets of the call -> what errors and logs show. Three things are masked: the secrets
//! themselves, what has the shape of one (tokens, signed links, e-mail addresses, hashes), and in bodies what is
//! under a name that is marked.

mod names;
mod secrets;
mod shape;

use serde_json::Value;

pub(crate) use self::secrets::Secrets;

/// What replaces a secret.
pub(crate) const MASK: &str = "[redacted]";

/// How many characters of a message are shown.
const MOST_CHARACTERS: usize = 300;

/// How much of a text is looked at.
const MOST_BYTES: usize = 16 * 1_024;

/// A message as an error shows it.
pub(crate) fn line(text: &str, secrets: &Secrets) -> String {
    limited(&secrets.mask(beginning(text)))
}

/// A body as a log shows it, as far as it is JSON and no longer than anybody reads; of any other its length.
#[cfg(feature = "tracing")]
pub(crate) fn body(bytes: &[u8], secrets: &Secrets) -> String {
    const LONGEST: usize = 256 * 1_024;
    match serde_json::from_slice(bytes) {
        Ok(mut value) if bytes.len() <= LONGEST => {
            names::mask(&mut value);
            let mut shown = String::new();
            escape(&secrets.mask(&value.to_string()), &mut shown);
            shown
        }
        _ => format!("{} bytes", bytes.len()),
    }
}

/// JSON of the server's as an error shows it.
pub(crate) fn json(value: &Value, secrets: &Secrets) -> String {
    let mut value = value.clone();
    names::mask(&mut value);
    line(&value.to_string(), secrets)
}

/// What is looked at of a long text: up to the last word that is there whole.
fn beginning(text: &str) -> &str {
    if text.len() <= MOST_BYTES {
        return text;
    }
    let cut = (0..=MOST_BYTES).rev().find_map(|at| text.get(..at));
    let text = cut.unwrap_or_default();
    text.rsplit_once(char::is_whitespace)
        .map_or("", |(whole, _)| whole)
}

fn limited(text: &str) -> String {
    let text = text.trim();
    let mut shown = String::new();
    let mut characters = text.chars();
    let mut count = 0;
    for character in characters.by_ref() {
        let before = shown.len();
        escape(character.encode_utf8(&mut [0; 4]), &mut shown);
        count += shown.get(before..).map_or(0, |new| new.chars().count());
        if count >= MOST_CHARACTERS {
            break;
        }
    }
    if characters.next().is_some() {
        let most = shown.char_indices().nth(MOST_CHARACTERS - 1);
        shown.truncate(most.map_or(shown.len(), |(at, _)| at));
        shown.push('…');
    }
    shown
}

/// Control characters, and those that turn the direction of text or end a line, as escapes.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if character.is_control() || turns {
            out.extend(character.escape_default());
        } else {
            out.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        line(text, &Secrets::default())
    }

    #[test]
    fn a_message_stays_readable() {
        for text in [
            r"'Recipes' does not match '^\d+$'",
            "Invalid request: Additional properties are not allowed ('category_name' was unexpected)",
            "Parameter 'metric_types' (value TOTAL_PAGE_VISIT) is not one of ENGAGEMENT, PIN_CLICK_30_DAYS_CHECKOUT_V2",
            "Sorry! You've hit a block (Pins) we have in place to combat spam.",
            "Board 1234567890123456789012345 of /v5/ad_accounts/549755885175/campaigns at 2024-03-18T21:58:18.017000",
            "Apps with Trial access may not create Pins, see https://developers.pinterest.com",
            "request 123e4567-e89b-12d3-a456-426614174000",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn what_looks_like_a_secret_is_masked() {
        let cases = [
            ("token pina_AMA5 refused", "token [redacted] refused"),
            ("`pinr.eyJ1` is old", "`[redacted]` is old"),
            ("header 'Bearer abcdefgh'", "header 'Bearer [redacted]'"),
            ("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.c2ln!", "jwt [redacted]!"),
            (
                "see https://s3.example/a/b?X-Amz-Signature=12.",
                "see https://s3.example/[redacted].",
            ),
            (
                "(https://user:pass@host/x)",
                "(https://[redacted]/[redacted])",
            ),
            ("mail of jane.doe@example.com,", "mail of [redacted],"),
            ("password=hunter2&id=3", "password=[redacted]&id=3"),
            (
                "em 973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b",
                "em [redacted]",
            ),
            ("key=Qx7zP3Fz81kQ0zP2mN7x", "key=[redacted]"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn a_message_is_one_line_of_limited_length() {
        let text = shown("a\nb\r\u{1b}[31m\u{202e}c\u{2028}d\0");
        assert_eq!(text, r"a\nb\r\u{1b}[31m\u{202e}c\u{2028}d\u{0}");
        for text in [
            "word ".repeat(100_000),
            "\n.".repeat(5_000),
            "é".repeat(1_000),
            "x".repeat(1 << 20),
        ] {
            assert!(shown(&text).chars().count() <= 300);
        }
        assert!(shown(&"word ".repeat(100)).ends_with('…'));
        assert_eq!(shown(&"é".repeat(300)), "é".repeat(300));
    }

    #[test]
    fn json_is_masked_by_name_too() {
        let value =
            serde_json::json!({"reason": "bad", "user_data": {"em": ["x"]}, "access_token": 5});
        let shown = json(&value, &Secrets::default());
        assert!(
            shown.contains("bad") && shown.matches(MASK).count() == 2,
            "{shown}"
        );
    }
}
