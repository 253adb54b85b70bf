//! From the bytes of a body to the text of JSON, or to what came instead.

use std::fmt;

use serde_json::Value;

use super::Deviation;

/// What a body is that is no JSON, or cannot be taken for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotRead {
    Empty,
    Html,
    /// JSON that ends too early.
    Truncated,
    TooDeep,
    NotJson,
}

/// How deep `serde_json` lets values nest.
const DEPTH: usize = 127;

const MARK: &[u8] = b"\xEF\xBB\xBF";

impl fmt::Display for NotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the body is empty"),
            Self::Html => f.write_str("the body is HTML and not JSON"),
            Self::Truncated => f.write_str("the body ends in the middle of the JSON"),
            Self::TooDeep => write!(f, "the JSON is nested deeper than {DEPTH} levels"),
            Self::NotJson => f.write_str("the body is not JSON"),
        }
    }
}

impl std::error::Error for NotRead {}

/// The JSON, and what had to be overlooked for it.
pub(super) fn json(body: &[u8]) -> Result<(String, Vec<Deviation>), NotRead> {
    let mut deviations = Vec::new();
    let mut deviate = |found| deviations.push(Deviation::new(String::new(), "JSON", found));
    let json = body.strip_prefix(MARK).unwrap_or(body);
    if json.len() < body.len() {
        deviate("JSON behind a byte order mark");
    }
    let text = String::from_utf8_lossy(json);
    let converted = without_lone_surrogates(&text);
    // A tree is the one thing that takes any JSON and nothing else.
    if let Err(error) = serde_json::from_str::<Value>(&converted) {
        return Err(what(&converted, &error));
    }
    if converted.as_bytes() != json {
        deviate("JSON with text that is not Unicode");
    }
    Ok((converted, deviations))
}

fn what(text: &str, error: &serde_json::Error) -> NotRead {
    let start = text.trim_start();
    if start.is_empty() {
        NotRead::Empty
    } else if start.starts_with('<') {
        NotRead::Html
    } else if !start.starts_with(['{', '[']) {
        NotRead::NotJson
    } else if error.is_eof() {
        NotRead::Truncated
    } else if nests_deeper(start, DEPTH) {
        NotRead::TooDeep
    } else {
        NotRead::NotJson
    }
}

/// Whether so many brackets are open anywhere, outside of strings.
fn nests_deeper(text: &str, most: usize) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return true;
        }
    }
    false
}

/// The same JSON with the replacement character for each escaped half of a surrogate pair that is without its
/// other half.
fn without_lone_surrogates(text: &str) -> String {
    let mut converted = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        converted.push_str(before);
        let (kept, after) = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => escape.split_at(12),
            (Some(0xD800..=0xDFFF), _) => ("\\ufffd", &escape[6..]),
            _ => {
                // The character behind the backslash may be one as well.
                let length = escape.chars().take(2).map(char::len_utf8).sum();
                escape.split_at(length)
            }
        };
        converted.push_str(kept);
        rest = after;
    }
    converted.push_str(rest);
    converted
}

/// The code unit that `\uXXXX` at the beginning of the text represents.
fn unit(escape: &str) -> Option<u16> {
    let digits = escape.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}
