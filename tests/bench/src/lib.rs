//! The emitted client beside what one would write by hand for the same calls.
//!
//! Takes nothing; gives made-up bodies, hand-written types and calls, a server, and clients of both kinds. Invariant:
//! both sides of a pair see the same bytes and give the same information to their caller.

#[cfg(feature = "measured")]
pub mod by_hand;
#[cfg(feature = "measured")]
pub mod canned;
#[cfg(feature = "measured")]
pub mod generated;
#[cfg(feature = "measured")]
pub mod growth;
#[cfg(feature = "measured")]
pub mod pairs;
#[cfg(feature = "measured")]
pub mod samples;
#[cfg(feature = "measured")]
pub mod server;
