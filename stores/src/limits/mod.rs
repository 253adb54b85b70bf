//! Rate limits that processes keep to together.
//!
//! [`RedisLimits`], one for a process -> a [`Lane`] for each scope and category, which gathers what its calls want and
//! how they ended -> one script at a time in Redis. Invariant: a call holds its place in Redis from before it is sent
//! until it has ended.

mod ask;
mod lane;
mod state;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pinterest_v5_runtime::{
    BoxFuture, LimitEntry, LimitPlace, LimitedCall, SharedLimits, StoreResult,
};
use redis::aio::ConnectionManager;

use self::ask::Counter;
use self::lane::Lane;
use crate::connection;

/// How long the server may take to count.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many scopes and categories may be remembered before those that are not in use are forgotten.
const MOST_IDLE: usize = 1_000;

/// Rate limits counted in Redis or Valkey, for any number of processes and machines. Clones count over one connection.
///
/// The server's clock is the only one that counts. A process asks once for all calls that wait at that moment, and while
/// less than half of a quota is in use it holds up to four places in reserve, so that most calls cost no round trip.
/// The calls of a process that is killed count as ended two minutes later.
#[derive(Clone)]
pub struct RedisLimits(Arc<Inner>);

struct Inner {
    connection: ConnectionManager,
    prefix: String,
    patience: Duration,
    process: String,
    lanes: Mutex<Lanes>,
}

/// By scope and category.
type Lanes = HashMap<(Arc<str>, &'static str), Arc<Lane>>;

impl RedisLimits {
    /// Limits counted at `redis://host:port/database`. The connection is made with the first call.
    ///
    /// # Errors
    /// When the address cannot be used.
    pub fn open(url: &str) -> StoreResult<Self> {
        connection::open(url).map(Self::new)
    }

    /// Limits counted over a connection of the caller's.
    #[must_use]
    pub fn new(connection: ConnectionManager) -> Self {
        let chance = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), 0);
        Self(Arc::new(Inner {
            connection,
            prefix: "pinterest-v5".to_owned(),
            patience: PATIENCE,
            process: format!("{chance:016x}"),
            lanes: Mutex::default(),
        }))
    }

    /// Another word at the beginning of all keys, for a second app in one database.
    #[must_use]
    pub fn prefix(self, prefix: impl Into<String>) -> Self {
        let prefix = prefix.into();
        self.with(|inner| inner.prefix = prefix)
    }

    /// How long the server may take to count before it is away: a second if not set.
    #[must_use]
    pub fn patience(self, patience: Duration) -> Self {
        self.with(|inner| inner.patience = patience)
    }

    fn with(self, change: impl FnOnce(&mut Inner)) -> Self {
        let old = &self.0;
        let mut inner = Inner {
            connection: old.connection.clone(),
            prefix: old.prefix.clone(),
            patience: old.patience,
            process: old.process.clone(),
            lanes: Mutex::default(),
        };
        change(&mut inner);
        Self(Arc::new(inner))
    }

    fn lane(&self, call: &LimitedCall) -> Arc<Lane> {
        let lanes = self.0.lanes.lock();
        let mut lanes = lanes.unwrap_or_else(PoisonError::into_inner);
        if lanes.len() >= MOST_IDLE {
            // Those that a call or a task has are in use.
            lanes.retain(|_, lane| Arc::strong_count(lane) > 1);
        }
        let name = (Arc::clone(call.scope()), call.category());
        let lane = lanes.entry(name).or_insert_with(|| {
            let holder = format!("{}/{}", self.0.process, call.category());
            let start = format!("{{{}:{}}}:limit", self.0.prefix, call.scope());
            let counter = Counter::new(self.0.connection.clone(), start, call.category());
            Lane::new(counter, holder, self.0.patience)
        });
        Arc::clone(lane)
    }
}

impl SharedLimits for RedisLimits {
    fn enter<'a>(&'a self, call: &'a LimitedCall) -> BoxFuture<'a, StoreResult<LimitEntry>> {
        Box::pin(async move { self.lane(call).enter(call).await })
    }

    fn admit(&self, call: &LimitedCall) -> Box<dyn LimitPlace> {
        self.lane(call).admit(call)
    }
}

impl fmt::Debug for RedisLimits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisLimits").finish_non_exhaustive()
    }
}
