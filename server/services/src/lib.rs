//! The use cases of Zufang. No HTTP, no SQL.

pub mod accounts;
pub mod clock;
mod compare;
pub mod demo;
pub mod error;
pub mod floor_plan;
pub mod follower;
mod gazetteer;
pub mod import;
mod listing;
mod map;
mod market;
pub mod photos;
mod places;
pub mod romanise;
mod search;
pub mod sitemap;
mod suggest;

pub use ::search::Ask;
pub use accounts::{AccountSettings, Caller, Client, RequestKind, Tokens};
pub use clock::{Clock, FixedClock, SystemClock};
pub use error::{Error, RequestId};
pub use gazetteer::{Gazetteer, KnownPlace, Station, Stations};
pub use romanise::Romanise;
pub use search::Understood;

use ::search::ListingIndex;
use follower::FollowerState;
use std::{
    path::Path,
    sync::{Arc, RwLock},
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
    gazetteer: Gazetteer,
    clock: Arc<dyn Clock>,
    accounts: accounts::AccountState,
    /// Wakes the follower after a change made in this process.
    changed: Notify,
    follower: watch::Sender<FollowerState>,
    /// When the public pages last changed, as read last.
    page_changes: RwLock<Option<Arc<sitemap::PageChanges>>>,
    /// Held by the one that reads them.
    reading_changes: Mutex<()>,
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
    ) -> Result<Self> {
        let gazetteer = Gazetteer::load(&store).await?;
        let words = gazetteer.words();
        let path = index.to_owned();
        // Opening reads the dictionary of the segmenter and the index: too long for an async thread.
        let index = tokio::task::spawn_blocking(move || ListingIndex::open(&path, words))
            .await
            .map_err(Error::internal)??;
        index.place(map::place_points(&store).await?);
        let (follower, _) = watch::channel(FollowerState::starting(index.position()));
        Ok(Self(Arc::new(Parts {
            store,
            index,
            gazetteer,
            clock,
            accounts: accounts::AccountState::new(accounts),
            changed: Notify::new(),
            follower,
            page_changes: RwLock::default(),
            reading_changes: Mutex::default(),
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

    /// The places and their names.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.0.gazetteer
    }

    /// The clock that rules go by.
    pub fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }

    /// Says that this process changed listings, so that the follower looks at once.
    pub fn listings_changed(&self) {
        self.0.changed.notify_one();
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
