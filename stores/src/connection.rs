//! A connection to Redis that logins and limits are kept over.

use std::time::Duration;

use pinterest_v5_runtime::{StoreError, StoreResult};
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, RedisResult};

/// How long the server may take to answer, and to be reached.
const LIMIT: Duration = Duration::from_secs(5);

/// How long to wait before the next attempt to reach it, at most, and how often one command tries.
const PAUSE: Duration = Duration::from_millis(250);
const ATTEMPTS: usize = 3;

/// A connection that is made with the first call, and again when it breaks.
pub(crate) fn open(url: &str) -> StoreResult<ConnectionManager> {
    let config = ConnectionManagerConfig::new()
        .set_response_timeout(Some(LIMIT))
        .set_connection_timeout(Some(LIMIT))
        .set_max_delay(PAUSE)
        .set_number_of_retries(ATTEMPTS);
    let client = Client::open(url).map_err(StoreError::new)?;
    ConnectionManager::new_lazy_with_config(client, config).map_err(StoreError::new)
}

/// What a command gives. A connection that broke since the last one is only found out by using it, so that one is made
/// again; nothing here minds a command that happens twice.
pub(crate) async fn sent<T, F: Future<Output = RedisResult<T>>>(
    command: impl Fn(ConnectionManager) -> F,
    connection: &ConnectionManager,
) -> StoreResult<T> {
    match command(connection.clone()).await {
        Err(error) if error.is_connection_dropped() => command(connection.clone()).await,
        done => done,
    }
    .map_err(StoreError::new)
}
