//! Many logins in one place, each by a key of the user's.
//!
//! A [`Login`] of [`Logins`] -> a [`Row`], encrypted if the user gave a key -> a [`Backend`], which only compares
//! versions and moves bytes. Invariant: all rules of a refresh are the client's; nothing here knows what a token is.

mod backend;
#[cfg(feature = "encryption")]
mod cipher;
#[cfg(feature = "keyring")]
mod keychain;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "redis")]
mod redis;
#[cfg(any(feature = "postgres", feature = "sqlite"))]
mod sql;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::fmt;
use std::sync::Arc;

use pinterest_v5_runtime::{BoxFuture, StoreResult, StoredTokens, TokenStore};

pub use self::backend::{Backend, Row};
#[cfg(feature = "encryption")]
use self::cipher::Cipher;
#[cfg(feature = "encryption")]
pub use self::cipher::EncryptionKey;
#[cfg(feature = "keyring")]
pub use self::keychain::Keychain;
#[cfg(feature = "postgres")]
pub use self::postgres::Postgres;
#[cfg(feature = "redis")]
pub use self::redis::Redis;
#[cfg(feature = "sqlite")]
pub use self::sqlite::Sqlite;

/// The logins of many users, each by a key of the caller's: the id of a row, an e-mail address. Clones share them.
#[derive(Clone)]
pub struct Logins {
    backend: Arc<dyn Backend>,
    #[cfg(feature = "encryption")]
    cipher: Option<Arc<Cipher>>,
}

impl Logins {
    /// The logins that `backend` keeps.
    #[must_use]
    pub fn new(backend: impl Backend) -> Self {
        Self {
            backend: Arc::new(backend),
            #[cfg(feature = "encryption")]
            cipher: None,
        }
    }

    /// The same, encrypted by the first of these keys. The others can be read too, so that a key can be replaced: give
    /// the new one and then the old one, and what is saved from then on has the new one. Keys and versions of logins
    /// stay readable.
    #[cfg(feature = "encryption")]
    #[must_use]
    pub fn encrypted(mut self, keys: impl IntoIterator<Item = EncryptionKey>) -> Self {
        self.cipher = Some(Arc::new(Cipher::new(keys)));
        self
    }

    /// The login with this key, whether or not there is one yet: a store for
    /// [`OAuth::session`](pinterest_v5_runtime::OAuth::session), and for the tokens of a login that just took place.
    #[must_use]
    pub fn login(&self, key: impl Into<String>) -> Login {
        Login {
            logins: self.clone(),
            key: key.into(),
        }
    }

    /// The keys of the next logins after `after`, in their order, at most so many; none after the last one.
    ///
    /// # Errors
    /// When the backend fails, or keeps no list, as keychains do.
    pub async fn keys(&self, after: Option<&str>, most: u32) -> StoreResult<Vec<String>> {
        self.backend.keys(after, most).await
    }

    /// Forgets a login, and says whether there was one. A refresh that is in progress does not bring it back.
    ///
    /// # Errors
    /// When the backend fails.
    pub async fn remove(&self, key: &str) -> StoreResult<bool> {
        self.backend.remove(key).await
    }

    #[cfg_attr(
        not(feature = "encryption"),
        expect(
            clippy::unused_self,
            clippy::unnecessary_wraps,
            reason = "it has the keys, and encrypting may fail"
        )
    )]
    fn seal(&self, key: &str, json: Vec<u8>) -> StoreResult<Vec<u8>> {
        #[cfg(feature = "encryption")]
        if let Some(cipher) = &self.cipher {
            return cipher.seal(key, &json);
        }
        let _ = key;
        Ok(json)
    }

    #[cfg_attr(
        not(feature = "encryption"),
        expect(clippy::unused_self, reason = "it has the keys")
    )]
    fn open(&self, key: &str, data: Vec<u8>) -> StoreResult<Vec<u8>> {
        #[cfg(feature = "encryption")]
        if let Some(cipher) = &self.cipher {
            return cipher.open(key, &data);
        }
        if data.first() == Some(&b'{') {
            return Ok(data);
        }
        Err(format!("the login {key:?} is no JSON: it is encrypted, or of another program").into())
    }
}

impl fmt::Debug for Logins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Logins").finish_non_exhaustive()
    }
}

/// The tokens of one of [`Logins`]: a [`TokenStore`] of the client.
#[derive(Clone, Debug)]
pub struct Login {
    logins: Logins,
    key: String,
}

impl Login {
    /// Its key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    async fn read(&self) -> StoreResult<Option<StoredTokens>> {
        let Some(row) = self.logins.backend.read(&self.key).await? else {
            return Ok(None);
        };
        let json = self.logins.open(&self.key, row.data)?;
        let stored: StoredTokens = serde_json::from_slice(&json)?;
        if stored.version() == row.version {
            return Ok(Some(stored));
        }
        let found = format!("the login {:?} has another version than its row", self.key);
        Err(found.into())
    }

    async fn write(&self, old: Option<&StoredTokens>, new: &StoredTokens) -> StoreResult<bool> {
        let row = Row {
            version: new.version(),
            data: self.logins.seal(&self.key, serde_json::to_vec(new)?)?,
        };
        let old = old.map(StoredTokens::version);
        self.logins.backend.write(&self.key, old, &row).await
    }
}

impl TokenStore for Login {
    fn load(&self) -> BoxFuture<'_, StoreResult<Option<StoredTokens>>> {
        Box::pin(self.read())
    }

    fn replace<'a>(
        &'a self,
        old: Option<&'a StoredTokens>,
        new: &'a StoredTokens,
    ) -> BoxFuture<'a, StoreResult<bool>> {
        Box::pin(self.write(old, new))
    }
}
