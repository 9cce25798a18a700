//! Keeping things in this process.

use super::{Cache, Kept, Tag, Usage};
use futures::future::BoxFuture;
use moka::sync;
use std::{
    future::ready,
    sync::atomic::{AtomicU64, Ordering},
};

/// What a piece takes beside its key and its value, in bytes.
const OVERHEAD: usize = 200;
/// No piece takes more than one part of so many of the room.
const PARTS: u64 = 16;

/// Keeps things in this process, in so many bytes at most; what is asked for seldom makes room.
pub struct LocalCache {
    pieces: sync::Cache<String, Kept>,
    largest: u64,
    versions: [AtomicU64; Tag::ALL.len()],
}

impl LocalCache {
    /// With room for `bytes`.
    pub fn new(bytes: u64) -> Self {
        Self {
            pieces: sync::Cache::builder()
                .max_capacity(bytes)
                .weigher(|key: &String, kept: &Kept| {
                    let bytes = key.len() + kept.value.len() + OVERHEAD;
                    u32::try_from(bytes).unwrap_or(u32::MAX)
                })
                .build(),
            largest: bytes / PARTS,
            versions: Default::default(),
        }
    }

    fn version(&self, tag: Tag) -> Option<&AtomicU64> {
        let at = Tag::ALL.iter().position(|known| *known == tag)?;
        self.versions.get(at)
    }
}

impl Cache for LocalCache {
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Option<Kept>> {
        Box::pin(ready(self.pieces.get(key)))
    }

    fn set<'a>(&'a self, key: &'a str, kept: Kept) -> BoxFuture<'a, ()> {
        if kept.value.len() as u64 <= self.largest {
            self.pieces.insert(key.to_owned(), kept);
        }
        Box::pin(ready(()))
    }

    fn versions<'a>(&'a self, tags: &'a [Tag]) -> BoxFuture<'a, Vec<u64>> {
        let versions = tags.iter().filter_map(|tag| self.version(*tag));
        let versions = versions.map(|version| version.load(Ordering::Acquire));
        Box::pin(ready(versions.collect()))
    }

    fn drop_tagged(&self, tag: Tag) -> BoxFuture<'_, ()> {
        if let Some(version) = self.version(tag) {
            version.fetch_add(1, Ordering::AcqRel);
        }
        Box::pin(ready(()))
    }

    fn usage(&self) -> BoxFuture<'_, Usage> {
        self.pieces.run_pending_tasks();
        Box::pin(ready(Usage {
            entries: self.pieces.entry_count(),
            bytes: self.pieces.weighted_size(),
        }))
    }
}
