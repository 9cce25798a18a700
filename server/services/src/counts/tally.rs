//! The counters in memory.

use chrono::NaiveDate;
use domain::{ListingId, UserId};
use std::{
    collections::HashMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

/// Requests that count at once rarely meet in one of so many parts.
const SHARDS: usize = 16;
/// The most counters, some 5 MB. What would need another is not counted.
const COUNTERS_MAX: usize = 60_000;
/// From so many on they are written without waiting for the time.
const CROWDED: usize = COUNTERS_MAX / 2;

/// What is counted by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) listing: ListingId,
    /// The day in China.
    pub(crate) day: NaiveDate,
    /// Who visits, where that may be who offers the home.
    pub(crate) visitor: Option<UserId>,
}

/// How a home was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// In a list.
    Shown,
    /// Closely.
    LookedAt,
}

/// How often, in lists and closely.
pub(crate) type Times = (u32, u32);

/// All counters.
#[derive(Default)]
pub(crate) struct Tally {
    shards: [Mutex<HashMap<Key, Times>>; SHARDS],
    counters: AtomicUsize,
    lost: AtomicU64,
}

impl Tally {
    /// Counts once.
    pub(crate) fn add(&self, key: Key, seen: Seen) {
        let mut shard = self.shard(key.listing);
        let room = self.counters.load(Ordering::Relaxed) < COUNTERS_MAX;
        let times = match shard.get_mut(&key) {
            Some(times) => times,
            None if room => {
                self.counters.fetch_add(1, Ordering::Relaxed);
                shard.entry(key).or_default()
            }
            None => {
                self.lost.fetch_add(1, Ordering::Relaxed);
                return;
            }
        };
        match seen {
            Seen::Shown => times.0 = times.0.saturating_add(1),
            Seen::LookedAt => times.1 = times.1.saturating_add(1),
        }
    }

    /// Whether they are to be written soon.
    pub(crate) fn is_crowded(&self) -> bool {
        self.counters.load(Ordering::Relaxed) >= CROWDED
    }

    /// Takes all counters out.
    pub(crate) fn take(&self) -> HashMap<Key, Times> {
        let mut all = HashMap::new();
        for shard in &self.shards {
            let taken = std::mem::take(&mut *held(shard));
            self.counters.fetch_sub(taken.len(), Ordering::Relaxed);
            all.extend(taken);
        }
        all
    }

    /// How often there was no room to count, since this was asked last.
    pub(crate) fn take_lost(&self) -> u64 {
        self.lost.swap(0, Ordering::Relaxed)
    }

    fn shard(&self, listing: ListingId) -> MutexGuard<'_, HashMap<Key, Times>> {
        let place = listing.0.unsigned_abs() as usize % SHARDS;
        held(&self.shards[place])
    }
}

/// Counters are right whatever happened to who held them before.
fn held<T>(shard: &Mutex<T>) -> MutexGuard<'_, T> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(listing: i64) -> Key {
        Key {
            listing: ListingId(listing),
            day: NaiveDate::default(),
            visitor: None,
        }
    }

    #[test]
    fn many_at_once_lose_nothing() {
        let tally = Tally::default();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for listing in 0..1_000 {
                        tally.add(key(listing % 50), Seen::Shown);
                        tally.add(key(listing % 50), Seen::LookedAt);
                    }
                });
            }
        });
        let taken = tally.take();
        assert_eq!(taken.len(), 50);
        assert!(taken.values().all(|times| *times == (80, 80)));
        assert!(tally.take().is_empty() && tally.take_lost() == 0);
    }

    #[test]
    fn there_is_an_end_of_counters() {
        let tally = Tally::default();
        for listing in 0..COUNTERS_MAX as i64 + 5 {
            tally.add(key(listing), Seen::Shown);
        }
        tally.add(key(0), Seen::Shown);
        assert!(tally.is_crowded());
        assert_eq!(tally.take_lost(), 5);
        let taken = tally.take();
        assert_eq!((taken.len(), taken[&key(0)]), (COUNTERS_MAX, (2, 0)));
        assert!(!tally.is_crowded());
    }
}
