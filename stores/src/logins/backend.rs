//! What keeps rows: a database, a server, a keychain.

use pinterest_v5_runtime::{BoxFuture, StoreResult};

/// One login, as a [`Backend`] keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number of this state, below 2^48.
    pub version: u64,
    /// What it holds, encrypted or not.
    pub data: Vec<u8>,
}

/// A place for logins. Those of the features are ready; another one is four statements.
pub trait Backend: Send + Sync + 'static {
    /// The row of a key.
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, StoreResult<Option<Row>>>;

    /// Writes a row if that of the key still has the version `old`, or is still absent for `None`, and says whether it
    /// did. To compare and to write has to be one step for whoever else looks.
    fn write<'a>(
        &'a self,
        key: &'a str,
        old: Option<u64>,
        new: &'a Row,
    ) -> BoxFuture<'a, StoreResult<bool>>;

    /// Removes the row of a key, and says whether there was one.
    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, StoreResult<bool>>;

    /// The next keys after `after` in the order of their bytes, at most so many.
    fn keys<'a>(
        &'a self,
        after: Option<&'a str>,
        most: u32,
    ) -> BoxFuture<'a, StoreResult<Vec<String>>>;
}
