//! Logins in a table of PostgreSQL.

use pinterest_v5_runtime::{BoxFuture, StoreError, StoreResult};
use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, PgPool, Row as _};

use super::sql::{ACQUIRE, Statements};
use super::{Backend, Row};

/// Logins in a table of PostgreSQL, `pinterest_logins` unless told otherwise. A change that has ended well survives a
/// crash of the server, as all of PostgreSQL's commits do. Clones share the connections.
#[derive(Clone, Debug)]
pub struct Postgres {
    pool: PgPool,
    statements: Statements,
}

impl Postgres {
    /// Logins at `postgres://user:password@host/database`, whose table is made if it is not there.
    ///
    /// # Errors
    /// When the server cannot be reached, or does not let the user make the table.
    pub async fn open(url: &str) -> StoreResult<Self> {
        let pool = PgPoolOptions::new().acquire_timeout(ACQUIRE).connect(url);
        let store = Self::new(pool.await.map_err(StoreError::new)?);
        store.create_table().await?;
        Ok(store)
    }

    /// Logins over connections of the caller's. The table has to be there.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        let statements = Statements::new("pinterest_logins", "BYTEA", "COLLATE \"C\"");
        Self { pool, statements }
    }

    /// Another table, by its bare name.
    #[must_use]
    pub fn table(mut self, name: &str) -> Self {
        self.statements = Statements::new(name, "BYTEA", "COLLATE \"C\"");
        self
    }

    /// Makes the table, if it is not there.
    ///
    /// # Errors
    /// When the server cannot be reached, or does not let the user make it.
    pub async fn create_table(&self) -> StoreResult<()> {
        let made = sqlx::query(AssertSqlSafe(self.statements.create.clone()));
        made.execute(&self.pool).await.map_err(StoreError::new)?;
        Ok(())
    }
}

super::sql::backend!(Postgres);
