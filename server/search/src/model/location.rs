//! Where a listing stands: its shard and row, by id.

use std::{collections::HashMap, sync::Arc};

const PAGE: i64 = 512;

/// The place of a listing in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// The shard's index.
    pub shard: u32,
    /// The row in the shard.
    pub row: u32,
}

const NOWHERE: Location = Location {
    shard: u32::MAX,
    row: u32::MAX,
};

type Page = [Location; PAGE as usize];

/// Locations in pages of neighbouring ids, shared by the versions of the model.
#[derive(Clone, Debug, Default)]
pub struct Locations {
    pages: HashMap<i64, Arc<Page>>,
}

impl Locations {
    /// Where the listing `id` stands.
    pub fn get(&self, id: i64) -> Option<Location> {
        self.lookup()(id)
    }

    /// Looks up many listings, fastest by ascending id.
    pub fn lookup(&self) -> impl FnMut(i64) -> Option<Location> + '_ {
        let mut last: Option<(i64, Option<&Arc<Page>>)> = None;
        move |id| {
            let number = id.div_euclid(PAGE);
            let page = match last {
                Some((known, page)) if known == number => page,
                _ => self.pages.get(&number),
            };
            last = Some((number, page));
            page?
                .get(id.rem_euclid(PAGE) as usize)
                .copied()
                .filter(|location| *location != NOWHERE)
        }
    }

    /// Sets where the listing `id` stands; gives where it stood.
    pub fn set(&mut self, id: i64, location: Option<Location>) -> Option<Location> {
        let page = self
            .pages
            .entry(id.div_euclid(PAGE))
            .or_insert_with(|| Arc::new([NOWHERE; PAGE as usize]));
        let slot = Arc::make_mut(page).get_mut(id.rem_euclid(PAGE) as usize)?;
        let before = std::mem::replace(slot, location.unwrap_or(NOWHERE));
        (before != NOWHERE).then_some(before)
    }
}
