//! Keeping what was worked out, for as long as it is true.
//!
//! What is kept is named by a [`Purpose`] and a key, lives for a while, and is dropped when what it was made
//! from changes: each piece remembers the versions that its tags had before it was made, and counts only
//! while they are the same. So nothing that was made from old data outlives a change, however long it took to
//! make. Of many who ask for the same at once one works it out, and the others wait for that.

mod flights;
mod local;
mod metrics;

pub use local::LocalCache;
pub use metrics::CacheReport;

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use flights::{Flights, Seat};
use futures::future::BoxFuture;
use metrics::{Metrics, Outcome};
use serde::{Serialize, de::DeserializeOwned};
use std::{
    fmt,
    pin::pin,
    sync::{Arc, OnceLock},
};

/// What things are made from. A change of it drops them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// The public homes as the index has them, and the names of places and tags.
    Homes,
    /// What is stored of agents, dictionaries and accounts.
    Records,
}

impl Tag {
    /// Every tag.
    pub const ALL: [Self; 2] = [Self::Homes, Self::Records];
}

/// What is kept, and for how long at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// Names it among all that is kept, and in the metrics.
    pub name: &'static str,
    /// In seconds.
    pub lifetime: u32,
    /// What it is made from.
    pub tags: &'static [Tag],
}

/// A piece that is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What was worked out.
    pub value: Bytes,
    /// When.
    pub since: DateTime<Utc>,
    /// Until when it may count.
    pub until: DateTime<Utc>,
    /// The versions of its tags before it was made, in their order.
    pub versions: Vec<u64>,
}

/// How much is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Pieces.
    pub entries: u64,
    /// What they take, in bytes.
    pub bytes: u64,
}

/// A place to keep things, which several processes may share. A shared one needs no more than values that
/// expire, and a number for each tag that can be increased.
pub trait Cache: Send + Sync + 'static {
    /// What is kept as `key`, whether or not it still counts.
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Option<Kept>>;

    /// Keeps `kept` as `key`, if there is room for it.
    fn set<'a>(&'a self, key: &'a str, kept: Kept) -> BoxFuture<'a, ()>;

    /// The versions of `tags`, in their order.
    fn versions<'a>(&'a self, tags: &'a [Tag]) -> BoxFuture<'a, Vec<u64>>;

    /// Drops everything that is made from `tag`.
    fn drop_tagged(&self, tag: Tag) -> BoxFuture<'_, ()>;

    /// How much is kept.
    fn usage(&self) -> BoxFuture<'_, Usage>;
}

/// What was asked for: kept before, or made just now.
#[derive(Debug)]
pub enum Found<T> {
    /// It was kept, by this caller or by another.
    Kept(Kept),
    /// It was made for this caller.
    Made(T),
}

/// Everything that is kept. Nothing is, until it is said where.
#[derive(Default)]
pub struct Caches {
    place: OnceLock<Arc<dyn Cache>>,
    flights: Flights,
    metrics: Metrics,
}

impl fmt::Debug for Caches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caches")
            .field("on", &self.is_on())
            .finish_non_exhaustive()
    }
}

impl Caches {
    /// Keeps things in `place` from now on. Only the first call has an effect.
    pub fn keep_in(&self, place: Arc<dyn Cache>) {
        // A second place would leave two truths.
        let _ = self.place.set(place);
    }

    /// Whether anything is kept.
    pub fn is_on(&self) -> bool {
        self.place.get().is_some()
    }

    /// Drops everything that is made from `tag`.
    pub async fn drop_tagged(&self, tag: Tag) {
        if let Some(place) = self.place.get() {
            place.drop_tagged(tag).await;
        }
    }

    /// What is kept as `key` for `purpose`, else what `compute` works out, which is kept then.
    ///
    /// # Errors
    /// Those of `compute`. An error is never kept: whoever waited for a computation that failed computes
    /// itself, all of them at once, so that nobody waits for more than one failure.
    pub async fn get_or_compute<T, E>(
        &self,
        purpose: &Purpose,
        key: &str,
        now: DateTime<Utc>,
        compute: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E>
    where
        T: Serialize + DeserializeOwned,
    {
        let mut make = pin!(async {
            let result = compute.await;
            let value = result.as_ref().ok().map(serde_json::to_vec);
            (result, value.and_then(Result::ok).map(Bytes::from))
        });
        match self.find(purpose, key, now, make.as_mut()).await {
            Found::Made(result) => result,
            Found::Kept(kept) => match serde_json::from_slice(&kept.value) {
                Ok(value) => Ok(value),
                // Another version of the program wrote it.
                Err(_) => make.await.0,
            },
        }
    }

    /// What is kept as `key` for `purpose`, else what `make` makes: an answer for this caller, and the bytes to
    /// keep, if it is worth keeping. `make` is not even begun where something is kept.
    pub async fn find<T>(
        &self,
        purpose: &Purpose,
        key: &str,
        now: DateTime<Utc>,
        make: impl Future<Output = (T, Option<Bytes>)>,
    ) -> Found<T> {
        let Some(place) = self.place.get() else {
            return Found::Made(make.await.0);
        };
        let key = [purpose.name, "|", key].concat();
        loop {
            if let Some(kept) = valid(&**place, purpose, &key, now).await {
                self.metrics.count(purpose.name, Outcome::Hit);
                return Found::Kept(kept);
            }
            match self.flights.seat(&key) {
                Seat::Leads(flight) => {
                    // Somebody may have landed just before.
                    if let Some(kept) = valid(&**place, purpose, &key, now).await {
                        self.metrics.count(purpose.name, Outcome::Hit);
                        return Found::Kept(kept);
                    }
                    self.metrics.count(purpose.name, Outcome::Miss);
                    // First, so that a change meanwhile is noticed.
                    let versions = place.versions(purpose.tags).await;
                    let (made, value) = make.await;
                    let kept = value.map(|value| Kept {
                        value,
                        since: now,
                        until: now + TimeDelta::seconds(purpose.lifetime.into()),
                        versions,
                    });
                    if let Some(kept) = &kept {
                        place.set(&key, kept.clone()).await;
                    }
                    flight.land(kept);
                    return Found::Made(made);
                }
                Seat::Waits(flight) => {
                    let landed = flight.landed().await;
                    if let Some(None) = landed {
                        self.metrics.count(purpose.name, Outcome::Miss);
                        return Found::Made(make.await.0);
                    }
                    // What was begun before the last change counts for nobody who came after it; and where
                    // whoever made it went away, somebody else must.
                    if let Some(Some(kept)) = landed
                        && place.versions(purpose.tags).await == kept.versions
                    {
                        self.metrics.count(purpose.name, Outcome::Waited);
                        return Found::Kept(kept);
                    }
                }
            }
        }
    }

    /// How each purpose fares, and how much is kept.
    pub async fn report(&self) -> CacheReport {
        let usage = match self.place.get() {
            Some(place) => place.usage().await,
            None => Usage::default(),
        };
        self.metrics.report(self.is_on(), usage)
    }
}

/// What is kept as `key`, if it counts.
async fn valid(
    place: &dyn Cache,
    purpose: &Purpose,
    key: &str,
    now: DateTime<Utc>,
) -> Option<Kept> {
    let kept = place.get(key).await.filter(|kept| now < kept.until)?;
    (place.versions(purpose.tags).await == kept.versions).then_some(kept)
}

#[cfg(test)]
mod tests;
