//! What a call tells `tracing`: nothing at all, and at no cost, unless the feature is on.

#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod on;

#[cfg(not(feature = "tracing"))]
pub(super) use self::off::Span;
#[cfg(all(not(feature = "tracing"), feature = "transfers"))]
pub(super) use self::off::again;
#[cfg(feature = "tracing")]
pub(super) use self::on::Span;
#[cfg(all(feature = "tracing", feature = "transfers"))]
pub(super) use self::on::again;
