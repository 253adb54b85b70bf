//! What looks like a secret, wherever it came from: tokens, links with a query, e-mail addresses, hashes.

use super::{MASK, names};

/// How Pinterest's tokens and those of JSON Web Tokens begin.
const PREFIXES: [&str; 5] = ["pina_", "pinr_", "pinr.", "pinc_", "eyJ"];

/// The shortest text without a known beginning that is taken for a token.
const SHORTEST: usize = 20;

pub(super) fn mask(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_scheme = false;
    for piece in text.split_inclusive(is_separator) {
        let word = piece.trim_end_matches(is_separator);
        let bare = word.trim_end_matches(['.', ':', '!', '?']);
        let (end, separator) = (word.get(bare.len()..), piece.get(word.len()..));
        if after_scheme && bare.len() >= 8 {
            out.push_str(MASK);
        } else {
            push(bare, &mut out);
        }
        out.push_str(end.unwrap_or_default());
        out.push_str(separator.unwrap_or_default());
        after_scheme = ["Bearer", "Basic"].contains(&bare) && separator == Some(" ");
    }
    out
}

fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '"' | '\'' | '`' | '(' | ')' | '<' | '>' | '[' | ']' | '{' | '}' | ',' | ';' | '|'
        )
}

fn push(word: &str, out: &mut String) {
    if let Some((scheme, rest)) = word.split_once("://") {
        return push_link(scheme, rest, out);
    }
    // Members of a query or form: `name=value&name=value`.
    for pair in word.split_inclusive('&') {
        let (pair, and) = pair
            .strip_suffix('&')
            .map_or((pair, ""), |pair| (pair, "&"));
        match pair.split_once('=') {
            Some((name, value)) if names::is_marked(name) && !value.is_empty() => {
                out.extend([name, "=", MASK]);
            }
            Some((name, value)) if !value.trim_matches('=').is_empty() => {
                out.extend([masked(name), "=", masked(value)]);
            }
            _ => out.push_str(masked(pair)),
        }
        out.push_str(and);
    }
}

/// The host alone, if it is not all that there is.
fn push_link(scheme: &str, rest: &str, out: &mut String) {
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = if host.contains('@') { MASK } else { host };
    out.extend([scheme, "://", host]);
    if path.trim_matches('/').is_empty() {
        out.push_str(path);
    } else {
        out.extend(["/", MASK]);
    }
}

fn masked(text: &str) -> &str {
    if is_token(text) || is_mail(text) {
        MASK
    } else {
        text
    }
}

fn is_token(text: &str) -> bool {
    PREFIXES
        .iter()
        .any(|prefix| text.len() > prefix.len() && text.starts_with(prefix))
        || text.len() >= SHORTEST && !is_uuid(text) && changes(text) >= 3
}

/// How often letters and digits follow one another, as they do in what chance made and seldom in words.
fn changes(text: &str) -> usize {
    let bytes = text.as_bytes();
    let differ = |pair: &&[u8]| {
        let [a, b] = pair else { return false };
        a.is_ascii_alphanumeric()
            && b.is_ascii_alphanumeric()
            && a.is_ascii_digit() != b.is_ascii_digit()
    };
    // A path or a time changes between its parts.
    bytes.windows(2).filter(differ).count()
}

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    let digits = |byte: u8| byte == b'-' || byte.is_ascii_hexdigit();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(digits)
}

fn is_mail(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}
