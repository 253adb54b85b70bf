//! Where tokens live between two runs of a program.

use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Tokens;
use crate::BoxFuture;

/// What a [`TokenStore`] gives.
pub type StoreResult<T> = Result<T, StoreError>;

/// Why a [`TokenStore`] failed: the error of the file, the database or the service behind it.
///
/// Errors of files and of JSON, and texts, become one by `?`; any other by [`StoreError::new`].
#[derive(Debug)]
pub struct StoreError(Box<dyn StdError + Send + Sync>);

impl StoreError {
    /// The failure that this error is.
    pub fn new(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(cause.into())
    }
}

impl StoreError {
    /// Whether a file could not be opened for its rights, or because somebody else has it.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn is_permission_denied(&self) -> bool {
        let error = self.0.downcast_ref::<std::io::Error>();
        error.is_some_and(|error| error.kind() == std::io::ErrorKind::PermissionDenied)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for StoreError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // Its text is already that of this error.
        self.0.source()
    }
}

macro_rules! from {
    ($($cause:ty),*) => {
        $(impl From<$cause> for StoreError {
            fn from(cause: $cause) -> Self {
                Self::new(cause)
            }
        })*
    };
}
from! { std::io::Error, serde_json::Error, String, &str, Box<dyn StdError + Send + Sync> }

/// Keeps the tokens of one login: a row of a database, an entry of a secret manager. For a file there is
/// `FileStore`, for tests [`MemoryStore`].
///
/// A [`Session`](crate::Session) loads before its first call and before every refresh, so that it sees what another
/// process has renewed, and saves before the first request that uses a new token. If the server refuses a refresh, it
/// loads once more: another process may have been faster. A store that is shared by processes needs nothing more than
/// that a load sees the last save whole.
///
/// A call of the store may take 30 seconds; then the calls that wait for the token fail, with the kind
/// [`TokenStore`](crate::ErrorKind::TokenStore). New tokens that could not be saved stay in memory, and the next call
/// saves them: they are lost only if the program ends before. The tokens in the store are no longer good by then, and
/// the user has to log in again.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::{Arc, Mutex};
///
/// use pinterest_v5_runtime::{BoxFuture, StoreResult, TokenStore, Tokens};
///
/// /// A row for each user.
/// struct Row {
///     user: u64,
///     table: Arc<Mutex<HashMap<u64, String>>>,
/// }
///
/// impl TokenStore for Row {
///     fn load(&self) -> BoxFuture<'_, StoreResult<Option<Tokens>>> {
///         Box::pin(async {
///             let table = self.table.lock().map_err(|_| "the table is broken")?;
///             let json = table.get(&self.user);
///             Ok(json.map(|json| serde_json::from_str(json)).transpose()?)
///         })
///     }
///
///     fn save<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, StoreResult<()>> {
///         Box::pin(async {
///             let json = serde_json::to_string(tokens)?;
///             let mut table = self.table.lock().map_err(|_| "the table is broken")?;
///             table.insert(self.user, json);
///             Ok(())
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
