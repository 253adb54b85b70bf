//! Reading JSON: what the macros call, and what decodes a whole body.
//!
//! Every type is decoded by one deserializer only, `serde_json`'s over a byte slice, unions included: a second one
//! would double the code that downstream compiles. A body is decoded in one pass; only one that fails is read
//! again, by the same code with a [`recovery`], which converts, leaves out, and knows the path of everything that it
//! does not find as promised.

mod body;
mod buffered;
mod decode;
mod decoding;
mod deviation;
mod list;
mod nested;
mod object;
mod recovery;
mod text;
mod untagged;

pub(crate) use self::body::NotRead;
pub use self::buffered::Buffered;
pub(crate) use self::decode::{DecodeError, Decoded, decode};
pub use self::decoding::Decoding;
pub use self::deviation::Deviation;
pub(crate) use self::list::List;
pub use self::object::{ObjectReader, ReadObject, fill, missing, read_object, slot};
pub use self::text::{Text, integer, read_text};
pub use self::untagged::Shape;
