//! A database of its own in the MariaDB of the tests.

use crate::Error;
use sqlx::{AssertSqlSafe, Connection, Executor, MySqlConnection};
use std::sync::atomic::{AtomicU32, Ordering};

/// A fresh, empty database, as a classic system has one.
pub struct MysqlDatabase {
    server: String,
    name: String,
}

impl MysqlDatabase {
    /// Makes a database in the server at `ZUFANG_TEST_MYSQL_URL`.
    ///
    /// # Errors
    /// When none answers there: `make test` starts one.
    pub async fn create() -> Result<Self, Error> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("ZUFANG_TEST_MYSQL_URL").map_err(
            |_| "ZUFANG_TEST_MYSQL_URL is not set: run `make test`, which starts a server",
        )?;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("classic_{}_{number}", std::process::id());
        let database = Self { server, name };
        let mut connection = MySqlConnection::connect(&database.server).await?;
        let sql = format!("CREATE DATABASE {} CHARACTER SET utf8", database.name);
        connection.execute(AssertSqlSafe(sql)).await?;
        Ok(database)
    }

    /// Its address.
    pub fn url(&self) -> String {
        let path = self.server.rfind('/').map_or(0, |at| at + 1);
        [self.server.get(..path).unwrap_or_default(), &self.name].concat()
    }

    /// Runs statements, one after the other.
    ///
    /// # Errors
    /// When the server refuses one.
    pub async fn run(&self, statements: &[&str]) -> Result<(), Error> {
        let mut connection = MySqlConnection::connect(&self.url()).await?;
        for sql in statements {
            connection
                .execute(sqlx::raw_sql(AssertSqlSafe((*sql).to_owned())))
                .await?;
        }
        Ok(())
    }

    /// Takes it away.
    ///
    /// # Errors
    /// When the server does not answer any more.
    pub async fn remove(self) -> Result<(), Error> {
        let drop = format!("DROP DATABASE {}", self.name);
        self.run(&[drop.as_str()]).await
    }
}
