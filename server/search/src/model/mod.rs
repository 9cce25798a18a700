//! The listings in memory, one version at a time: what searches read.

mod cards;
pub mod dictionary;
mod location;
pub mod order;
mod places;
pub mod shard;
pub mod values;

pub use order::{Key, Order};
pub use places::Places;
pub use shard::Shard;

use domain::{DivisionCode, ListingCard, ListingId};
pub use location::Location;
use location::Locations;
use std::{collections::BTreeSet, sync::Arc};

/// A change of one listing in the model.
pub enum CardChange<'a> {
    /// It is public and looks like this.
    Put(&'a ListingCard),
    /// It is not public.
    Remove(ListingId),
}

/// All listings. A copy shares what does not change.
#[derive(Clone, Debug, Default)]
pub struct Model {
    shards: Vec<Arc<Shard>>,
    locations: Locations,
    len: u32,
}

impl Model {
    /// Listings.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// One shard per city that ever had a listing.
    pub fn shards(&self) -> &[Arc<Shard>] {
        &self.shards
    }

    /// The shard of `city` with its index.
    pub fn city(&self, city: DivisionCode) -> Option<(u32, &Shard)> {
        (0u32..)
            .zip(&self.shards)
            .find(|(_, shard)| shard.city.id == i64::from(city.0))
            .map(|(index, shard)| (index, shard.as_ref()))
    }

    /// Where the listing stands.
    pub fn locate(&self, id: i64) -> Option<Location> {
        self.locations.get(id)
    }

    /// The card of a listing.
    pub fn card(&self, id: ListingId) -> Option<ListingCard> {
        let location = self.locations.get(id.0)?;
        self.shards.get(location.shard as usize)?.card(location.row)
    }

    /// Every card, shard by shard.
    pub fn cards(&self) -> impl Iterator<Item = ListingCard> + '_ {
        self.shards.iter().flat_map(|shard| {
            crate::bits::rows(shard.live.words()).filter_map(|row| shard.card(row))
        })
    }

    /// Applies changes in their order. Costs a copy of the columns of every city they touch.
    pub fn apply<'a>(&mut self, changes: impl IntoIterator<Item = CardChange<'a>>) {
        let mut touched = BTreeSet::new();
        for change in changes {
            let (id, card) = match change {
                CardChange::Put(card) => (card.id.0, Some(card)),
                CardChange::Remove(id) => (id.0, None),
            };
            let location = card.and_then(|card| {
                let shard = self.shard_for(card);
                let row = Arc::make_mut(self.shards.get_mut(shard as usize)?).push(card);
                touched.insert(shard);
                Some(Location { shard, row })
            });
            self.len += u32::from(location.is_some());
            if let Some(before) = self.locations.set(id, location)
                && let Some(shard) = self.shards.get_mut(before.shard as usize)
            {
                Arc::make_mut(shard).kill(before.row);
                touched.insert(before.shard);
                self.len -= 1;
            }
        }
        for index in touched {
            let Some(shard) = self.shards.get_mut(index as usize) else {
                continue;
            };
            if shard.is_sparse() {
                let compact = shard.compacted();
                for (id, row) in compact.id.iter().zip(0..) {
                    self.locations
                        .set(*id, Some(Location { shard: index, row }));
                }
                *shard = Arc::new(compact);
            } else {
                Arc::make_mut(shard).settle();
            }
        }
    }

    fn shard_for(&mut self, card: &ListingCard) -> u32 {
        let known = (0u32..)
            .zip(&self.shards)
            .find(|(_, shard)| shard.city.id == card.city.id);
        if let Some((index, _)) = known {
            return index;
        }
        self.shards.push(Arc::new(Shard::new(card.city.clone())));
        u32::try_from(self.shards.len() - 1).unwrap_or(u32::MAX)
    }
}
