//! From the bytes of a body to a value, or to an error that names the JSON path.
//!
//! Errors never quote the body: `serde` puts the offending value into its messages, so only the kinds
//! of what was found and expected are kept.

use std::any::TypeId;
use std::cell::Cell;
use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Error};

use super::path;

/// Why a body is not what the operation promises.
#[derive(Debug)]
pub(crate) struct DecodeError {
    path: String,
    reason: String,
}

impl DecodeError {
    /// Where in the body, as `items[3].privacy`; `$` is the body itself.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for DecodeError {}

/// Decodes a body. `()` takes any body, and what may be null takes an empty one as null.
pub(crate) fn decode<T: DeserializeOwned + 'static>(body: &[u8]) -> Result<T, DecodeError> {
    let empty = body.iter().all(u8::is_ascii_whitespace);
    if empty || TypeId::of::<T>() == TypeId::of::<()>() {
        return from_slice(b"null").map_err(|_| DecodeError {
            path: "$".to_owned(),
            reason: "the body is empty".to_owned(),
        });
    }
    from_slice(body).map_err(|error| explain(body, &error))
}

/// Decodes the text of a value that was buffered while a larger one was read.
pub(super) fn decode_nested<T: DeserializeOwned, E: Error>(text: &str) -> Result<T, E> {
    nested(text).map_err(|error| {
        let reason = reason(&error);
        if !reason.starts_with(NESTED) {
            let at = path::offset(text.as_bytes(), error.line(), error.column());
            FAILED_AT.set(text.as_ptr().addr() + at);
            return E::custom(format_args!("{NESTED}{reason}"));
        }
        E::custom(reason)
    })
}

/// Decodes a buffered text. The deserializer limits how deep values may nest, but starts anew with
/// each buffered one; so these are counted as well.
pub(super) fn nested<'de, T: Deserialize<'de>>(text: &'de str) -> serde_json::Result<T> {
    let _level = Level::enter()?;
    from_slice(text.as_bytes())
}

struct Level;

impl Level {
    const LIMIT: usize = 64;

    fn enter() -> serde_json::Result<Self> {
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

fn from_slice<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = T::deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// How messages about buffered values begin. They pass through deserializers that know the position
/// of the buffered value at best, so the place is in [`FAILED_AT`].
const NESTED: &str = "in a union: ";

thread_local! {
    /// How many buffered values are being decoded within each other.
    static DEPTH: Cell<usize> = const { Cell::new(0) };

    /// The address at which the last buffered value failed. Buffered text is part of the body, so
    /// the address gives the place in the body; it is read only when the error at hand is [`NESTED`].
    static FAILED_AT: Cell<usize> = const { Cell::new(0) };
}

#[cold]
fn explain(body: &[u8], error: &serde_json::Error) -> DecodeError {
    let reason = reason(error);
    let position = path::offset(body, error.line(), error.column());
    match reason.strip_prefix(NESTED) {
        None => DecodeError {
            path: path::at(body, position),
            reason,
        },
        Some(nested) => {
            let at = FAILED_AT.get().wrapping_sub(body.as_ptr().addr());
            let at = if at <= body.len() { at } else { position };
            DecodeError {
                path: path::at(body, at),
                reason: nested.to_owned(),
            }
        }
    }
}

/// The message of an error without its position and without the value that it quotes.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&position).unwrap_or(&text);
    let (prefix, rest) = match text.strip_prefix(NESTED) {
        Some(rest) => (NESTED, rest),
        None => ("", text),
    };
    let Some((found, expected)) = quoting(rest) else {
        return text.to_owned();
    };
    let found = found.split(['"', '`']).next().unwrap_or_default().trim();
    format!("{prefix}{found}, expected {expected}")
}

/// Splits a message that quotes a value into what was found and what was expected.
fn quoting(message: &str) -> Option<(&str, &str)> {
    let found = ["invalid type: ", "invalid value: "]
        .iter()
        .find_map(|start| message.strip_prefix(start))?;
    found.rsplit_once(", expected ")
}
