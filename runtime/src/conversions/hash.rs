//! Personal data to the hashes that represent it: normalised, then SHA-256 in lower-case hex.
//!
//! The same person must give the same hash wherever the value comes from, so whatever people and systems
//! write differently is levelled before hashing. A value that is a hash already is never hashed again.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::{Date, Hashed};

/// A kind of personal data; it decides how a value is normalised before it is hashed.
///
/// ```
/// use pinterest_v5_runtime::PersonalData;
///
/// let hash = PersonalData::Email.hash(" A@B.c ");
/// assert_eq!(hash, PersonalData::Email.hash("a@b.c"));
/// assert_eq!(hash.as_ref().and_then(|hash| PersonalData::Email.hash(hash.as_str())), hash);
/// assert_eq!(PersonalData::Email.hash("  "), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PersonalData {
    /// An e-mail address: without spaces around it, in lower case.
    Email,
    /// A phone number with its country code: the digits, without zeros in front.
    Phone,
    /// A first or last name: without spaces around it, in lower case.
    Name,
    /// A city: its letters and digits, in lower case.
    City,
    /// A two-letter code of a state or country: without spaces around it, in lower case.
    Code,
    /// A postal code: the digits.
    Postcode,
    /// A day of birth: year, month and day as eight digits. A value of the form `YYYY-MM-DD` is read as such;
    /// of any other the digits are taken in their order.
    Birthday,
    /// A gender: `f`, `m` or `n` for neither, which may be spelt out.
    Gender,
    /// An id of the caller's own or of a device: without spaces around it, otherwise as it is.
    Id,
}

impl PersonalData {
    /// The hash of a value; `None` if nothing is left of the value to be hashed. A
    /// value of 64 hex digits is a hash already, and kept.
    #[must_use]
    pub fn hash(self, value: &str) -> Option<Hashed> {
        let value = value.trim();
        if let Ok(hash) = Hashed::from_hex(value) {
            return Some(hash);
        }
        let normal = self.normalised(value);
        let hash = (!normal.is_empty()).then(|| sha256(&normal))?;
        Hashed::from_hex(&hash).ok()
    }

    /// The hashes of values, without those of values of which nothing is left.
    ///
    /// ```
    /// use pinterest_v5_runtime::PersonalData;
    ///
    /// let hashes = PersonalData::Email.hash_all(["a@b.c", " ", "A@b.c"]);
    /// assert_eq!(hashes.len(), 2);
    /// assert_eq!(hashes[0], hashes[1]);
    /// ```
    #[must_use]
    pub fn hash_all(self, values: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<Hashed> {
        let hashes = values.into_iter().map(|value| self.hash(value.as_ref()));
        hashes.flatten().collect()
    }

    /// Adds the hash of a value to a list of hashes.
    pub fn add_to(self, hashes: &mut Option<Vec<Hashed>>, value: impl AsRef<str>) {
        if let Some(hash) = self.hash(value.as_ref()) {
            hashes.get_or_insert_default().push(hash);
        }
    }

    fn normalised(self, value: &str) -> String {
        match self {
            Self::Email | Self::Name | Self::Code => value.to_lowercase(),
            Self::Phone => digits(value).trim_start_matches('0').to_owned(),
            Self::City => {
                let kept = value.chars().filter(|one| one.is_alphanumeric());
                kept.collect::<String>().to_lowercase()
            }
            Self::Postcode => digits(value),
            // With a time of day behind it, a day is still the day.
            Self::Birthday => match value.get(..10).and_then(|day| day.parse::<Date>().ok()) {
                Some(day) => digits(day.as_str()),
                None => digits(value),
            },
            Self::Gender => value.to_lowercase().chars().take(1).collect(),
            Self::Id => value.to_owned(),
        }
    }
}

fn digits(value: &str) -> String {
    value.chars().filter(char::is_ascii_digit).collect()
}

fn sha256(text: &str) -> String {
    let mut hex = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
