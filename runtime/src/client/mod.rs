//! Clients and what happens when a call is sent.
//!
//! `Request` -> [`execute`] -> `http::Request` -> [`Transport`] -> `http::Response` -> body or [`Error`].
//! Everything up to the decoding of the body is compiled once, not once per operation.

mod base_url;
mod builder;
mod core;
mod credentials;
mod environment;
mod error;
mod execute;
mod future;
mod reqwest;
mod response;
mod transport;

pub use self::builder::ClientBuilder;
pub use self::core::Core;
pub use self::environment::Environment;
pub use self::error::{Error, ErrorKind, Result};
pub use self::future::{BodyFuture, ResponseFuture};
pub use self::response::Response;
pub use self::transport::{BoxFuture, Transport, TransportError};
