//! Logins, sessions and their refresh, in virtual time.

mod app;
mod cancellation;
mod flows;
mod refresh;
mod secrets;
mod stores;
mod world;
