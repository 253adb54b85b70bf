//! Reading JSON: what the macros call, and what decodes a whole body.
//!
//! Every type is decoded by one deserializer only, `serde_json`'s over a byte slice, unions included:
//! a second one would double the code that downstream compiles. So a union captures the text of its
//! value and decodes that, and the path of an error is found afterwards from its position.

mod buffered;
mod decode;
mod object;
mod path;
mod text;
mod untagged;

pub use self::buffered::Buffered;
pub(crate) use self::decode::{DecodeError, decode};
pub use self::object::{ObjectReader, ReadObject, missing, read_object, slot};
pub use self::text::{Text, integer};
pub use self::untagged::Shape;
