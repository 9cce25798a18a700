//! A fresh database for each contract.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};
use std::sync::atomic::{AtomicU32, Ordering};
use store::{DatabaseSettings, Store};
use tempfile::TempDir;

/// A migrated database and a store on it.
pub struct Database {
    pub store: Store,
    pub settings: DatabaseSettings,
    home: Home,
}

enum Home {
    Folder { _folder: TempDir },
    Cluster { name: String },
}

impl Database {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("zufang.db");
        let settings = DatabaseSettings::new(format!("sqlite:{}", path.display()));
        Self::open(settings, Home::Folder { _folder: folder }).await
    }

    pub async fn postgres() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("zufang_contract_{}_{number}", std::process::id());
        run_on_cluster(&format!("CREATE DATABASE {name}")).await;
        let mut url = cluster();
        let path = url.rfind('/').expect("the URL names a database") + 1;
        url.replace_range(path.., &name);
        Self::open(DatabaseSettings::new(url), Home::Cluster { name }).await
    }

    async fn open(settings: DatabaseSettings, home: Home) -> Self {
        let store = Store::connect(&settings).await.unwrap();
        store.migrate().await.unwrap();
        Self {
            store,
            settings,
            home,
        }
    }

    /// Runs SQL of which the store knows nothing.
    pub async fn execute(&self, sql: &str) -> sqlx::Result<u64> {
        let sql = AssertSqlSafe(sql.to_owned());
        if let Some(path) = self.settings.url.strip_prefix("sqlite:") {
            let mut connection = SqliteConnection::connect(path).await?;
            Ok(connection.execute(sql).await?.rows_affected())
        } else {
            let mut connection = PgConnection::connect(&self.settings.url).await?;
            Ok(connection.execute(sql).await?.rows_affected())
        }
    }

    pub async fn remove(self) {
        let Self { store, home, .. } = self;
        drop(store);
        if let Home::Cluster { name } = home {
            run_on_cluster(&format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

async fn run_on_cluster(sql: &str) {
    let mut connection = PgConnection::connect(&cluster())
        .await
        .expect("no PostgreSQL answers at ZUFANG_TEST_POSTGRES_URL: run `make test`");
    connection
        .execute(AssertSqlSafe(sql.to_owned()))
        .await
        .unwrap();
}

/// The URL of a cluster in which databases may be created.
fn cluster() -> String {
    std::env::var("ZUFANG_TEST_POSTGRES_URL").expect(
        "ZUFANG_TEST_POSTGRES_URL is not set: run `make test`, which starts a PostgreSQL cluster",
    )
}
