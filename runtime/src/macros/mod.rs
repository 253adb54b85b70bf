//! The macros that the emitted crate calls after each type that it declares.
//!
//! An expansion holds what differs between types and nothing else: the emitted crate has a thousand
//! of them, and what they hold is compiled that often.

mod bulk;
mod call;
mod copies;
mod enums;
mod ids;
mod jobs;
mod media;
mod objects;
mod operation;
mod pages;
mod query;
mod row;
mod switched_off;
mod unions;
