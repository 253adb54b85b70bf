//! Where tokens live between two runs of a program.

use std::error::Error as StdError;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Tokens;
use crate::BoxFuture;

/// What a [`TokenStore`] gives.
pub type StoreResult<T> = Result<T, Box<dyn StdError + Send + Sync>>;

/// Keeps the tokens of one login: a file, a row of a database, an entry of a secret manager.
///
/// A [`Session`](crate::Session) loads before its first call and before every refresh, so that it sees what another
/// process has renewed, and saves before the first request that uses a new token. A store that is shared by
/// processes needs nothing more than that a load sees the last save whole.
///
/// ```
/// use std::path::PathBuf;
///
/// use pinterest_v5_runtime::{BoxFuture, StoreResult, TokenStore, Tokens};
///
/// /// One file for one login.
/// struct FileStore(PathBuf);
///
/// impl TokenStore for FileStore {
///     fn load(&self) -> BoxFuture<'_, StoreResult<Option<Tokens>>> {
///         Box::pin(async move {
///             match std::fs::read(&self.0) {
///                 Ok(json) => Ok(Some(serde_json::from_slice(&json)?)),
///                 Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
///                 Err(error) => Err(error.into()),
///             }
///         })
///     }
///
///     fn save<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, StoreResult<()>> {
///         Box::pin(async move {
///             // Written aside and moved into place: a crash leaves the old tokens or the new ones.
///             let aside = self.0.with_extension("new");
///             std::fs::write(&aside, serde_json::to_vec(tokens)?)?;
///             Ok(std::fs::rename(aside, &self.0)?)
///         })
///     }
/// }
/// ```
pub trait TokenStore: Send + Sync + 'static {
    /// The tokens that were saved last; `None` before the first login and after the last logout.
    fn load(&self) -> BoxFuture<'_, StoreResult<Option<Tokens>>>;

    /// Keeps the tokens in place of those before. When it has ended well they survive a crash.
    fn save<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, StoreResult<()>>;
}

/// Keeps tokens in memory: for tests, scripts, and tokens that a new login can replace. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore(Arc<Mutex<Option<Tokens>>>);

impl MemoryStore {
    /// A store that holds `tokens`.
    #[must_use]
    pub fn new(tokens: Tokens) -> Self {
        Self(Arc::new(Mutex::new(Some(tokens))))
    }

    /// What it holds.
    #[must_use]
    pub fn tokens(&self) -> Option<Tokens> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Tokens>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenStore for MemoryStore {
    fn load(&self) -> BoxFuture<'_, StoreResult<Option<Tokens>>> {
        Box::pin(async { Ok(self.tokens()) })
    }

    fn save<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, StoreResult<()>> {
        Box::pin(async {
            *self.lock() = Some(tokens.clone());
            Ok(())
        })
    }
}
