//! The runtime as the emitted crate uses it, in one binary.

mod clients;
mod enums_and_ids;
mod objects;
mod responses;
mod support;
mod unions;
mod values;
mod wire;
