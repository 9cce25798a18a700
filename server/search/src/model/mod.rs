//! The listings in memory, one version at a time: what searches read.

mod cards;
pub mod dictionary;
mod location;
pub mod order;
mod places;
pub mod positions;
pub mod shard;
pub mod values;

pub use cards::{Cards, Facts, Texts};
pub use order::{Key, Order};
pub use places::Places;
pub use positions::{PlacePoints, Spot};
pub use shard::{HouseTypeId, Shard, house_type};

use domain::{DivisionCode, ListingCard, ListingId, NamedPlace};
pub use location::Location;
use location::Locations;
use std::{collections::HashMap, sync::Arc};

/// A change of one listing in the model.
#[derive(Clone, Copy)]
pub enum CardChange<'a> {
    /// It is public, looks like this and is of this house type.
    Put(&'a ListingCard, HouseTypeId),
    /// It is not public.
    Remove(ListingId),
}

/// All listings. A copy shares what does not change.
#[derive(Clone, Debug, Default)]
pub struct Model {
    shards: Vec<Arc<Shard>>,
    locations: Locations,
    points: Arc<PlacePoints>,
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

    /// A number that changes when a place or tag gets a name.
    pub fn names(&self) -> u64 {
        self.shards
            .iter()
            .map(|shard| {
                let known = [
                    &shard.districts.names,
                    &shard.business_districts.names,
                    &shard.estates,
                    &shard.tags,
                ];
                1 + known.iter().map(|names| names.learned()).sum::<u64>()
            })
            .sum()
    }

    /// Where the listing stands.
    pub fn locate(&self, id: i64) -> Option<Location> {
        self.locations.get(id)
    }

    /// Looks up where many listings stand, fastest by ascending id.
    pub fn locations(&self) -> impl FnMut(i64) -> Option<Location> + '_ {
        self.locations.lookup()
    }

    /// The card of a listing.
    pub fn card(&self, id: ListingId) -> Option<ListingCard> {
        let location = self.locations.get(id.0)?;
        self.shards.get(location.shard as usize)?.card(location.row)
    }

    /// Applies changes in their order. Costs a copy of the columns of every city they touch.
    pub fn apply<'a>(&mut self, changes: impl Iterator<Item = CardChange<'a>> + Clone) {
        let mut rows: HashMap<i64, (&NamedPlace, usize)> = HashMap::new();
        for change in changes.clone() {
            if let CardChange::Put(card, _) = change {
                rows.entry(card.city.id).or_insert((&card.city, 0)).1 += 1;
            }
        }
        for (city, rows) in rows.into_values() {
            self.reserve(city, rows);
        }
        for change in changes {
            match change {
                CardChange::Put(card, house_type) => self.put(card, house_type),
                CardChange::Remove(id) => self.relocate(id.0, None),
            }
        }
        self.settle();
    }

    /// Makes room for as many more listings in `city`.
    pub fn reserve(&mut self, city: &NamedPlace, rows: usize) {
        let shard = self.shard_of(city);
        if let Some(shard) = self.shards.get_mut(shard as usize) {
            Arc::make_mut(shard).reserve(rows);
        }
    }

    /// Puts a listing. The model can be searched after [`Model::settle`].
    pub fn put(&mut self, card: &ListingCard, house_type: HouseTypeId) {
        let index = self.shard_of(&card.city);
        if let Some(shard) = self.shards.get_mut(index as usize) {
            let row = Arc::make_mut(shard).push(card, house_type);
            self.relocate(card.id.0, Some(Location { shard: index, row }));
        }
    }

    fn relocate(&mut self, id: i64, location: Option<Location>) {
        self.len += u32::from(location.is_some());
        if let Some(before) = self.locations.set(id, location)
            && let Some(shard) = self.shards.get_mut(before.shard as usize)
        {
            Arc::make_mut(shard).kill(before.row);
            self.len -= 1;
        }
    }

    /// Brings the orders up to date, and writes shards anew of which too much is dead.
    pub fn settle(&mut self) {
        for (shard, index) in self.shards.iter_mut().zip(0..) {
            if shard.is_sparse() {
                let compact = shard.compacted();
                for (id, row) in compact.id.iter().zip(0..) {
                    self.locations
                        .set(*id, Some(Location { shard: index, row }));
                }
                *shard = Arc::new(compact);
            } else if shard.is_unsettled() {
                Arc::make_mut(shard).settle();
            }
            if shard.is_unplaced() {
                Arc::make_mut(shard).place(&self.points);
            }
        }
    }

    /// Says where places are, and puts the homes without coordinates there.
    pub fn place(&mut self, points: PlacePoints) {
        self.points = Arc::new(points);
        for shard in &mut self.shards {
            Arc::make_mut(shard).place(&self.points);
        }
    }

    /// Where places are.
    pub fn points(&self) -> &PlacePoints {
        &self.points
    }

    /// The index of the shard of `city`.
    fn shard_of(&mut self, city: &NamedPlace) -> u32 {
        let known = self
            .shards
            .iter()
            .position(|shard| shard.city.id == city.id);
        let index = known.unwrap_or_else(|| {
            self.shards.push(Arc::new(Shard::new(city.clone())));
            self.shards.len() - 1
        });
        u32::try_from(index).unwrap_or(u32::MAX)
    }
}
