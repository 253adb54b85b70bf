//! Hashes that represent personal data.
//!
//! Invariant: a value is 64 lower-case hex digits, whatever it was made from.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// A SHA-256 hash in hex, for members that take personal data as hashes only: data that is not hashed is of another type.
///
/// With the feature `hashing`, `PersonalData::Email.hash(..)` and its like normalise and hash a plain value. A hash
/// that is there already is parsed. A hash still represents one person, so `Debug` hides it.
///
/// ```
/// use pinterest_v5_runtime::Hashed;
///
/// let hash: Hashed = "0C7E6A405862E402EB76A70F8A26FC732D07C32931E9FAE9AB1582911D2E8A3B".parse()?;
/// assert!(hash.as_str().starts_with("0c7e"));
/// assert!("jane@example.com".parse::<Hashed>().is_err());
/// # Ok::<(), pinterest_v5_runtime::InvalidHash>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hashed(Box<str>);

impl Hashed {
    /// How many hex digits a hash has.
    const DIGITS: usize = 64;

    /// A hash that is there already: 64 hex digits.
    ///
    /// # Errors
    /// If the text is anything else.
    pub fn from_hex(text: &str) -> Result<Self, InvalidHash> {
        let is_hash =
            text.len() == Self::DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash
            .then(|| Self(text.to_ascii_lowercase().into()))
            .ok_or(InvalidHash)
    }

    /// The hash, in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Hashed {
    type Err = InvalidHash;

    fn from_str(text: &str) -> Result<Self, InvalidHash> {
        Self::from_hex(text)
    }
}

impl TryFrom<&str> for Hashed {
    type Error = InvalidHash;

    fn try_from(text: &str) -> Result<Self, InvalidHash> {
        Self::from_hex(text)
    }
}

impl fmt::Debug for Hashed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Serialize for Hashed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Hashed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_hex(&text).map_err(D::Error::custom)
    }
}

/// The text is no SHA-256 hash in hex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidHash;

impl fmt::Display for InvalidHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a SHA-256 hash: 64 hex digits")
    }
}

impl std::error::Error for InvalidHash {}
