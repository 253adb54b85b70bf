//! The hand-written half of the `pinterest-v5` client.
//!
//! The emitted half declares types and operations and calls the macros here; this half knows how a
//! call becomes bytes and bytes become values. It takes nothing from the description.
//!
//! - values: [`Id`], [`Date`], [`Timestamp`], [`Secret`], [`Patch`], [`OneOrMany`], [`Page`]
//! - serde without derive: [`object!`], [`string_enum!`], [`integer_enum!`], [`tagged_union!`],
//!   [`untagged_union!`], [`id!`]
//! - calls: [`Operation`], [`Request`], [`call!`], [`Response`], [`Error`]
//! - clients: [`ClientBuilder`], [`Core`], [`Environment`], [`Transport`]

mod client;
mod macros;
mod operation;
mod param;
mod read;
mod request;
mod values;
mod write;

pub use self::client::{
    BodyFuture, BoxFuture, ClientBuilder, Core, Environment, Error, ErrorKind, Response,
    ResponseFuture, Result, Transport, TransportError,
};
pub use self::operation::{AuthScheme, Method, Operation};
pub use self::param::ParamValue;
pub use self::request::{ListStyle, Request};
pub use self::values::{
    Date, Id, InvalidDate, OneOrMany, Page, Patch, Secret, Timestamp, UnrecognizedInteger,
    UnrecognizedValue, UnrecognizedVariant,
};

/// What the macros expand to; no part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use serde::de::{Deserialize, Deserializer, MapAccess};
    pub use serde::ser::{Serialize, Serializer};
    pub use {serde, serde_json};

    pub use crate::read::{
        Buffered, ObjectReader, ReadObject, Shape, Text, integer, missing, read_object, slot,
    };
    pub use crate::write::ObjectWriter;

    /// The payload of an enum value without a name.
    #[must_use]
    pub fn unrecognized_value(text: &str) -> crate::UnrecognizedValue {
        crate::UnrecognizedValue::new(text)
    }

    /// The payload of an integer enum value without a name.
    #[must_use]
    pub const fn unrecognized_integer(value: i64) -> crate::UnrecognizedInteger {
        crate::UnrecognizedInteger::new(value)
    }
}
