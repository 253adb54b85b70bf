//! Stores that processes share, judged by a local Pinterest, which takes a refresh token once.
//!
//! The servers are those of the system, started here on loopback with folders of their own. Without them the tests that
//! need them say so and do nothing, except in CI, where they fail.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod app;
mod each;
mod faults;
mod kill;
mod limits;
mod logins;
mod proxy;
mod servers;
mod worker;
mod world;
