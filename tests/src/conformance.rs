//! The two conformance runs: calls sent at a server, recorded responses decoded.
//!
//! Takes the calls and decoders that the generator emits, gives one report for both. Invariant: what
//! failed is named by call or file, so that a run over thousands can be read.

mod decode;
mod report;
mod send;

pub use decode::decode;
pub use report::{Failure, Report};
pub use send::{client, send};
