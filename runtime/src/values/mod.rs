//! Values that the emitted types are made of.
//!
//! Each keeps what the server sent, so that reading and writing again loses nothing.

mod calendars;
mod civil;
mod date;
mod hashed;
mod id;
mod list_of;
mod maybe;
mod micro_amount;
mod missing_member;
mod named;
mod one_or_many;
mod page;
mod patch;
mod plain_text;
mod secret;
mod short_text;
mod timestamp;
mod unrecognized;

pub use self::date::{Date, InvalidDate};
pub use self::hashed::{Hashed, InvalidHash};
pub use self::id::Id;
pub use self::list_of::ListOf;
pub use self::maybe::Maybe;
pub use self::micro_amount::{Digits, InText, InvalidMicroAmount, MicroAmount};
pub use self::missing_member::MissingMember;
pub use self::named::{debug_named, text_of, value_of};
pub use self::one_or_many::OneOrMany;
pub use self::page::{MissingItem, Page};
pub use self::patch::Patch;
pub use self::plain_text::{IdText, PlainText};
pub use self::secret::Secret;
pub use self::timestamp::{InUnit, InvalidTimestamp, Timestamp, Unix};
pub use self::unrecognized::{UnrecognizedInteger, UnrecognizedValue, UnrecognizedVariant};
