//! Judges the emitted client by the description alone.
//!
//! Takes the committed description with its overlays, and the calls that the generator emits;
//! gives a validator of requests, a server to send them to, bodies to answer with, and a comparison
//! of what was decoded. Invariant: nothing here sees the generator's reading of the description.

pub mod calls;
pub mod clock;
pub mod compare;
pub mod conformance;
#[allow(
    deprecated,
    reason = "what is going away is judged as long as it is there"
)]
pub mod emitted;
pub mod server;

/// The examples of the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
