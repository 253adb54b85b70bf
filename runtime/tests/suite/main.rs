//! The runtime as the emitted crate uses it, in one binary.
#![cfg(test)]

mod bulk;
mod calendar;
mod checks;
mod clients;
mod decoding;
mod directions;
mod enums_and_ids;
mod exchange;
#[cfg(feature = "hashing")]
mod hashing;
mod jobs;
mod media;
mod moments;
mod money;
mod oauth;
mod objects;
mod paging;
mod raw;
mod responses;
mod rows;
mod script;
mod support;
#[cfg(feature = "testing")]
mod testing;
#[cfg(feature = "transfers")]
mod transfer;
mod unions;
mod values;
mod wire;
