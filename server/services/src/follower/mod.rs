//! Keeping the index beside the database.
//!
//! Every change of a listing leaves an event in the outbox. The follower reads the events in their
//! order, loads the listings they name, and puts them into the index together with the position it
//! has reached, so that after a crash it goes on where the index stands. Changes by other processes
//! are found by looking several times a second; changes by this one wake it.

mod rebuild;

use crate::{Error, Result, Services, cache::Tag, map};
use domain::ListingId;
use search::Change;
use std::{
    collections::HashSet,
    sync::{Arc, PoisonError, atomic::Ordering},
    time::Duration,
};
use store::{RecordsMark, Store, Subject};
use tokio::{sync::watch, task::JoinHandle, time::sleep};

/// How often it looks for changes by other processes.
const POLL: Duration = Duration::from_millis(200);
/// Pause after a failure, so that a missing database does not flood the log.
const PAUSE: Duration = Duration::from_secs(2);
/// Events taken at once.
const BATCH: u32 = 4_000;
/// Applied events are kept this long for the followers of other nodes.
const KEEP_DAYS: i64 = 7;
/// Looks that find nothing between two times of forgetting old events: about ten minutes.
const LOOKS_BETWEEN_PRUNING: u32 = 3_000;

/// Looks that find nothing between two looks at the metro and at the dictionaries: about two seconds.
const LOOKS_BETWEEN_STATIONS: u32 = 10;

/// What the follower is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has not looked at the database yet.
    Starting,
    /// It is filling the index anew.
    Rebuilding {
        /// Listings put so far.
        done: u64,
        /// Listings to put.
        total: u64,
    },
    /// It is catching up with events that were there when it started.
    CatchingUp,
    /// It has caught up and applies changes as they come.
    Following,
    /// The last look failed; it tries again.
    Failing,
    /// It was stopped.
    Stopped,
}

/// How far the index follows the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowerState {
    /// What it is doing.
    pub phase: Phase,
    /// The last event that the index holds.
    pub position: i64,
    /// The last event that was in the outbox when it last looked.
    pub last: i64,
}

impl FollowerState {
    pub(crate) fn starting(position: i64) -> Self {
        Self {
            phase: Phase::Starting,
            position,
            last: position,
        }
    }

    /// Events that the index does not hold yet.
    pub fn lag(self) -> u64 {
        u64::try_from(self.last - self.position).unwrap_or(0)
    }

    /// Whether searches see the database as it is, but for the changes of the last moments.
    pub fn is_ready(self) -> bool {
        self.phase == Phase::Following
    }
}

/// A follower at work.
#[must_use = "a follower that is dropped stops at once"]
pub struct Follower {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
    services: Services,
}

impl Follower {
    /// Starts to follow.
    pub fn start(services: Services) -> Self {
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(follow(services.clone(), stopped));
        Self {
            stop,
            task,
            services,
        }
    }

    /// Waits until the index holds everything that was in the outbox at the time of the call.
    pub async fn caught_up(&self) -> Result<()> {
        let last = self.services.0.store.events().last().await?;
        self.services.listings_changed();
        let mut states = self.services.0.follower.subscribe();
        states
            .wait_for(|state| {
                state.phase == Phase::Stopped || (state.is_ready() && state.position >= last)
            })
            .await
            .map_err(Error::internal)?;
        Ok(())
    }

    /// Stops after the batch at work and writes the index to disk.
    pub async fn stop(self) -> Result<()> {
        self.stop.send_replace(true);
        self.task.await.map_err(Error::internal)?;
        let index = self.services.0.index.clone();
        tokio::task::spawn_blocking(move || index.persist())
            .await
            .map_err(Error::internal)??;
        Ok(())
    }
}

async fn follow(services: Services, mut stopped: watch::Receiver<bool>) {
    let mut worker = Worker::new(services);
    while !*stopped.borrow() {
        let pause = match worker.look(&stopped).await {
            Ok(Look::More) => continue,
            Ok(Look::Done) => POLL,
            Err(error) => {
                // Logged once, here: nobody waits for an answer.
                error.into_app_error(None);
                worker.enter(Phase::Failing);
                PAUSE
            }
        };
        tokio::select! {
            _ = stopped.changed() => {}
            () = worker.services.0.changed.notified() => {}
            () = sleep(pause) => {}
        }
    }
    worker.enter(Phase::Stopped);
}

enum Look {
    More,
    Done,
}

struct Worker {
    services: Services,
    /// Events and listings are read from one and the same database, so that an event is never
    /// followed by the listing as it was before it.
    store: Store,
    started: bool,
    looks: u32,
    looks_at_dictionaries: u32,
    /// What was stored beside homes when it looked last.
    records: Option<RecordsMark>,
}

impl Worker {
    fn new(services: Services) -> Self {
        Self {
            store: services.0.store.pinned_reads(),
            services,
            started: false,
            looks: 0,
            looks_at_dictionaries: 0,
            records: None,
        }
    }

    fn enter(&self, phase: Phase) {
        self.services.0.follower.send_if_modified(|state| {
            let changed = state.phase != phase;
            state.phase = phase;
            changed
        });
    }

    /// Applies the next batch of events.
    async fn look(&mut self, stopped: &watch::Receiver<bool>) -> Result<Look> {
        if !self.started {
            if rebuild::is_needed(&self.services, &self.store).await? {
                rebuild::run(&self.services, &self.store, stopped).await?;
                self.services.learn_names().await?;
                if *stopped.borrow() {
                    return Ok(Look::Done);
                }
            }
            self.started = true;
        }
        self.notice_dictionaries().await?;
        self.notice_records().await?;
        let store = &self.store;
        let position = self.services.0.index.position();
        let events = store.events().after(position, BATCH).await?;
        let Some(last) = events.last().map(|event| event.seq) else {
            self.reached(position, position);
            self.forget_old_events().await?;
            self.notice_stations().await?;
            return Ok(Look::Done);
        };
        let full = events.len() == BATCH as usize;
        if full {
            let end = store.events().last().await?;
            self.see(position, end);
        } else {
            self.see(position, last);
        }
        let mut seen = HashSet::with_capacity(events.len());
        let ids: Vec<ListingId> = events
            .iter()
            .filter_map(|event| match event.subject {
                Subject::Listing(id) => seen.insert(id).then_some(id),
            })
            .collect();
        let listings = store.listings().indexed(&ids).await?;
        self.services
            .gazetteer()
            .learn(listings.iter().map(|listing| &listing.card));
        for listing in &listings {
            seen.remove(&listing.card.id);
        }
        let removed = seen.into_iter().map(Change::Remove);
        let changes: Vec<Change> = listings
            .into_iter()
            .map(Change::Put)
            .chain(removed)
            .collect();
        tracing::debug!(changes = changes.len(), position = last, "applying events");
        apply(&self.services, changes, last).await?;
        if full {
            return Ok(Look::More);
        }
        self.services.learn_names().await?;
        self.reached(last, last);
        Ok(Look::Done)
    }

    fn see(&self, position: i64, last: i64) {
        self.services.0.follower.send_modify(|state| {
            if state.phase != Phase::Following {
                state.phase = Phase::CatchingUp;
            }
            state.position = position;
            state.last = state.last.max(last);
        });
    }

    fn reached(&self, position: i64, last: i64) {
        let state = FollowerState {
            phase: Phase::Following,
            position,
            last,
        };
        self.services.0.follower.send_if_modified(|old| {
            let changed = *old != state;
            *old = state;
            changed
        });
    }

    /// Takes over metro stations that were imported since.
    async fn notice_stations(&self) -> Result<()> {
        if self.looks.is_multiple_of(LOOKS_BETWEEN_STATIONS) {
            let gazetteer = self.services.gazetteer();
            if gazetteer.notice_stations(&self.store).await? {
                self.services.0.caches.drop_tagged(Tag::Homes).await;
            }
        }
        Ok(())
    }

    /// Drops what was made from the database when something beside homes changed in it. Almost every change
    /// leaves an entry in the audit trail.
    async fn notice_records(&mut self) -> Result<()> {
        let caches = &self.services.0.caches;
        if caches.is_on() {
            let mark = Some(self.store.changes().records_mark().await?);
            if self.records != mark {
                self.records = mark;
                caches.drop_tagged(Tag::Records).await;
            }
        }
        Ok(())
    }

    /// Takes over what admins changed in the dictionaries: at once when this process did, else when it
    /// looks for it.
    async fn notice_dictionaries(&mut self) -> Result<()> {
        let services = &self.services.0;
        let own = services.dictionaries_changed.swap(false, Ordering::AcqRel);
        self.looks_at_dictionaries = self.looks_at_dictionaries.wrapping_add(1);
        let due = self
            .looks_at_dictionaries
            .is_multiple_of(LOOKS_BETWEEN_STATIONS);
        if own || due {
            self.services.read_dictionaries(&self.store).await?;
        }
        Ok(())
    }

    /// Forgets events that every follower has had days to apply. A follower that slept longer finds
    /// a gap and rebuilds.
    async fn forget_old_events(&mut self) -> Result<()> {
        self.looks = self.looks.wrapping_add(1);
        if self.looks % LOOKS_BETWEEN_PRUNING == 1 {
            let before = self.services.0.clock.now() - chrono::TimeDelta::days(KEEP_DAYS);
            let mut unit = self.store.begin().await?;
            let forgotten = unit.prune_events(before).await?;
            unit.commit().await?;
            tracing::debug!(forgotten, "old events are forgotten");
        }
        Ok(())
    }
}

impl Services {
    /// Reads all names again if a dictionary has changed since they were read.
    async fn read_dictionaries(&self, store: &Store) -> Result<()> {
        let before = self.gazetteer();
        let revision = store.moderation().dictionary_revision().await?;
        if revision == before.revision() {
            return Ok(());
        }
        let gazetteer = before.read_again(store).await?;
        let points = map::place_points(store).await?;
        let index = self.0.index.clone();
        tokio::task::spawn_blocking(move || index.place(points))
            .await
            .map_err(Error::internal)?;
        *self
            .0
            .gazetteer
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(gazetteer);
        for tag in Tag::ALL {
            self.0.caches.drop_tagged(tag).await;
        }
        tracing::info!(revision, "the dictionaries were read again");
        Ok(())
    }

    /// Lets searches know the places and tags that the index has learned.
    async fn learn_names(&self) -> Result<()> {
        let index = self.0.index.clone();
        tokio::task::spawn_blocking(move || index.learn_names())
            .await
            .map_err(Error::internal)?;
        self.0.caches.drop_tagged(Tag::Homes).await;
        Ok(())
    }
}

/// Puts `changes` into the index off the async threads: it is work for the processor.
async fn apply(services: &Services, changes: Vec<Change>, position: i64) -> Result<()> {
    let index = services.0.index.clone();
    tokio::task::spawn_blocking(move || index.apply(changes, position))
        .await
        .map_err(Error::internal)??;
    services.0.caches.drop_tagged(Tag::Homes).await;
    Ok(())
}
