//! What becomes of the emitted text: files that are checked or written, and reports about them.

pub mod facts;
pub mod files;
pub mod report;
