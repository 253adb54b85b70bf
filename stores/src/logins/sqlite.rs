//! Logins in a table of SQLite.

use pinterest_v5_runtime::{BoxFuture, StoreError, StoreResult};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Row as _, SqlitePool};

use super::sql::{ACQUIRE, Statements};
use super::{Backend, Row};

/// Logins in a table of SQLite, `pinterest_logins` unless told otherwise, in a file that processes of one machine may
/// share. A change that has ended well survives a crash. The file has the rights that the process gives to new files:
/// make it, or its folder, one that only its owner can read. Clones share the connections.
#[derive(Clone, Debug)]
pub struct Sqlite {
    pool: SqlitePool,
    statements: Statements,
}

impl Sqlite {
    /// Logins at `sqlite:path`, or `sqlite:path?mode=rwc` to make the file if it is not there; the table is made in any
    /// case.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub async fn open(url: &str) -> StoreResult<Self> {
        let options: SqliteConnectOptions = url.parse().map_err(StoreError::new)?;
        let options = options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(ACQUIRE);
        let pool = SqlitePoolOptions::new().acquire_timeout(ACQUIRE);
        let pool = pool.connect_with(options).await.map_err(StoreError::new)?;
        let store = Self::new(pool);
        store.create_table().await?;
        Ok(store)
    }

    /// Logins over connections of the caller's. The table has to be there.
    #[must_use]
    pub fn new(pool: SqlitePool) -> Self {
        let statements = Statements::new("pinterest_logins", "BLOB", "");
        Self { pool, statements }
    }

    /// Another table, by its bare name.
    #[must_use]
    pub fn table(mut self, name: &str) -> Self {
        self.statements = Statements::new(name, "BLOB", "");
        self
    }

    /// Makes the table, if it is not there.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn create_table(&self) -> StoreResult<()> {
        let made = sqlx::query(AssertSqlSafe(self.statements.create.clone()));
        made.execute(&self.pool).await.map_err(StoreError::new)?;
        Ok(())
    }
}

super::sql::backend!(Sqlite);
