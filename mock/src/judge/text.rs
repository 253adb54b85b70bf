//! Percent-encoding: what a text stands for, and what a lax reader lets through although a proxy may break it.

/// Which part of a request a text stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A segment of the path.
    Segment,
    /// A name in the query.
    QueryName,
    /// A value in the query.
    QueryValue,
    /// A name or a value in a form.
    Form,
}

/// The text that `raw` stands for.
pub(super) fn decode(raw: &str, part: Part) -> Result<String, String> {
    let mut decoded = Vec::with_capacity(raw.len());
    let mut bytes = raw.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let digits = [bytes.next(), bytes.next()].map(|digit| digit.and_then(hexadecimal));
                let [Some(high), Some(low)] = digits else {
                    return Err(format!("a `%` without two hexadecimal digits in `{raw}`"));
                };
                high * 16 + low
            }
            b'+' if part != Part::Segment => b' ',
            _ => byte,
        });
    }
    String::from_utf8(decoded).map_err(|_| format!("not UTF-8 once decoded: `{raw}`"))
}

/// What should be encoded in `raw` and is not.
pub(super) fn untidy(raw: &str, part: Part) -> Option<String> {
    let lax = |byte: u8| byte != b'%' && !stands_for_itself(byte, part);
    let byte = raw.bytes().find(|byte| lax(*byte))?;
    match (byte, part) {
        (b'+', Part::Form) => untidy(&raw.replace('+', ""), part),
        (b'+', _) => Some(format!(
            "a raw `+` reads as a space, `%2B` is meant: `{raw}`"
        )),
        _ => Some(format!("`{}` is not encoded in `{raw}`", char::from(byte))),
    }
}

/// The names and values of a query or a form, undecoded.
pub(super) fn pairs(raw: &str) -> impl Iterator<Item = (&str, &str)> {
    raw.split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

fn stands_for_itself(byte: u8, part: Part) -> bool {
    match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'.' | b'_' | b'~' => true,
        // A form knows no other; `*` is the one that the form serialiser of browsers leaves.
        _ if part == Part::Form => byte == b'*',
        b'!' | b'$' | b'\'' | b'(' | b')' | b'*' | b',' | b';' | b':' | b'@' => true,
        b'&' | b'=' | b'+' => part == Part::Segment,
        b'/' | b'?' => part != Part::Segment,
        b'[' | b']' => part == Part::QueryName,
        _ => false,
    }
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
