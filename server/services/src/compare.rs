//! Homes side by side, and the homes that somebody kept.

use crate::{Result, Services};
use domain::{
    CompareQuery, ComparedHome, ComparedListing, GoneListing, ListingCard, ListingId, ListingStatus,
};
use std::collections::HashMap;

/// The most cards that are handed out at once.
pub const CARDS_MAX: usize = 100;

impl Services {
    /// What is compared of the first [`CompareQuery::MAX`] of these homes, in the order of `ids`. A
    /// home that is not public is said to be gone, with what became of it. Three SQL statements.
    pub async fn compare(&self, ids: &[ListingId]) -> Result<Vec<ComparedHome>> {
        let ids = ids.get(..CompareQuery::MAX).unwrap_or(ids);
        let records = self.0.store.listings().details(ids).await?;
        let mut found: HashMap<ListingId, _> = records
            .into_iter()
            .map(|record| (record.listing.card.id, record))
            .collect();
        let homes = ids.iter().map(|id| match found.remove(id) {
            Some(record) if record.status == ListingStatus::Published => {
                let card = record.listing.card;
                ComparedHome::Shown(Box::new(ComparedListing {
                    facilities: record.facilities,
                    subway_metres: record.subway_metres,
                    comparison: self.0.index.comparison(&card),
                    card,
                }))
            }
            record => ComparedHome::Gone {
                id: *id,
                last: record
                    .filter(|record| record.status.was_public())
                    .map(|record| GoneListing {
                        status: record.status,
                        title: record.listing.card.title,
                    }),
            },
        });
        Ok(homes.collect())
    }

    /// The cards of those of these homes that are public, in the order of `ids`, at most
    /// [`CARDS_MAX`]. Answered by the index alone.
    pub fn cards(&self, ids: &[ListingId]) -> Vec<ListingCard> {
        let ids = ids.get(..CARDS_MAX).unwrap_or(ids);
        ids.iter().filter_map(|id| self.0.index.card(*id)).collect()
    }
}
