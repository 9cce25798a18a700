//! The use cases over a database and an index of their own.

use crate::ListingBuilder;
use chrono::{DateTime, TimeZone, Utc};
use domain::ListingId;
use services::{
    AccountSettings, FixedClock, PhotoSettings, Services, follower::Follower, photos::PhotoStore,
};
use std::{path::Path, sync::Arc};
use store::{DatabaseSettings, NewListing, Store};
use tempfile::TempDir;

/// What a test failed to set up.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The key that tokens are signed with, as the settings name it: `test`, and a secret of 32 bytes `k`.
pub const SIGNING_KEY: &str = "test:a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s";

/// The running use cases: a fresh SQLite database, a fresh index that follows it, and a clock that
/// stands at noon of 2026-06-01. Everything goes away with it.
pub struct TestApp {
    /// The use cases.
    pub services: Services,
    /// Their clock.
    pub clock: Arc<FixedClock>,
    follower: Option<Follower>,
    folder: TempDir,
}

impl TestApp {
    /// Starts with an empty database.
    pub async fn start() -> Result<Self, Error> {
        Self::start_with(|_| {}).await
    }

    /// Starts with an empty database and other settings of accounts.
    pub async fn start_with(change: impl FnOnce(&mut AccountSettings)) -> Result<Self, Error> {
        Self::start_in(tempfile::tempdir()?, change).await
    }

    /// Starts with an empty database, and photos that are kept in `store`.
    pub async fn start_over(store: PhotoStore) -> Result<Self, Error> {
        Self::start_at(tempfile::tempdir()?, |_| {}, Some(store)).await
    }

    /// Starts with the empty database of `settings`.
    pub async fn start_on(settings: &DatabaseSettings) -> Result<Self, Error> {
        let store = Store::connect(settings).await?;
        store.migrate().await?;
        Self::start_with_store(tempfile::tempdir()?, store, |_| {}, None).await
    }

    /// Starts with what `folder` holds.
    async fn start_in(
        folder: TempDir,
        change: impl FnOnce(&mut AccountSettings),
    ) -> Result<Self, Error> {
        Self::start_at(folder, change, None).await
    }

    async fn start_at(
        folder: TempDir,
        change: impl FnOnce(&mut AccountSettings),
        photo_store: Option<PhotoStore>,
    ) -> Result<Self, Error> {
        let store = open_store(folder.path()).await?;
        Self::start_with_store(folder, store, change, photo_store).await
    }

    async fn start_with_store(
        folder: TempDir,
        store: Store,
        change: impl FnOnce(&mut AccountSettings),
        photo_store: Option<PhotoStore>,
    ) -> Result<Self, Error> {
        let clock = Arc::new(FixedClock::at(noon()));
        let index = folder.path().join("index");
        let mut accounts = AccountSettings {
            keys: SIGNING_KEY.parse()?,
            ..AccountSettings::throwaway(folder.path())
        };
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
            folder,
        })
    }

    /// The folder of database, index and photos.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The database.
    pub fn store(&self) -> &Store {
        self.services.store()
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

    /// Ends everything in order and starts again from what is on disk, after `meanwhile` was done
    /// to the folder.
    pub async fn restart(
        mut self,
        meanwhile: impl AsyncFnOnce(&Path) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        self.stop_following().await?;
        let Self {
            services, folder, ..
        } = self;
        drop(services);
        meanwhile(folder.path()).await?;
        Self::start_in(folder, |_| {}).await
    }
}

/// The moment at which the clock of a test stands.
pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 6, 1, 12, 0, 0)
        .single()
        .unwrap_or_default()
}

/// Opens the database of a test's folder as another process would.
pub async fn open_store(folder: &Path) -> Result<Store, Error> {
    let url = format!("sqlite:{}", folder.join("zufang.db").display());
    let store = Store::connect(&DatabaseSettings::new(url)).await?;
    store.migrate().await?;
    Ok(store)
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
