//! What happens between a call and its outcome, in virtual time.

mod budget;
mod cancel;
#[cfg(feature = "tracing")]
mod capture;
mod deadlines;
mod headers;
mod limiter;
mod network;
mod options;
mod retries;
mod sandbox;
pub(crate) mod script;
mod secrets;
#[cfg(feature = "tracing")]
mod trace;
mod waits;
