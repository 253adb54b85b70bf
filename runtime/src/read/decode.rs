//! From the bytes of a body to a value, or to an error that names the JSON path.

use std::any::TypeId;
use std::fmt;

use serde::de::DeserializeOwned;

use super::body::{self, NotRead};
use super::nested::from_str;
use super::{Decoding, Deviation, recovery};

/// A value, and where the body was not what it should be.
pub(crate) struct Decoded<T> {
    pub(crate) value: T,
    pub(crate) deviations: Vec<Deviation>,
}

impl<T> Decoded<T> {
    /// The same with another value.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Decoded<U> {
        Decoded {
            value: change(self.value),
            deviations: self.deviations,
        }
    }
}

/// Why a body is not what the operation promises.
#[derive(Clone, Debug)]
pub(crate) enum DecodeError {
    /// It is JSON, but this is not as it should be.
    Deviation(Deviation),
    NotRead(NotRead),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deviation(deviation) => deviation.fmt(f),
            Self::NotRead(reason) => reason.fmt(f),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Decodes a body. `()` takes any body, and what may be null takes an empty one as null.
pub(crate) fn decode<T: DeserializeOwned + 'static>(
    body: &[u8],
    decoding: Decoding,
) -> Result<Decoded<T>, DecodeError> {
    let empty = body.iter().all(u8::is_ascii_whitespace);
    let nothing = empty || TypeId::of::<T>() == TypeId::of::<()>();
    let text = if nothing {
        Ok("null")
    } else {
        str::from_utf8(body)
    };
    match text.ok().map(from_str) {
        Some(Ok(value)) => Ok(Decoded {
            value,
            deviations: Vec::new(),
        }),
        _ => again(body, decoding),
    }
}

#[cold]
fn again<T: DeserializeOwned>(body: &[u8], decoding: Decoding) -> Result<Decoded<T>, DecodeError> {
    let (text, met) = body::json(body).map_err(DecodeError::NotRead)?;
    let read = recovery::read(&text, met);
    let (value, deviations) = read.map_err(DecodeError::Deviation)?;
    match deviations.first() {
        Some(deviation) if decoding == Decoding::Strict => {
            Err(DecodeError::Deviation(deviation.clone()))
        }
        _ => Ok(Decoded { value, deviations }),
    }
}
