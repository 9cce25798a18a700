//! A database of its own in the PostgreSQL cluster of the tests.

use crate::Error;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};
use store::DatabaseSettings;

/// A fresh, empty database.
pub struct PostgresDatabase {
    cluster: String,
    name: String,
}

impl PostgresDatabase {
    /// Makes a database in the cluster at `ZUFANG_TEST_POSTGRES_URL`.
    ///
    /// # Errors
    /// When none answers there: `make test` starts one.
    pub async fn create() -> Result<Self, Error> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let cluster = std::env::var("ZUFANG_TEST_POSTGRES_URL").map_err(
            |_| "ZUFANG_TEST_POSTGRES_URL is not set: run `make test`, which starts a cluster",
        )?;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("zufang_use_cases_{}_{number}", std::process::id());
        let database = Self { cluster, name };
        database
            .run(&format!("CREATE DATABASE {}", database.name))
            .await?;
        Ok(database)
    }

    /// How to open it, with at most `connections`.
    pub fn settings(&self, connections: u32) -> DatabaseSettings {
        let path = self.cluster.rfind('/').map_or(0, |at| at + 1);
        let server = self.cluster.get(..path).unwrap_or_default();
        DatabaseSettings {
            max_connections: connections,
            ..DatabaseSettings::new([server, &self.name].concat())
        }
    }

    /// Takes it away, whoever has it open.
    ///
    /// # Errors
    /// When the cluster does not answer any more.
    pub async fn remove(self) -> Result<(), Error> {
        self.run(&format!("DROP DATABASE {} WITH (FORCE)", self.name))
            .await
    }

    async fn run(&self, sql: &str) -> Result<(), Error> {
        let mut connection = PgConnection::connect(&self.cluster).await?;
        connection.execute(AssertSqlSafe(sql.to_owned())).await?;
        Ok(())
    }
}
