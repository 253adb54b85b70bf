//! Logins, sessions and their refresh, in virtual time.

mod answers;
mod app;
mod cancellation;
mod files;
mod flows;
mod limits;
#[cfg(feature = "loopback")]
mod loopback;
mod processes;
mod refresh;
mod secrets;
mod shared;
mod stores;
mod world;
