//! Without the feature.

use std::time::Duration;

use bytes::Bytes;

use crate::client::exchange::Exchange;
use crate::redact::Secrets;
use crate::{Core, Deviation, Error, Operation, Request, Result};

/// Nothing.
pub(in crate::client) struct Span;

#[expect(clippy::unused_self, reason = "the other span's methods")]
impl Span {
    pub(in crate::client) const fn new(_: &Request) -> Self {
        Self
    }

    pub(in crate::client) fn around<F: Future>(&self, work: F) -> F {
        work
    }

    pub(in crate::client) const fn resend(&self, _: u32) {}

    pub(in crate::client) fn sends(&self, _: &http::Request<Bytes>, _: impl FnOnce() -> Secrets) {}

    pub(in crate::client) fn response(&self, _: &Exchange, _: impl FnOnce() -> Secrets) {}

    pub(in crate::client) const fn limited(&self, _: Option<Duration>) {}

    pub(in crate::client) const fn retry(&self, _: &Error, _: u32, _: Duration) {}

    pub(in crate::client) const fn finish(&self, _: &Result<Exchange>) {}
}

pub(in crate::client) const fn deviating(_: &Operation, _: &[Deviation]) {}

pub(in crate::client) const fn renewal(_: &Core, _: &'static str, _: Option<&Error>) {}

#[cfg(feature = "transfers")]
pub(in crate::client) const fn again(_: &Operation, _: &Error, _: Duration) {}
