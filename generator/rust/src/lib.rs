//! Everything that knows Rust: names and the lock that keeps them, the items that are emitted, and their text.

pub mod emit;
pub mod header;
pub mod layout;
pub mod lock;
pub mod names;
pub mod parallel;
mod reflow;
