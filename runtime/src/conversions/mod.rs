//! What the events of the conversions API need: personal data that goes as hashes.
//!
//! Which members take them is data of the emitted crate; nothing here knows their names.

#[cfg(feature = "hashing")]
mod hash;

#[cfg(feature = "hashing")]
pub use self::hash::PersonalData;
