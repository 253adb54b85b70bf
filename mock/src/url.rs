//! Queries and forms, and texts in them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the characters that a URL never gives a meaning.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The names and values of a query or a form.
pub(crate) struct Pairs(Vec<(String, String)>);

impl Pairs {
    pub(crate) fn of(query: impl AsRef<[u8]>) -> Self {
        let pairs = form_urlencoded::parse(query.as_ref());
        Self(pairs.into_owned().collect())
    }

    /// The first value with the name; without one, an empty text.
    pub(crate) fn value(&self, name: &str) -> &str {
        let mut pairs = self.0.iter();
        let found = pairs.find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// The text as a value of a query.
#[must_use]
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_comes_back() {
        for text in ["a b", "ü&=+%", ""] {
            let query = format!("other=1&name={}", encode(text));
            assert_eq!(Pairs::of(query).value("name"), text);
        }
        let pairs = Pairs::of("a=a+b%2&b");
        assert_eq!((pairs.value("a"), pairs.value("b")), ("a b%2", ""));
    }
}
