//! What every request of a client shares.

use std::fmt;
use std::sync::Arc;

use http::HeaderMap;

use super::Transport;
use super::credentials::Credentials;

/// A client's inside, cheap to clone: transport, base URL, headers, credentials.
#[derive(Clone)]
pub struct Core(Arc<Shared>);

pub(super) struct Shared {
    pub(super) transport: Box<dyn Transport>,
    pub(super) base_url: String,
    pub(super) headers: HeaderMap,
    pub(super) credentials: Credentials,
}

impl Core {
    pub(super) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.0
    }

    /// The URL that the paths of operations begin at.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }
}

/// Shows where the client points, nothing that identifies its user.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base_url)
            .finish_non_exhaustive()
    }
}
