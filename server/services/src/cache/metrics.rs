//! Whether keeping things is worth it.

use super::Usage;
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};
use utoipa::ToSchema;

/// How somebody got what they asked for.
#[derive(Clone, Copy)]
pub(super) enum Outcome {
    /// It was kept.
    Hit,
    /// Somebody else was at work on it.
    Waited,
    /// It had to be made.
    Miss,
}

/// Counts by purpose.
#[derive(Default)]
pub(super) struct Metrics(RwLock<BTreeMap<&'static str, Arc<[AtomicU64; 3]>>>);

/// How often something of a purpose was asked for since the program started.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CachePurpose {
    /// What is kept.
    pub name: &'static str,
    /// How often it was there.
    pub hits: u64,
    /// How often somebody else was making it, and one waited for that.
    pub waited: u64,
    /// How often it was made.
    pub misses: u64,
}

/// How the cache of this process fares.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CacheReport {
    /// Whether anything is kept.
    pub on: bool,
    /// Pieces.
    pub entries: u64,
    /// What they take, in bytes.
    pub bytes: u64,
    /// By what they are for, in the order of their names.
    pub purposes: Vec<CachePurpose>,
}

impl Metrics {
    pub(super) fn count(&self, name: &'static str, outcome: Outcome) {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let counts = known.get(name).map(Arc::clone);
        drop(known);
        let counts = counts.unwrap_or_else(|| {
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry(name).or_default())
        });
        if let Some(count) = counts.get(outcome as usize) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub(super) fn report(&self, on: bool, usage: Usage) -> CacheReport {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let purposes = all.iter().map(|(name, counts)| {
            let [hits, waited, misses] = &**counts;
            CachePurpose {
                name,
                hits: hits.load(Ordering::Relaxed),
                waited: waited.load(Ordering::Relaxed),
                misses: misses.load(Ordering::Relaxed),
            }
        });
        CacheReport {
            on,
            entries: usage.entries,
            bytes: usage.bytes,
            purposes: purposes.collect(),
        }
    }
}

impl CacheReport {
    /// The same in the text format of Prometheus.
    pub fn prometheus(&self) -> String {
        let mut text = String::from(
            "# HELP zufang_cache_requests_total What was asked for, and whether it was kept.\n\
             # TYPE zufang_cache_requests_total counter\n",
        );
        for purpose in &self.purposes {
            let outcomes = [
                ("hit", purpose.hits),
                ("waited", purpose.waited),
                ("miss", purpose.misses),
            ];
            for (outcome, count) in outcomes {
                // Writing to a string cannot fail.
                let _ = writeln!(
                    text,
                    "zufang_cache_requests_total{{cache=\"{}\",outcome=\"{outcome}\"}} {count}",
                    purpose.name
                );
            }
        }
        for (name, help, value) in [
            ("entries", "Pieces that are kept.", self.entries),
            ("bytes", "What they take.", self.bytes),
        ] {
            let _ = writeln!(
                text,
                "# HELP zufang_cache_{name} {help}\n# TYPE zufang_cache_{name} gauge\nzufang_cache_{name} {value}"
            );
        }
        text
    }
}
