//! What happens between a call and its outcome, in virtual time.

mod bounds;
mod budget;
mod cancel;
#[cfg(feature = "tracing")]
pub(crate) mod capture;
mod deadlines;
mod headers;
mod limiter;
mod messages;
mod network;
mod options;
mod refusals;
mod retries;
mod sandbox;
pub(crate) mod script;
mod secrets;
mod shared_limits;
#[cfg(feature = "tracing")]
mod trace;
mod waits;
