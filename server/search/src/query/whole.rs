//! All matches of a search, to be read piece by piece.

use super::{
    cursor::Ranking,
    matches::{TextMatches, parts},
    page,
};
use crate::{ListingIndex, Result, index::Version, model::Order};
use domain::{ListingCard, ListingQuery, Sort};
use std::{fmt, sync::Arc};

/// The homes that matched a search when it was asked, in its order. What changes meanwhile changes nothing
/// here: no home comes twice, none is left out. Takes eight bytes a home and holds on to the state of the
/// index that it reads.
pub struct Whole {
    version: Arc<Version>,
    /// Shard and row of each home.
    places: Vec<(u32, u32)>,
    /// How many were read.
    read: usize,
}

impl fmt::Debug for Whole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (total, read) = (self.len(), self.read);
        write!(f, "Whole({read} of {total})")
    }
}

impl Whole {
    /// All homes that match.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The cards of the next homes, at most `most`; none at the end.
    pub fn next(&mut self, most: usize) -> Vec<ListingCard> {
        let end = self.read.saturating_add(most).min(self.places.len());
        let next = self.places.get(self.read..end).unwrap_or_default();
        self.read = end;
        let shards = self.version.model.shards();
        next.iter()
            .filter_map(|(shard, row)| shards.get(*shard as usize)?.card(*row))
            .collect()
    }
}

impl ListingIndex {
    /// Everything that matches `query`; its page and cursor play no part.
    ///
    /// # Errors
    /// Only when a file of the text index cannot be read.
    pub fn whole(&self, query: &ListingQuery) -> Result<Whole> {
        let version = Arc::clone(&self.version());
        let model = &version.model;
        let text = TextMatches::of(query, &version, self.segmenter())?;
        let parts = parts(model, query, text.as_ref());
        let ranking = match query.sort() {
            Sort::Relevance if text.is_some() => Ranking::Relevance,
            sort => Ranking::Order(Order::of(sort)),
        };
        // Where a city is searched in, the only part is that city's shard; else each is that of its number.
        let city = query.city.and_then(|city| model.city(city));
        let city = city.map(|(shard, _)| shard);
        let mut places = page::all(&parts, ranking);
        if let Some(city) = city {
            for (shard, _) in &mut places {
                *shard = city;
            }
        }
        Ok(Whole {
            version,
            places,
            read: 0,
        })
    }
}
