//! Logins in Redis or Valkey.
//!
//! A login is a hash with its version and its data; a sorted set has the keys of all. Invariant: both change in one
//! script, and all keys have one hash tag, so that a cluster keeps them in one place.

use std::fmt;

use pinterest_v5_runtime::{BoxFuture, StoreResult};
use redis::aio::ConnectionManager;
use redis::{AsyncCommands, Script};

use super::{Backend, Row};
use crate::connection::{self, sent};

/// KEYS: the login, the list of keys. ARGV: the old version or nothing, the new one, the data, the key.
const WRITE: &str = "
    if (redis.call('HGET', KEYS[1], 'version') or '') ~= ARGV[1] then return 0 end
    redis.call('HSET', KEYS[1], 'version', ARGV[2], 'data', ARGV[3])
    redis.call('ZADD', KEYS[2], 0, ARGV[4])
    return 1";

/// KEYS: the login, the list of keys. ARGV: the key.
const REMOVE: &str = "
    redis.call('ZREM', KEYS[2], ARGV[1])
    return redis.call('DEL', KEYS[1])";

/// Logins in Redis or Valkey, under keys that begin with `{pinterest-v5}:login` unless told otherwise. Clones share
/// the connection, which is made again when it breaks.
///
/// A change is as safe as the server makes it: with `appendfsync always` it survives a crash of the machine, with
/// `everysec` the last second may be lost, and a replica that takes over may lack the last changes.
#[derive(Clone)]
pub struct Redis {
    connection: ConnectionManager,
    prefix: String,
    write: Script,
    remove: Script,
}

impl Redis {
    /// Logins at `redis://host:port/database`. The connection is made with the first call; one that takes longer than
    /// five seconds fails.
    ///
    /// # Errors
    /// When the address cannot be used.
    pub fn open(url: &str) -> StoreResult<Self> {
        connection::open(url).map(Self::new)
    }

    /// Logins over a connection of the caller's.
    #[must_use]
    pub fn new(connection: ConnectionManager) -> Self {
        Self {
            connection,
            prefix: "pinterest-v5".to_owned(),
            write: Script::new(WRITE),
            remove: Script::new(REMOVE),
        }
    }

    /// Another word at the beginning of all keys, for a second app in one database.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    fn names(&self, key: &str) -> [String; 2] {
        let start = format!("{{{}}}:login", self.prefix);
        [format!("{start}:{key}"), format!("{start}s")]
    }
}

impl Backend for Redis {
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, StoreResult<Option<Row>>> {
        Box::pin(async move {
            let [login, _] = &self.names(key);
            let command = |mut connection: ConnectionManager| async move {
                connection.hmget(login, &["version", "data"]).await
            };
            let found: (Option<u64>, Option<Vec<u8>>) = sent(command, &self.connection).await?;
            Ok(match found {
                (Some(version), Some(data)) => Some(Row { version, data }),
                _ => None,
            })
        })
    }

    fn write<'a>(
        &'a self,
        key: &'a str,
        old: Option<u64>,
        new: &'a Row,
    ) -> BoxFuture<'a, StoreResult<bool>> {
        Box::pin(async move {
            let [login, list] = self.names(key);
            let old = old.map(|old| old.to_string()).unwrap_or_default();
            let mut call = self.write.key(login);
            call.key(list).arg(old).arg(new.version);
            let call = &*call.arg(new.data.as_slice()).arg(key);
            let command = |mut connection| async move { call.invoke_async(&mut connection).await };
            sent(command, &self.connection).await
        })
    }

    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, StoreResult<bool>> {
        Box::pin(async move {
            let [login, list] = self.names(key);
            let mut call = self.remove.key(login);
            let call = &*call.key(list).arg(key);
            let command = |mut connection| async move { call.invoke_async(&mut connection).await };
            sent(command, &self.connection).await
        })
    }

    fn keys<'a>(
        &'a self,
        after: Option<&'a str>,
        most: u32,
    ) -> BoxFuture<'a, StoreResult<Vec<String>>> {
        Box::pin(async move {
            let [_, list] = &self.names("");
            let after = after.map_or_else(|| "-".to_owned(), |after| format!("({after}"));
            let (after, most) = (&after, isize::try_from(most).unwrap_or(isize::MAX));
            let command = |mut connection: ConnectionManager| async move {
                connection
                    .zrangebylex_limit(list, after, "+", 0, most)
                    .await
            };
            sent(command, &self.connection).await
        })
    }
}

impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redis").finish_non_exhaustive()
    }
}
