//! Where tokens live between two runs of a program.

use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{StoredTokens, Tokens};
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
/// `FileStore`, for tests [`MemoryStore`]; the crate `pinterest-v5-stores` has Redis, PostgreSQL, SQLite and the
/// keychain of the system.
///
/// Any number of processes and machines may share a store. A [`Session`](crate::Session) refreshes in these steps, each
/// a [`replace`](Self::replace) that only one can win:
///
/// 1. It loads, and takes what another has renewed.
/// 2. It writes a mark that a refresh begins. Whoever finds the mark waits for what its writer saves, until the
///    [lease](crate::OAuth::lease) is over.
/// 3. It asks the server, and saves the new tokens in place of the mark before the first request that uses them. Whoever
///    was too slow for its lease saves too, unless the store has other tokens by then.
///
/// A process that dies between the last two leaves the mark. The next one tries the old refresh token, and if the server
/// no longer takes it, the login is lost: the error has the kind [`LoginLost`](crate::ErrorKind::LoginLost).
///
/// A call of the store may take 30 seconds; then the calls that wait for the token fail, with the kind
/// [`TokenStore`](crate::ErrorKind::TokenStore). New tokens that could not be saved stay in memory, and the next call
/// saves them: they are lost only if the program ends before.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::{Arc, Mutex};
///
/// use pinterest_v5_runtime::{BoxFuture, StoreResult, StoredTokens, TokenStore};
///
/// /// A row for each user.
/// struct Row {
///     user: u64,
///     table: Arc<Mutex<HashMap<u64, StoredTokens>>>,
/// }
///
/// impl TokenStore for Row {
///     fn load(&self) -> BoxFuture<'_, StoreResult<Option<StoredTokens>>> {
///         Box::pin(async {
///             let table = self.table.lock().map_err(|_| "the table is broken")?;
///             Ok(table.get(&self.user).cloned())
///         })
///     }
///
///     fn replace<'a>(
///         &'a self,
///         old: Option<&'a StoredTokens>,
///         new: &'a StoredTokens,
///     ) -> BoxFuture<'a, StoreResult<bool>> {
///         Box::pin(async move {
///             // A database says `UPDATE .. WHERE id = ? AND version = ?`.
///             let mut table = self.table.lock().map_err(|_| "the table is broken")?;
///             let held = table.get(&self.user).map(StoredTokens::version);
///             let is_old = held == old.map(StoredTokens::version);
///             if is_old {
///                 table.insert(self.user, new.clone());
///             }
///             Ok(is_old)
///         })
///     }
/// }
/// ```
pub trait TokenStore: Send + Sync + 'static {
    /// What was kept last; `None` before the first login and after the last logout.
    fn load(&self) -> BoxFuture<'_, StoreResult<Option<StoredTokens>>>;

    /// Keeps `new` if the store still holds `old`, and says whether it does: both are there or neither, and have the
    /// same [`version`](StoredTokens::version). To compare and to write has to be one step for whoever else looks. When
    /// it has ended well, `new` survives a crash.
    fn replace<'a>(
        &'a self,
        old: Option<&'a StoredTokens>,
        new: &'a StoredTokens,
    ) -> BoxFuture<'a, StoreResult<bool>>;

    /// Keeps the tokens of a new login in place of whatever is there.
    fn save<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, StoreResult<()>> {
        Box::pin(async move {
            let new = StoredTokens::new(tokens.clone());
            for _ in 0..MOST_CONFLICTS {
                let old = self.load().await?;
                if self.replace(old.as_ref(), &new).await? {
                    return Ok(());
                }
            }
            Err(CONFLICTS.into())
        })
    }
}

/// How often somebody else may be faster before a store counts as broken.
pub(super) const MOST_CONFLICTS: u32 = 200;
pub(super) const CONFLICTS: &str =
    "the store refuses every change, as if it held another version than the one that it gives";

/// Keeps tokens in memory: for tests, scripts, and tokens that a new login can replace. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore(Arc<Mutex<Option<StoredTokens>>>);

impl MemoryStore {
    /// A store that holds `tokens`.
    #[must_use]
    pub fn new(tokens: Tokens) -> Self {
        Self(Arc::new(Mutex::new(Some(tokens.into()))))
    }

    /// What it holds.
    #[must_use]
    pub fn tokens(&self) -> Option<Tokens> {
        self.lock().clone().map(StoredTokens::into_tokens)
    }

    fn lock(&self) -> MutexGuard<'_, Option<StoredTokens>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenStore for MemoryStore {
    fn load(&self) -> BoxFuture<'_, StoreResult<Option<StoredTokens>>> {
        Box::pin(async { Ok(self.lock().clone()) })
    }

    fn replace<'a>(
        &'a self,
        old: Option<&'a StoredTokens>,
        new: &'a StoredTokens,
    ) -> BoxFuture<'a, StoreResult<bool>> {
        Box::pin(async move {
            let mut held = self.lock();
            let version = held.as_ref().map(StoredTokens::version);
            let is_old = version == old.map(StoredTokens::version);
            if is_old {
                *held = Some(new.clone());
            }
            Ok(is_old)
        })
    }
}
