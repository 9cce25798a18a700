//! A database of its own in the PostgreSQL cluster of the tests.

use crate::Error;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};
use store::{DatabaseSettings, Store};
use tokio::sync::OnceCell;

/// A fresh database with the schema and nothing else, which goes away with this.
pub struct PostgresDatabase {
    cluster: String,
    name: String,
}

impl PostgresDatabase {
    /// Makes a database in the cluster at `ZUFANG_TEST_POSTGRES_URL`: a copy of one that is migrated once
    /// in each process, which takes a tenth of the time that migrating takes.
    ///
    /// # Errors
    /// When none answers there: `make test` starts one.
    pub async fn create() -> Result<Self, Error> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        static MIGRATED: OnceCell<String> = OnceCell::const_new();
        let cluster = std::env::var("ZUFANG_TEST_POSTGRES_URL").map_err(
            |_| "ZUFANG_TEST_POSTGRES_URL is not set: run `make test`, which starts a cluster",
        )?;
        let migrated = MIGRATED.get_or_try_init(|| migrated(&cluster)).await?;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("zufang_use_cases_{}_{number}", std::process::id());
        let copy = format!("CREATE DATABASE {name} TEMPLATE {migrated}");
        run(&cluster, copy).await?;
        Ok(Self { cluster, name })
    }

    /// How to open it, with at most `connections`.
    pub fn settings(&self, connections: u32) -> DatabaseSettings {
        settings(&self.cluster, &self.name, connections)
    }
}

/// Takes it away, whoever has it open. What is left of a run that was killed goes with the cluster.
impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        let cluster = self.cluster.clone();
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        // Tests end within a runtime, which must not be blocked by another one of the same thread.
        let removed = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?
                .block_on(run(&cluster, drop))
        });
        if let Ok(Err(error)) = removed.join() {
            eprintln!("a database of the tests is left: {error}");
        }
    }
}

/// The name of a database that is migrated, and that nobody is connected to.
async fn migrated(cluster: &str) -> Result<String, Error> {
    let name = format!("zufang_migrated_{}", std::process::id());
    run(cluster, format!("CREATE DATABASE {name}")).await?;
    let store = Store::connect(&settings(cluster, &name, 1)).await?;
    store.migrate().await?;
    drop(store);
    // A database with connections cannot be copied, and pools close theirs some time after they are dropped.
    let close = format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false");
    run(cluster, close).await?;
    let end = format!(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{name}'"
    );
    run(cluster, end).await?;
    Ok(name)
}

fn settings(cluster: &str, name: &str, connections: u32) -> DatabaseSettings {
    let path = cluster.rfind('/').map_or(0, |at| at + 1);
    let server = cluster.get(..path).unwrap_or_default();
    DatabaseSettings {
        max_connections: connections,
        ..DatabaseSettings::new([server, name].concat())
    }
}

async fn run(cluster: &str, sql: String) -> Result<(), Error> {
    let mut connection = PgConnection::connect(cluster).await?;
    connection.execute(AssertSqlSafe(sql)).await?;
    Ok(())
}
