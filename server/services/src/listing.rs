//! One home with everything its page shows.

use crate::{Error, Result, Services};
use domain::{EstateId, ListingDetail, ListingId, ListingStatus};

/// Homes shown as similar.
const SIMILAR: usize = 4;
/// Metro stations that are named.
const STATIONS: usize = 3;

impl Services {
    /// The public listing `id`. Not found unless it is published. At most four SQL statements.
    pub async fn listing(&self, id: ListingId) -> Result<ListingDetail> {
        let (store, index) = (&self.0.store, &self.0.index);
        let record = store
            .listings()
            .detail(id)
            .await?
            .filter(|record| record.status == ListingStatus::Published)
            .ok_or(Error::NotFound)?;
        let card = record.listing.card;
        let agent = match card.agent {
            Some(agent) => store.agents().card(agent).await?,
            None => None,
        };
        Ok(ListingDetail {
            status: record.status,
            detail: record.listing.detail,
            facilities: record.facilities,
            subway_metres: record.subway_metres,
            stations: card.point.map_or_else(Vec::new, |point| {
                self.0.gazetteer.stations().nearest(point, STATIONS)
            }),
            province: record.province,
            photos: record.photos,
            agent,
            estate_listings: card
                .estate
                .as_ref()
                .map_or(0, |estate| index.count_by_estate(EstateId(estate.id))),
            comparison: index.comparison(&card),
            similar: index.similar(&card, SIMILAR),
            updated_at: record.updated_at,
            card,
        })
    }
}
