//! The runtime as the emitted crate uses it, in one binary.
#![cfg(test)]

mod clients;
mod directions;
mod enums_and_ids;
mod objects;
mod responses;
mod support;
mod unions;
mod values;
mod wire;
