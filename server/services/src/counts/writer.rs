//! Writing what was counted.

use super::tally::{Key, Times};
use crate::{Result, Services, accounts::random_text};
use chrono::{NaiveDate, SubsecRound};
use domain::ListingId;
use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};
use store::Counted;
use tokio::{sync::watch, task::JoinHandle};

/// How often what was counted is written: the most that a crash loses.
const EVERY: Duration = Duration::from_secs(2);

/// What became of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Counters that were written; those of one's own homes and of homes that are gone are not.
    pub counters: usize,
}

/// Writes batches, one after the other. A batch that fails is kept as it is and tried again before
/// anything newer; by its number the database knows whether it has it already.
pub struct Batches {
    writer: String,
    number: i64,
    waiting: HashMap<Key, Times>,
}

impl Default for Batches {
    fn default() -> Self {
        Self {
            writer: random_text::<12>(),
            number: 0,
            waiting: HashMap::new(),
        }
    }
}

impl Batches {
    /// Writes what was counted since the last batch; a batch that failed before it first, which then stays
    /// alone.
    ///
    /// # Errors
    /// When the database fails. Nothing is lost then.
    pub async fn write(&mut self, services: &Services) -> Result<Written> {
        if self.waiting.is_empty() {
            self.waiting = services.0.counts.take();
            self.number += 1;
        }
        let lost = services.0.counts.take_lost();
        if lost > 0 {
            tracing::warn!(lost, "some views were not counted: too many homes at once");
        }
        if self.waiting.is_empty() {
            self.number -= 1;
            return Ok(Written::default());
        }
        let written = self.put(services).await?;
        self.waiting.clear();
        Ok(written)
    }

    async fn put(&self, services: &Services) -> Result<Written> {
        let now = services.clock().now().trunc_subsecs(6);
        let mut unit = services.store().begin().await?;
        let through = unit.count_up_to(services.today()).await?;
        if !unit.begin_batch(&self.writer, self.number, now).await? {
            // It was written, and only the answer got lost.
            unit.rollback().await?;
            return Ok(Written::default());
        }
        if self.number == 1 {
            unit.prune_writers(now).await?;
        }
        let mut ids: Vec<ListingId> = self.waiting.keys().map(|key| key.listing).collect();
        ids.sort_unstable();
        ids.dedup();
        let homes = unit.counted_homes(&ids).await?;
        let mut counted: BTreeMap<(ListingId, NaiveDate), Times> = BTreeMap::new();
        for (key, times) in &self.waiting {
            let Some(home) = homes.get(&key.listing) else {
                continue;
            };
            if key.visitor.is_some() && key.visitor == home.publisher {
                continue;
            }
            let sum = counted.entry((key.listing, key.day)).or_default();
            sum.0 = sum.0.saturating_add(times.0);
            sum.1 = sum.1.saturating_add(times.1);
        }
        let counted: Vec<Counted> = counted
            .into_iter()
            .map(|((listing, day), (impressions, views))| Counted {
                listing,
                day,
                impressions,
                views,
            })
            .collect();
        unit.count(&counted, &homes, through).await?;
        unit.commit().await?;
        Ok(Written {
            counters: counted.len(),
        })
    }
}

/// Writes what was counted in the background, until it is stopped.
pub struct CountWriter {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl CountWriter {
    /// Starts writing.
    pub fn start(services: Services) -> Self {
        let (stop, mut stopping) = watch::channel(false);
        let task = tokio::spawn(async move {
            let mut batches = Batches::default();
            loop {
                let last = tokio::select! {
                    () = tokio::time::sleep(EVERY) => false,
                    () = services.0.counts_crowded.notified() => false,
                    _ = stopping.wait_for(|stop| *stop) => true,
                };
                if let Err(error) = batches.write(&services).await {
                    tracing::warn!(%error, "views are not written yet");
                    // A crowd would call again at once.
                    tokio::time::sleep(EVERY / 2).await;
                } else if last {
                    // Behind a batch that had failed there is another.
                    if let Err(error) = batches.write(&services).await {
                        tracing::warn!(%error, "the last views were not counted");
                    }
                }
                if last {
                    return;
                }
            }
        });
        Self { stop, task }
    }

    /// Writes what is left, and stops.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if self.task.await.is_err() {
            tracing::error!("counting views ended unexpectedly");
        }
    }
}
