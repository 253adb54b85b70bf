//! What a call reports to `tracing`: nothing at all, and at no cost, unless the feature is on.
//!
//! The table of spans and events is in the documentation of the crate.

#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod on;

#[cfg(all(not(feature = "tracing"), feature = "transfers"))]
pub(super) use self::off::again;
#[cfg(not(feature = "tracing"))]
pub(super) use self::off::{Span, deviating, renewal};
#[cfg(all(feature = "tracing", feature = "transfers"))]
pub(super) use self::on::again;
#[cfg(feature = "tracing")]
pub(super) use self::on::{Span, deviating, renewal};
