//! The statements of a table of logins, which PostgreSQL and SQLite share.
//!
//! Invariant: each is one statement, so that to compare and to write is one step without a transaction.

use std::time::Duration;

/// How long to wait for a connection, or for who writes.
pub(super) const ACQUIRE: Duration = Duration::from_secs(10);

#[derive(Clone, Debug)]
pub(super) struct Statements {
    pub(super) create: String,
    pub(super) read: String,
    pub(super) insert: String,
    pub(super) update: String,
    pub(super) remove: String,
    pub(super) keys: String,
}

impl Statements {
    /// `bytes` is the database's type of bytes, `order` what makes it order texts by their bytes.
    pub(super) fn new(table: &str, bytes: &str, order: &str) -> Self {
        let table = format!("\"{}\"", table.replace('"', "\"\""));
        Self {
            create: format!(
                "CREATE TABLE IF NOT EXISTS {table} (key TEXT {order} PRIMARY KEY, version BIGINT NOT NULL, data {bytes} NOT NULL)"
            ),
            read: format!("SELECT version, data FROM {table} WHERE key = $1"),
            insert: format!(
                "INSERT INTO {table} (key, version, data) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING"
            ),
            update: format!(
                "UPDATE {table} SET version = $2, data = $3 WHERE key = $1 AND version = $4"
            ),
            remove: format!("DELETE FROM {table} WHERE key = $1"),
            keys: format!(
                "SELECT key FROM {table} WHERE $1 IS NULL OR key > $1 ORDER BY key LIMIT $2"
            ),
        }
    }
}

/// Versions are below 2^48.
pub(super) fn signed(version: u64) -> i64 {
    i64::try_from(version).unwrap_or(i64::MAX)
}

/// One text of code for two databases whose types have no trait in common.
macro_rules! backend {
    ($store:ident) => {
        impl Backend for $store {
            fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, StoreResult<Option<Row>>> {
                Box::pin(async move {
                    let query = sqlx::query(AssertSqlSafe(self.statements.read.clone())).bind(key);
                    let row = query.fetch_optional(&self.pool).await;
                    let Some(row) = row.map_err(StoreError::new)? else {
                        return Ok(None);
                    };
                    let version: i64 = row.try_get(0).map_err(StoreError::new)?;
                    let data = row.try_get(1).map_err(StoreError::new)?;
                    let version = u64::try_from(version).map_err(StoreError::new)?;
                    Ok(Some(Row { version, data }))
                })
            }

            fn write<'a>(
                &'a self,
                key: &'a str,
                old: Option<u64>,
                new: &'a Row,
            ) -> BoxFuture<'a, StoreResult<bool>> {
                Box::pin(async move {
                    let sql = match old {
                        None => &self.statements.insert,
                        Some(_) => &self.statements.update,
                    };
                    let query = sqlx::query(AssertSqlSafe(sql.clone()));
                    let query = query.bind(key).bind(super::sql::signed(new.version));
                    let mut query = query.bind(&new.data);
                    if let Some(old) = old {
                        query = query.bind(super::sql::signed(old));
                    }
                    let done = query.execute(&self.pool).await.map_err(StoreError::new)?;
                    Ok(done.rows_affected() == 1)
                })
            }

            fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, StoreResult<bool>> {
                Box::pin(async move {
                    let query = sqlx::query(AssertSqlSafe(self.statements.remove.clone()));
                    let done = query.bind(key).execute(&self.pool).await;
                    Ok(done.map_err(StoreError::new)?.rows_affected() == 1)
                })
            }

            fn keys<'a>(
                &'a self,
                after: Option<&'a str>,
                most: u32,
            ) -> BoxFuture<'a, StoreResult<Vec<String>>> {
                Box::pin(async move {
                    let query = sqlx::query_scalar(AssertSqlSafe(self.statements.keys.clone()));
                    let query = query.bind(after).bind(i64::from(most));
                    query.fetch_all(&self.pool).await.map_err(StoreError::new)
                })
            }
        }
    };
}
pub(super) use backend;
