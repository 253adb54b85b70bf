//! The conformance runs: calls sent at a server, recorded responses decoded, valid ones decoded with one fault each.
//!
//! Takes the calls and decoders that the generator emits, gives a report of each. Invariant: what
//! failed is named by call or file, so that a run over thousands can be read.

mod decode;
mod deviations;
mod report;
mod send;

pub use decode::decode;
pub use deviations::{Figures, Kind, Tally, deviations};
pub use report::{Failure, Report};
pub use send::{client, send};
