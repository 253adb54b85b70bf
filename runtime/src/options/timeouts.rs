//! How long things may take.

use std::time::Duration;

/// How long things may take, from the innermost to the outermost.
///
/// | limit | of what | if not set |
/// |---|---|---|
/// | [`connect`](Self::connect) | making a connection, TLS included | 10 s |
/// | [`read`](Self::read) | silence between two pieces of a response | none |
/// | [`attempt`](Self::attempt) | one exchange, from connecting to the last byte | 60 s |
/// | [`total`](Self::total) | a call, with its retries, waits and refreshed tokens | none |
///
/// The first two are settings of the client's own connections; a `reqwest` client or a transport of
/// yours has its own for them. With a `reqwest` client of yours `attempt` too is none if not set.
/// [`Duration::MAX`] lifts a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timeouts {
    pub(crate) connect: Option<Duration>,
    pub(crate) read: Option<Duration>,
    pub(crate) attempt: Option<Duration>,
    pub(crate) total: Option<Duration>,
}

impl Timeouts {
    pub(crate) const CONNECT: Duration = Duration::from_secs(10);
    pub(crate) const ATTEMPT: Duration = Duration::from_secs(60);

    /// Nothing set.
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

    /// How long the server may be silent within a response.
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

    /// How long a call may take in all.
    #[must_use]
    pub const fn total(mut self, limit: Duration) -> Self {
        self.total = Some(limit);
        self
    }
}
