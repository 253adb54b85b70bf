//! The values, texts and names of an open enum, looked up by position.
//!
//! Takes the lists that `string_enum!` makes, which have the same order; gives what stands at the same place. A `match` with an
//! arm for each of 7,600 values, once for texts, once for values and once for names, took the compiler a twentieth of the time of
//! the whole emitted crate more.

/// The text of a value with a name.
#[must_use]
pub fn text_of<T: PartialEq>(value: &T, values: &[T], texts: &[&'static str]) -> &'static str {
    let place = values.iter().position(|known| known == value);
    place
        .and_then(|place| texts.get(place))
        .copied()
        .unwrap_or_default()
}

/// The value that has this text.
#[inline]
pub fn value_of<T: Clone>(text: &str, values: &[T], texts: &[&str]) -> Option<T> {
    let place = texts.iter().position(|known| *known == text)?;
    values.get(place).cloned()
}

/// The name of a value in Rust; `names` are separated by spaces.
#[must_use]
pub fn name_of<T: PartialEq>(value: &T, values: &[T], names: &'static str) -> &'static str {
    let place = values.iter().position(|known| known == value);
    place
        .and_then(|place| names.split_whitespace().nth(place))
        .unwrap_or_default()
}
