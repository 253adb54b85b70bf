//! Clients and what happens when a call is sent.
//!
//! `Request` -> [`execute`] -> `http::Request` -> [`Transport`] -> `http::Response` -> body or [`Error`].
//! Everything up to the decoding of the body is compiled once, not once per operation.

mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod body_limits;
mod builder;
mod core;
mod environment;
mod error;
mod exchange;
mod execute;
#[cfg(feature = "testing")]
mod for_test;
mod future;
mod header_names;
mod reqwest;
mod response;
#[cfg(feature = "transfers")]
mod storage;
mod trace;
mod transport;
mod wire;

#[cfg(feature = "transfers")]
pub(crate) use self::base_url::is_loopback;
#[cfg(feature = "blocking")]
pub use self::blocking::block_on;
pub use self::body::{BoxStream, ByteStream};
pub use self::builder::ClientBuilder;
pub use self::core::Core;
pub use self::environment::Environment;
pub use self::error::{Error, ErrorKind, Result};
pub(crate) use self::future::Decode;
pub use self::future::{BodyFuture, ResponseFuture};
pub use self::header_names::HeaderNames;
pub use self::reqwest::ReqwestTransport;
pub use self::response::Response;
pub use self::transport::{BoxFuture, Transport, TransportError};
