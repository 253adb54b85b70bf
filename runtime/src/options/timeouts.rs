//! How long things may take.

use std::time::Duration;

/// How long things may take, from the innermost to the outermost.
///
/// | limit | of what | if not set | why |
/// |---|---|---|---|
/// | [`connect`](Self::connect) | making a connection, TLS included | 10 s | three lost packets take seven |
/// | [`read`](Self::read) | silence before and within a response | 60 s | as long as an exchange may take |
/// | [`attempt`](Self::attempt) | one exchange, from connecting to the last byte | 60 s | analytics of many ids take half of it |
/// | [`total`](Self::total) | a call, with its retries, waits and refreshed tokens | 10 min | all attempts and waits, see below |
///
/// So a call without any setting ends by itself, whatever the server, a proxy or a token store does. Without a `total`
/// of its own it may take as long as the attempts and waits that it may have, and a minute more for a token: with the
/// default [`RetryPolicy`](crate::RetryPolicy) three times 60 s and 120 s, and with
/// [`wait_at_most`](crate::RateLimits::wait_at_most) that wait too.
///
/// The first two are settings of the client's own connections; a `reqwest` client or a transport of
/// yours has its own for them. With a `reqwest` client of yours `attempt` too is none if not set.
///
/// A download or upload may not stall for longer than `attempt`. It is as long as it is: only a `total` that is
/// set ends it, the default does not. The refresh of a token has a minute for each attempt at least, and no limit in
/// all: an answer that is not waited for is a login that is lost.
///
/// [`Duration::MAX`], or whatever is longer than a hundred years, lifts a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timeouts {
    pub(crate) connect: Option<Duration>,
    pub(crate) read: Option<Duration>,
    pub(crate) attempt: Option<Duration>,
    pub(crate) total: Option<Duration>,
}

impl Timeouts {
    #[cfg(not(target_family = "wasm"))]
    pub(crate) const CONNECT: Duration = Duration::from_secs(10);
    pub(crate) const READ: Duration = Duration::from_secs(60);
    pub(crate) const ATTEMPT: Duration = Duration::from_secs(60);

    /// The limits of the table, until others are set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How long connecting may take.
    #[must_use]
    pub const fn connect(mut self, limit: Duration) -> Self {
        self.connect = Some(limit);
        self
    }

    /// How long the server may be silent before and within a response.
    #[must_use]
    pub const fn read(mut self, limit: Duration) -> Self {
        self.read = Some(limit);
        self
    }

    /// How long one exchange may take.
    #[must_use]
    pub const fn attempt(mut self, limit: Duration) -> Self {
        self.attempt = Some(limit);
        self
    }

    /// How long a call may take in all, and a download or upload.
    #[must_use]
    pub const fn total(mut self, limit: Duration) -> Self {
        self.total = Some(limit);
        self
    }
}

impl Timeouts {
    /// One attempt of a refresh.
    pub(crate) fn renewal(self) -> Duration {
        self.attempt.unwrap_or(Self::ATTEMPT).max(Self::ATTEMPT)
    }

    /// How long a transfer may stall.
    #[cfg(feature = "transfers")]
    pub(crate) fn idle(self) -> Duration {
        self.attempt.unwrap_or(Self::ATTEMPT)
    }
}

/// A limit that a timer can hold; none if it is longer than anybody waits.
pub(crate) fn finite(limit: Duration) -> Option<Duration> {
    const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    (limit <= CENTURY).then_some(limit)
}
