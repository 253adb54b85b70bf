//! What the events of the conversions API need: personal data that goes as hashes, and members of which
//! some set must be there.
//!
//! Which members those are is data of the emitted crate; nothing here knows their names.

mod at_least;
#[cfg(feature = "hashing")]
mod hash;

pub use self::at_least::AtLeast;
#[cfg(feature = "hashing")]
pub use self::hash::PersonalData;
