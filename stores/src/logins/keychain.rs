//! Logins in the keychain of the system.
//!
//! A keychain cannot compare before it writes. Invariant: whoever writes holds the lock of a file, which the processes
//! of one user share.

use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Error};
use pinterest_v5_runtime::{BoxFuture, StoreError, StoreResult};

use super::{Backend, Row};

/// Logins in a keychain: Keychain Services of macOS, Credential Manager of Windows, the Secret Service elsewhere. The
/// processes of one user share them. A keychain gives no list, so [`Logins::keys`](crate::Logins::keys) fails. Clones
/// share the keychain.
#[derive(Clone)]
pub struct Keychain {
    store: Arc<CredentialStore>,
    service: String,
    lock: Arc<Path>,
}

impl Keychain {
    /// Logins in the system's keychain, under the name of a program. Processes that change them lock the file `lock`,
    /// which is made if it is not there and stays empty.
    ///
    /// # Errors
    /// When the system has none, or it cannot be reached.
    pub fn system(service: impl Into<String>, lock: impl Into<PathBuf>) -> StoreResult<Self> {
        if let Err(error) = keyring::Entry::store_status() {
            return Err(format!("the system's keychain cannot be reached: {error}").into());
        }
        let store = keyring_core::get_default_store();
        let store = store.ok_or("the system has no keychain")?;
        Ok(Self::new(store, service, lock))
    }

    /// Logins in another store of the crate `keyring-core`.
    #[must_use]
    pub fn new(
        store: Arc<CredentialStore>,
        service: impl Into<String>,
        lock: impl Into<PathBuf>,
    ) -> Self {
        Self {
            store,
            service: service.into(),
            lock: lock.into().into(),
        }
    }

    /// Runs `work`, which may block, on a thread of its own, where it comes to its end whoever waits.
    async fn entry<T: Send + 'static>(
        &self,
        key: &str,
        work: impl FnOnce(&Entry, &Path) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        let (own, key) = (self.clone(), key.to_owned());
        let work = move || {
            let entry = Entry::new_in_store(&own.store, &own.service, &key);
            work(&entry.map_err(StoreError::new)?, &own.lock)
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.unwrap_or_else(|error| Err(StoreError::new(error)))
    }
}

impl Backend for Keychain {
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, StoreResult<Option<Row>>> {
        Box::pin(self.entry(key, |entry, _| read(entry)))
    }

    fn write<'a>(
        &'a self,
        key: &'a str,
        old: Option<u64>,
        new: &'a Row,
    ) -> BoxFuture<'a, StoreResult<bool>> {
        let secret = [&new.version.to_be_bytes(), new.data.as_slice()].concat();
        let work = move |entry: &Entry, path: &Path| {
            let _lock = lock(path)?;
            let is_old = read(entry)?.map(|row| row.version) == old;
            if is_old {
                entry.set_secret(&secret).map_err(StoreError::new)?;
            }
            Ok(is_old)
        };
        Box::pin(self.entry(key, work))
    }

    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, StoreResult<bool>> {
        let work = |entry: &Entry, path: &Path| {
            let _lock = lock(path)?;
            match entry.delete_credential() {
                Ok(()) => Ok(true),
                Err(Error::NoEntry) => Ok(false),
                Err(error) => Err(StoreError::new(error)),
            }
        };
        Box::pin(self.entry(key, work))
    }

    fn keys<'a>(&'a self, _: Option<&'a str>, _: u32) -> BoxFuture<'a, StoreResult<Vec<String>>> {
        let reason = "a keychain gives no list of its logins; keep their keys elsewhere";
        Box::pin(async move { Err(reason.into()) })
    }
}

impl fmt::Debug for Keychain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keychain").finish_non_exhaustive()
    }
}

fn read(entry: &Entry) -> StoreResult<Option<Row>> {
    let secret = match entry.get_secret() {
        Ok(secret) => secret,
        Err(Error::NoEntry) => return Ok(None),
        Err(error) => return Err(StoreError::new(error)),
    };
    let whole = secret.split_first_chunk();
    let (version, data) = whole.ok_or("the keychain's entry is none of this program's")?;
    Ok(Some(Row {
        version: u64::from_be_bytes(*version),
        data: data.to_vec(),
    }))
}

fn lock(path: &Path) -> StoreResult<File> {
    let mut options = File::options();
    let file = options
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    file.lock()?;
    Ok(file)
}
