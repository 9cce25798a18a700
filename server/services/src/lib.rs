//! The use cases of Zufang. No HTTP, no SQL.

pub mod accounts;
mod agents;
pub mod cache;
pub mod classic;
pub mod clock;
mod compare;
mod contacts;
pub mod counts;
pub mod demo;
mod desk;
mod download;
pub mod error;
pub mod floor_plan;
pub mod follower;
mod gazetteer;
pub mod import;
mod listing;
mod looked_for;
mod map;
mod market;
pub mod moderation;
mod offers;
pub mod photos;
mod places;
mod requests;
pub mod romanise;
mod search;
pub mod sitemap;
mod suggest;
pub mod webhooks;

pub use ::search::{Ask, HomeOrder, HomeRow, Homes, HomesQuery};
pub use accounts::{AccountSettings, Caller, Client, Quota, RequestKind, Tokens};
pub use agents::LicenceFile;
pub use clock::{Clock, FixedClock, SystemClock};
pub use download::WholeSearch;
pub use error::{Error, RequestId};
pub use gazetteer::{Gazetteer, KnownPlace, Station, Stations};
pub use offers::{OWN_PAGE, Submitted};
pub use photos::{AvifReader, PhotoSettings};
pub use requests::{KeptAnswer, Once};
pub use romanise::Romanise;
pub use search::Understood;

use ::search::ListingIndex;
use follower::FollowerState;
use std::{
    path::Path,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};
use store::Store;
use tokio::sync::{Mutex, Notify, watch};

/// What the use cases of this crate answer with.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// All use cases. Cheap to clone: the clones share everything.
#[derive(Clone)]
pub struct Services(Arc<Parts>);

struct Parts {
    store: Store,
    index: ListingIndex,
    /// As it was read last: a change of a dictionary replaces it.
    gazetteer: RwLock<Arc<Gazetteer>>,
    /// Whether this process changed a dictionary since.
    dictionaries_changed: AtomicBool,
    clock: Arc<dyn Clock>,
    accounts: accounts::AccountState,
    contacts: contacts::ContactState,
    /// Which addresses webhooks may have.
    webhook_guard: webhooks::Guard,
    /// How often homes were seen since it was written last.
    counts: counts::Tally,
    /// Who looked at which home within the hour.
    visits: counts::Visits,
    /// Wakes whoever writes that, before there is no room.
    counts_crowded: Notify,
    photos: photos::PhotoShelf,
    /// Wakes the follower after a change made in this process.
    changed: Notify,
    follower: watch::Sender<FollowerState>,
    /// When the public pages last changed, as read last.
    page_changes: RwLock<Option<Arc<sitemap::PageChanges>>>,
    /// Held by the one that reads them.
    reading_changes: Mutex<()>,
    caches: cache::Caches,
    downloads: download::Turns,
}

impl Services {
    /// Opens the use cases over a migrated `store` and the index in the folder `index`.
    ///
    /// # Errors
    /// [`Error::IndexInUse`] while another process has the index open.
    pub async fn open(
        store: Store,
        index: &Path,
        clock: Arc<dyn Clock>,
        accounts: AccountSettings,
        photos: PhotoSettings,
    ) -> Result<Self> {
        let gazetteer = Gazetteer::load(&store).await?;
        let words = gazetteer.words();
        let path = index.to_owned();
        // Opening reads the dictionary of the segmenter and the index: too long for an async thread.
        let index = tokio::task::spawn_blocking(move || ListingIndex::open(&path, words))
            .await
            .map_err(Error::internal)??;
        index.place(map::place_points(&store).await?);
        let webhook_guard = webhooks::Guard {
            development: !accounts.production,
        };
        let (follower, _) = watch::channel(FollowerState::starting(index.position()));
        Ok(Self(Arc::new(Parts {
            store,
            index,
            gazetteer: RwLock::new(Arc::new(gazetteer)),
            dictionaries_changed: AtomicBool::new(false),
            clock,
            accounts: accounts::AccountState::new(accounts),
            contacts: contacts::ContactState::default(),
            webhook_guard,
            counts: counts::Tally::default(),
            visits: counts::Visits::default(),
            counts_crowded: Notify::new(),
            photos: photos::PhotoShelf::new(photos),
            changed: Notify::new(),
            follower,
            page_changes: RwLock::default(),
            reading_changes: Mutex::default(),
            caches: cache::Caches::default(),
            downloads: download::Turns::default(),
        })))
    }

    /// The repository layer, for the composition root and for tests.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The listing index, for the composition root and for tests.
    pub fn index(&self) -> &ListingIndex {
        &self.0.index
    }

    /// The places and their names, as they are now.
    pub fn gazetteer(&self) -> Arc<Gazetteer> {
        let gazetteer = self.0.gazetteer.read();
        Arc::clone(&gazetteer.unwrap_or_else(PoisonError::into_inner))
    }

    /// Says that this process changed a dictionary, so that the names are read again at once.
    pub(crate) fn dictionaries_changed(&self) {
        self.0.dictionaries_changed.store(true, Ordering::Release);
        self.listings_changed();
    }

    /// How this process's cache fares, for admins.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] or [`Error::Forbidden`] for everybody else.
    pub async fn cache_report(&self, caller: &Caller) -> Result<cache::CacheReport> {
        caller.require(domain::account::Method::Get, "/caches")?;
        Ok(self.0.caches.report().await)
    }

    /// What is kept of what was worked out.
    pub fn caches(&self) -> &cache::Caches {
        &self.0.caches
    }

    /// The clock that rules go by.
    pub fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }

    /// Which addresses webhooks may have; whoever carries them connects to no others.
    pub fn webhook_guard(&self) -> webhooks::Guard {
        self.0.webhook_guard
    }

    /// The photos that are served.
    pub fn photos(&self) -> &photos::Photos {
        self.0.photos.photos()
    }

    /// Says that this process changed listings, so that the follower looks at once, and whoever sends what
    /// people are told of it.
    pub fn listings_changed(&self) {
        self.0.changed.notify_one();
        self.0.accounts.written.notify_one();
    }

    /// How far the index follows the database.
    pub fn follower(&self) -> FollowerState {
        *self.0.follower.borrow()
    }

    /// How far the index follows the database, at every step.
    pub fn follower_states(&self) -> watch::Receiver<FollowerState> {
        self.0.follower.subscribe()
    }

    /// Waits until searches see the database as it is.
    pub async fn when_ready(&self) {
        // The sender lives as long as `self`.
        let _ = self
            .follower_states()
            .wait_for(|state| state.is_ready())
            .await;
    }
}
