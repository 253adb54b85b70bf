//! Values within values: the text of one that was captured while a larger one was read.

use std::cell::Cell;

use serde::de::{Deserialize, Error};

/// Decodes the text of a value that was captured while a larger one was read. The deserializer limits how deep
/// values may nest, but starts anew with each captured one; so these are counted as well.
pub(super) fn nested<'de, T: Deserialize<'de>>(text: &'de str) -> serde_json::Result<T> {
    let _level = Level::enter()?;
    from_str(text)
}

pub(super) struct Level;

impl Level {
    const LIMIT: usize = 64;

    pub(super) fn enter() -> serde_json::Result<Self> {
        if DEPTH.get() == Self::LIMIT {
            return Err(serde_json::Error::custom("recursion limit exceeded"));
        }
        DEPTH.set(DEPTH.get() + 1);
        Ok(Self)
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

thread_local! {
    /// How many captured values are being decoded within each other.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Decodes a text. What is known to be a text is not looked at again, string by string.
pub(super) fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}
