//! Credentials, logins, and the one `Authorization` header that a call carries.
//!
//! [`Credential`]s, given by the user -> [`Authorizer`], one per client -> a header for each attempt. A [`Session`] is
//! the credential that renews its token: over the emitted token operation, which it reaches through [`TokenEndpoint`],
//! into the user's [`TokenStore`].
//!
//! Invariant: no request carries a token that is not in the store.

mod answer;
mod authorizer;
mod claim;
mod credential;
mod endpoint;
mod failure;
#[cfg(not(target_family = "wasm"))]
mod file_store;
mod login;
#[cfg(feature = "loopback")]
mod loopback;
mod oauth;
mod renewal;
mod session;
mod store;
mod stored;
mod tokens;

pub(crate) use self::authorizer::Authorizer;
pub use self::credential::Credential;
pub use self::endpoint::TokenEndpoint;
pub(crate) use self::failure::Failure;
#[cfg(not(target_family = "wasm"))]
pub use self::file_store::FileStore;
pub use self::login::{Authorization, Callback};
#[cfg(feature = "loopback")]
pub use self::loopback::Loopback;
pub use self::oauth::OAuth;
pub use self::session::Session;
pub use self::store::{MemoryStore, StoreError, StoreResult, TokenStore};
pub use self::stored::StoredTokens;
pub use self::tokens::Tokens;
