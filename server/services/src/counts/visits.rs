//! Who looked at which home within the hour, so that reading a page again counts no second time.

use crate::Caller;
use domain::ListingId;
use moka::sync::Cache;
use std::{
    hash::{BuildHasher, RandomState},
    time::Duration,
};

/// Visits that are remembered, some 10 MB. Of more than these the oldest count once more.
const VISITS_MAX: u64 = 100_000;
/// How long a visit is of interest.
const HOUR: Duration = Duration::from_secs(3_600);

/// The visits of this hour, in memory only. Who came is a number that means nothing outside this process.
pub(crate) struct Visits {
    seen: Cache<(u64, ListingId), i64>,
    hash: RandomState,
}

impl Default for Visits {
    fn default() -> Self {
        Self {
            seen: Cache::builder()
                .max_capacity(VISITS_MAX)
                .time_to_live(HOUR)
                .build(),
            hash: RandomState::new(),
        }
    }
}

impl Visits {
    /// Whether `caller` looks at `home` for the first time in the hour of this number. A person is known by
    /// the account, others by their network and device.
    pub(crate) fn is_first(&self, caller: &Caller, home: ListingId, hour: i64) -> bool {
        let visitor = match caller.user() {
            Some(user) => self.hash.hash_one(user),
            None => {
                let client = &caller.client;
                self.hash.hash_one((client.network(), &client.device))
            }
        };
        let mut first = false;
        self.seen.entry((visitor, home)).and_upsert_with(|known| {
            first = known.is_none_or(|known| known.into_value() != hour);
            hour
        });
        first
    }
}
