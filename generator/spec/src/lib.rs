//! The description and what we say of it: overlays, validation, accepted findings, and the import of a published file.

pub mod accepted;
pub mod import;
pub mod left_out;
pub mod overlay;
pub mod validate;
pub mod words;
