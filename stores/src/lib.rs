//! Logins and rate limits of the client `pinterest-v5`, shared by processes and machines.
//!
//! - [`Logins`] keeps many logins, each by a key of the user's, in one of the [backends](Backend): with the features
//!   `redis`, `postgres`, `sqlite` and `keyring` those of the same names, with `encryption` encrypted. A
//!   [`Login`] is a [`TokenStore`](pinterest_v5_runtime::TokenStore) of the client.
//! - `RedisLimits` counts the calls of all processes, for
//!   [`RateLimits::shared`](pinterest_v5_runtime::RateLimits::shared).
//! - [`Sweep`] and [`for_each_login`] do work for every login.
//!
//! ```
//! # #[cfg(feature = "sqlite")]
//! # async fn example<C: pinterest_v5_runtime::TokenEndpoint>(
//! #     oauth: &pinterest_v5_runtime::OAuth<C>,
//! # ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
//! use pinterest_v5_stores::{Logins, Sqlite};
//!
//! let logins = Logins::new(Sqlite::open("sqlite:logins.db?mode=rwc").await?);
//! let session = oauth.session(logins.login("user 4711"));
//! let client = oauth.client(session)?;
//! # Ok(())
//! # }
//! ```

#[cfg(feature = "redis")]
mod connection;
mod each;
#[cfg(feature = "redis")]
mod limits;
mod logins;

#[cfg(feature = "redis")]
pub use self::limits::RedisLimits;

pub use self::each::{Report, Sweep, for_each_login};
#[cfg(feature = "encryption")]
pub use self::logins::EncryptionKey;
#[cfg(feature = "keyring")]
pub use self::logins::Keychain;
#[cfg(feature = "postgres")]
pub use self::logins::Postgres;
#[cfg(feature = "redis")]
pub use self::logins::Redis;
#[cfg(feature = "sqlite")]
pub use self::logins::Sqlite;
pub use self::logins::{Backend, Login, Logins, Row};

/// The page of the guide, whose code is compiled here.
#[cfg(doctest)]
#[doc = include_str!("../../spec/guide/fleet.md")]
struct Guide;
