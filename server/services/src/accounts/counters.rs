//! Counting what somebody does, to slow down who does too much.

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::BoxFuture;
use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    sync::{Mutex, PoisonError},
};

/// Counters that several processes may share. A shared store needs no more than to increase a number,
/// to set one that is not there yet, and to let both expire.
pub trait Counters: Send + Sync + 'static {
    /// Adds `by` to the counter `key` of windows of the length `window` and says what was counted, this
    /// included. `by` may be zero.
    fn tally<'a>(
        &'a self,
        key: &'a str,
        by: u32,
        window: TimeDelta,
        now: DateTime<Utc>,
    ) -> BoxFuture<'a, Counted>;

    /// Adds `by` to the counter `key` and says what it counts within `window`, this included. `by` may
    /// be zero.
    fn add<'a>(
        &'a self,
        key: &'a str,
        by: u32,
        window: TimeDelta,
        now: DateTime<Utc>,
    ) -> BoxFuture<'a, u32> {
        Box::pin(async move { self.tally(key, by, window, now).await.total() })
    }

    /// Sets the counter `key` back to nothing.
    fn clear<'a>(&'a self, key: &'a str) -> BoxFuture<'a, ()>;

    /// Takes `key` for `span` and says `true`, or `false` when it is still taken. Of many at once one gets
    /// it, and who does not get it makes nobody wait longer. Taken keys are apart from counters.
    fn take<'a>(&'a self, key: &'a str, span: TimeDelta, now: DateTime<Utc>)
    -> BoxFuture<'a, bool>;
}

/// What was counted at a moment: in the window of that moment, and in the one before it, of which the part
/// counts that lies within one window's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// In the window of the moment.
    pub count: u32,
    /// In the window before it.
    pub before: u32,
    /// The length of a window, in milliseconds.
    pub window: i64,
    /// What is left of the window of the moment, in milliseconds.
    pub rest: i64,
}

impl Counted {
    /// What counts, taking what came before as spread evenly over its window.
    pub fn total(&self) -> u32 {
        let before = i64::from(self.before) * self.rest / self.window.max(1);
        self.count
            .saturating_add(u32::try_from(before).unwrap_or_default())
    }

    /// Seconds until the next window begins.
    pub fn seconds_to_next_window(&self) -> u32 {
        seconds(self.rest)
    }

    /// Seconds until less than `most` counts when nothing more is counted, at least one.
    pub fn seconds_to_one_below(&self, most: u32) -> u32 {
        let below = i64::from(most.saturating_sub(1));
        let count = i64::from(self.count);
        // Up to how much of a window of `counted` may count so that `more` counts at most.
        let rest_for = |counted: i64, more: i64| ((more + 1) * self.window - 1) / counted.max(1);
        seconds(if count <= below {
            self.rest - rest_for(self.before.into(), below - count)
        } else {
            self.rest + self.window - rest_for(count, below)
        })
    }
}

fn seconds(milliseconds: i64) -> u32 {
    let seconds = milliseconds.max(1).saturating_add(999) / 1_000;
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

/// Parts of the table, each with a lock of its own.
const SHARDS: usize = 16;
/// Counters in a part before those that count nothing any more are thrown out.
const CROWDED: usize = 4_096;

/// Counters in this process.
pub struct LocalCounters {
    shards: [Mutex<HashMap<String, Slot>>; SHARDS],
    /// Until when keys are taken, in milliseconds since 1970.
    taken: Mutex<HashMap<String, i64>>,
    hash: RandomState,
}

/// What was counted in a window and in the one before it.
#[derive(Clone, Copy)]
struct Slot {
    window: i64,
    number: i64,
    count: u32,
    before: u32,
}

impl Default for LocalCounters {
    fn default() -> Self {
        Self {
            shards: std::array::from_fn(|_| Mutex::default()),
            taken: Mutex::default(),
            hash: RandomState::new(),
        }
    }
}

impl Slot {
    fn at(window: i64, now: i64) -> Self {
        Self {
            window,
            number: now.div_euclid(window),
            count: 0,
            before: 0,
        }
    }

    /// Moves on to the window of `now`.
    fn turned(self, now: i64) -> Self {
        match now.div_euclid(self.window) - self.number {
            0 => self,
            1 => Self {
                before: self.count,
                ..Self::at(self.window, now)
            },
            _ => Self::at(self.window, now),
        }
    }

    fn counted(self, now: i64) -> Counted {
        Counted {
            count: self.count,
            before: self.before,
            window: self.window,
            rest: self.window - now.rem_euclid(self.window),
        }
    }
}

impl LocalCounters {
    fn shard(&self, key: &str) -> std::sync::MutexGuard<'_, HashMap<String, Slot>> {
        let shard = self.hash.hash_one(key) as usize % SHARDS;
        self.shards[shard]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counters for LocalCounters {
    fn tally<'a>(
        &'a self,
        key: &'a str,
        by: u32,
        window: TimeDelta,
        now: DateTime<Utc>,
    ) -> BoxFuture<'a, Counted> {
        let window = window.num_milliseconds().max(1);
        let now = now.timestamp_millis();
        let mut shard = self.shard(key);
        if shard.len() >= CROWDED {
            shard.retain(|_, slot| slot.turned(now).counted(now).total() > 0);
        }
        let slot = match shard.get_mut(key) {
            Some(slot) if slot.window == window => slot,
            _ => shard
                .entry(key.to_owned())
                .insert_entry(Slot::at(window, now))
                .into_mut(),
        };
        *slot = slot.turned(now);
        slot.count = slot.count.saturating_add(by);
        let counted = slot.counted(now);
        drop(shard);
        Box::pin(std::future::ready(counted))
    }

    fn clear<'a>(&'a self, key: &'a str) -> BoxFuture<'a, ()> {
        self.shard(key).remove(key);
        Box::pin(std::future::ready(()))
    }

    fn take<'a>(
        &'a self,
        key: &'a str,
        span: TimeDelta,
        now: DateTime<Utc>,
    ) -> BoxFuture<'a, bool> {
        let now = now.timestamp_millis();
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.len() >= CROWDED {
            taken.retain(|_, until| *until > now);
        }
        let free = taken.get(key).is_none_or(|until| *until <= now);
        if free {
            taken.insert(key.to_owned(), now + span.num_milliseconds());
        }
        drop(taken);
        Box::pin(std::future::ready(free))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_older_than_the_window_counts_no_more() {
        let counters = LocalCounters::default();
        let minute = TimeDelta::minutes(1);
        let start = DateTime::from_timestamp(1_780_000_020, 0).unwrap();
        for count in 1..=4 {
            assert_eq!(counters.add("a", 1, minute, start).await, count);
        }
        assert_eq!(counters.add("b", 1, minute, start).await, 1);
        // Half a window into the next, half of what came before is left.
        let later = start + TimeDelta::seconds(90);
        assert_eq!(counters.add("a", 0, minute, later).await, 2);
        assert_eq!(
            counters
                .add("a", 0, minute, start + TimeDelta::minutes(3))
                .await,
            0
        );
        counters.add("a", 1, minute, later).await;
        counters.clear("a").await;
        assert_eq!(counters.add("a", 0, minute, later).await, 0);
    }

    #[tokio::test]
    async fn how_long_to_wait_is_how_long_it_takes() {
        let window = TimeDelta::minutes(1);
        let start = DateTime::from_timestamp(1_780_000_020, 0).unwrap();
        for (early, late) in [(30, 0), (0, 30), (30, 12), (7, 29), (300, 300)] {
            let counters = LocalCounters::default();
            counters.add("a", early, window, start).await;
            let now = start + TimeDelta::seconds(77);
            let counted = counters.tally("a", late, window, now).await;
            if counted.total() < 30 {
                continue;
            }
            let wait = counted.seconds_to_one_below(30);
            let at = async |seconds: u32| {
                let then = now + TimeDelta::seconds(seconds.into());
                counters.add("a", 0, window, then).await
            };
            assert!(at(wait - 1).await >= 30, "{early} {late} {wait}");
            assert!(at(wait).await < 30, "{early} {late} {wait}");
        }
    }

    #[tokio::test]
    async fn a_key_is_taken_for_its_span_however_often_others_want_it() {
        let counters = LocalCounters::default();
        let minute = TimeDelta::minutes(1);
        let start = DateTime::from_timestamp(1_780_000_020, 0).unwrap();
        assert!(counters.take("a", minute, start).await);
        for seconds in 0..60 {
            let now = start + TimeDelta::seconds(seconds);
            assert!(!counters.take("a", minute, now).await, "{seconds}");
        }
        assert!(counters.take("b", minute, start).await);
        assert!(counters.take("a", minute, start + minute).await);
    }
}
