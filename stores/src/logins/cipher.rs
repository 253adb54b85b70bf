//! Encryption at rest: XChaCha20-Poly1305, with the key of the login as additional data.
//!
//! Invariant: what is not encrypted by one of the keys, or was copied from another login, is an error and never tokens.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use pinterest_v5_runtime::{StoreError, StoreResult};

/// The first byte of what is encrypted like this.
const FORMAT: u8 = 1;
const NONCE: usize = 24;

/// A key of 256 bits that tokens are encrypted by. It shows nothing of itself.
#[derive(Clone)]
pub struct EncryptionKey(XChaCha20Poly1305);

impl EncryptionKey {
    /// The key of these bytes, which have to be random: of a secret manager, not of a password.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(&bytes.into()))
    }
}

impl std::fmt::Debug for EncryptionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EncryptionKey")
    }
}

/// The keys of one store.
pub(super) struct Cipher(Vec<EncryptionKey>);

impl Cipher {
    pub(super) fn new(keys: impl IntoIterator<Item = EncryptionKey>) -> Self {
        Self(keys.into_iter().collect())
    }

    pub(super) fn seal(&self, key: &str, json: &[u8]) -> StoreResult<Vec<u8>> {
        let first = self.0.first().ok_or("there is no key to encrypt by")?;
        // So many bits that chance never gives the same twice.
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(StoreError::new)?;
        let payload = Payload {
            msg: json,
            aad: key.as_bytes(),
        };
        let sealed = first.0.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| "the tokens are too long to encrypt")?;
        Ok([&[FORMAT], nonce.as_slice(), &sealed].concat())
    }

    pub(super) fn open(&self, key: &str, data: &[u8]) -> StoreResult<Vec<u8>> {
        let whole = data.split_first().filter(|(format, _)| **format == FORMAT);
        let Some((nonce, msg)) = whole.and_then(|(_, rest)| rest.split_first_chunk::<NONCE>())
        else {
            let found = format!("the login {key:?} is not encrypted; save it anew");
            return Err(found.into());
        };
        let payload = || Payload {
            msg,
            aad: key.as_bytes(),
        };
        let nonce = XNonce::from(*nonce);
        let opened = self
            .0
            .iter()
            .find_map(|one| one.0.decrypt(&nonce, payload()).ok());
        let wrong = || {
            format!("none of the keys opens the login {key:?}, or somebody changed it or its place")
        };
        opened.ok_or_else(|| wrong().into())
    }
}
