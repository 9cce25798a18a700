//! The use cases over a database and an index of their own.

use crate::{ListingBuilder, PostgresDatabase};
use chrono::{DateTime, TimeZone, Utc};
use domain::ListingId;
use services::{
    AccountSettings, FixedClock, PhotoSettings, Services, accounts::Rate, follower::Follower,
    photos::PhotoStore,
};
use std::{path::Path, sync::Arc};
use store::{DatabaseSettings, NewListing, Store};
use tempfile::TempDir;

/// What a test failed to set up.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The key that tokens are signed with, as the settings name it: `test`, and a secret of 32 bytes `k`.
pub const SIGNING_KEY: &str = "test:a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s";

/// The databases that tests of use cases run on, by the variable that names another than SQLite.
const DATABASE: &str = "ZUFANG_TEST_DATABASE";

/// The running use cases: a fresh database, a fresh index that follows it, and a clock that stands at noon
/// of 2026-06-01. Everything goes away with it. The database is SQLite, or PostgreSQL where
/// `ZUFANG_TEST_DATABASE=postgres` says so.
pub struct TestApp {
    /// The use cases.
    pub services: Services,
    /// Their clock.
    pub clock: Arc<FixedClock>,
    follower: Option<Follower>,
    database: Database,
    folder: TempDir,
}

/// Where the rows are.
enum Database {
    /// A file of the app's folder.
    Sqlite,
    /// A database of this app alone.
    Postgres(PostgresDatabase),
}

impl Database {
    async fn create() -> Result<Self, Error> {
        match std::env::var(DATABASE).as_deref() {
            Err(_) | Ok("sqlite") => Ok(Self::Sqlite),
            Ok("postgres") => Ok(Self::Postgres(PostgresDatabase::create().await?)),
            Ok(other) => Err(format!("{DATABASE} is sqlite or postgres, not {other}").into()),
        }
    }

    fn settings(&self, folder: &Path) -> DatabaseSettings {
        match self {
            Self::Sqlite => sqlite_in(folder),
            Self::Postgres(database) => database.settings(4),
        }
    }
}

/// What is on disk of an app that is stopped.
pub struct Stopped<'a> {
    /// The folder of index and photos, and of the database where it is a file.
    pub folder: &'a Path,
    database: DatabaseSettings,
}

impl Stopped<'_> {
    /// Opens the database as another process would.
    pub async fn open_store(&self) -> Result<Store, Error> {
        Ok(Store::connect(&self.database).await?)
    }
}

impl TestApp {
    /// Starts with an empty database.
    pub async fn start() -> Result<Self, Error> {
        Self::start_with(|_| {}).await
    }

    /// Starts with an empty database and other settings of accounts.
    pub async fn start_with(change: impl FnOnce(&mut AccountSettings)) -> Result<Self, Error> {
        let database = Database::create().await?;
        Self::start_in(tempfile::tempdir()?, database, change, None).await
    }

    /// Starts with an empty database, and photos that are kept in `store`.
    pub async fn start_over(store: PhotoStore) -> Result<Self, Error> {
        let database = Database::create().await?;
        Self::start_in(tempfile::tempdir()?, database, |_| {}, Some(store)).await
    }

    /// Starts with the empty PostgreSQL database `database`, and at most `connections` to it.
    pub async fn start_on(database: PostgresDatabase, connections: u32) -> Result<Self, Error> {
        let store = Store::connect(&database.settings(connections)).await?;
        let (folder, database) = (tempfile::tempdir()?, Database::Postgres(database));
        Self::start_with_store(folder, (database, store), |_| {}, None).await
    }

    /// Starts with what `folder` and `database` hold.
    async fn start_in(
        folder: TempDir,
        database: Database,
        change: impl FnOnce(&mut AccountSettings),
        photo_store: Option<PhotoStore>,
    ) -> Result<Self, Error> {
        let store = Store::connect(&database.settings(folder.path())).await?;
        store.migrate().await?;
        Self::start_with_store(folder, (database, store), change, photo_store).await
    }

    async fn start_with_store(
        folder: TempDir,
        (database, store): (Database, Store),
        change: impl FnOnce(&mut AccountSettings),
        photo_store: Option<PhotoStore>,
    ) -> Result<Self, Error> {
        let clock = Arc::new(FixedClock::at(noon()));
        let index = folder.path().join("index");
        let mut accounts = AccountSettings {
            keys: SIGNING_KEY.parse()?,
            ..AccountSettings::throwaway(folder.path())
        };
        // All requests of a test come from one address.
        accounts.limits.api_anonymous = Rate::per_minute(1_000_000);
        accounts.limits.classic_anonymous = Rate::per_minute(1_000_000);
        accounts.limits.downloads = Rate::per_hour(1_000_000);
        change(&mut accounts);
        let mut photos = PhotoSettings::within(folder.path());
        if let Some(store) = photo_store {
            photos.store = store;
        }
        let services = Services::open(store, &index, clock.clone(), accounts, photos).await?;
        let follower = Follower::start(services.clone());
        services.when_ready().await;
        Ok(Self {
            services,
            clock,
            follower: Some(follower),
            database,
            folder,
        })
    }

    /// The folder of index and photos, and of the database where it is a file.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The database.
    pub fn store(&self) -> &Store {
        self.services.store()
    }

    /// Opens the database as another process would.
    pub async fn open_store(&self) -> Result<Store, Error> {
        Ok(Store::connect(&self.database.settings(self.folder.path())).await?)
    }

    /// Stores listings and waits until searches see them. Returns their ids in the same order.
    pub async fn put(&self, listings: Vec<ListingBuilder>) -> Result<Vec<ListingId>, Error> {
        let ids = put(self.store(), listings, noon()).await?;
        self.caught_up().await?;
        Ok(ids)
    }

    /// Waits until searches see everything that is stored.
    pub async fn caught_up(&self) -> Result<(), Error> {
        match &self.follower {
            Some(follower) => Ok(follower.caught_up().await?),
            None => Err("the follower of this test is stopped".into()),
        }
    }

    /// Stops following the database, as if the process had hung.
    pub async fn stop_following(&mut self) -> Result<(), Error> {
        if let Some(follower) = self.follower.take() {
            follower.stop().await?;
        }
        Ok(())
    }

    /// Ends everything in order and starts again from what is on disk, after `meanwhile` was done to that.
    pub async fn restart(
        mut self,
        meanwhile: impl AsyncFnOnce(Stopped<'_>) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        self.stop_following().await?;
        let Self {
            services,
            folder,
            database,
            ..
        } = self;
        drop(services);
        let stopped = Stopped {
            folder: folder.path(),
            database: database.settings(folder.path()),
        };
        meanwhile(stopped).await?;
        Self::start_in(folder, database, |_| {}, None).await
    }
}

/// The moment at which the clock of a test stands.
pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 6, 1, 12, 0, 0)
        .single()
        .unwrap_or_default()
}

/// Opens the SQLite database of a folder as another process would.
pub async fn open_store(folder: &Path) -> Result<Store, Error> {
    let store = Store::connect(&sqlite_in(folder)).await?;
    store.migrate().await?;
    Ok(store)
}

fn sqlite_in(folder: &Path) -> DatabaseSettings {
    DatabaseSettings::new(format!("sqlite:{}", folder.join("zufang.db").display()))
}

/// Stores listings without waiting for anybody. Returns their ids in the same order.
pub async fn put(
    store: &Store,
    listings: Vec<ListingBuilder>,
    now: DateTime<Utc>,
) -> Result<Vec<ListingId>, Error> {
    let mut unit = store.begin().await?;
    let mut rows: Vec<NewListing> = Vec::with_capacity(listings.len());
    for listing in listings {
        rows.push(listing.into_row(&mut unit).await?);
    }
    let put = unit.put_listings(&rows, now).await?;
    unit.commit().await?;
    Ok(put.into_iter().map(|put| put.id).collect())
}
