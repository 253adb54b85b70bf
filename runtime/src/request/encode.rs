//! Percent-encoding: RFC 3986's unreserved characters stay, all else is encoded.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A path segment, or a name or value in a query or form.
pub(crate) fn component(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text);
    out
}

/// `name=value`.
pub(crate) fn pair(name: &str, value: &str) -> String {
    let mut out = String::with_capacity(name.len() + 1 + value.len());
    push(&mut out, name);
    out.push('=');
    push(&mut out, value);
    out
}

/// `name=value&name=value`.
pub(crate) fn pairs<N: AsRef<str>, V: AsRef<str>>(
    pairs: impl IntoIterator<Item = (N, V)>,
) -> String {
    let pairs: Vec<String> = pairs
        .into_iter()
        .map(|(name, value)| pair(name.as_ref(), value.as_ref()))
        .collect();
    pairs.join("&")
}

/// `value,value`: the commas that separate stay, those inside values are encoded.
pub(crate) fn comma_list<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let values: Vec<String> = values.into_iter().map(component).collect();
    values.join(",")
}

/// Piece by piece: formatting costs a call as much as encoding itself.
fn push(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED));
}
