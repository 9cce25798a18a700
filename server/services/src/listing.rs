//! One home with everything its page shows.

use crate::{Error, Result, Services};
use domain::{EstateId, ListingDetail, ListingId, ListingStatus};
use store::ListingRecord;

/// Homes shown as similar.
const SIMILAR: usize = 4;
/// Metro stations that are named.
const STATIONS: usize = 3;

impl Services {
    /// The listing `id` while it is offered. Gone when it has been let, taken back or has expired,
    /// not found when it never was public. At most five SQL statements.
    pub async fn listing(&self, id: ListingId) -> Result<ListingDetail> {
        let listing = self.listing_with_past(id).await?;
        if listing.status.is_over() {
            return Err(Error::Gone);
        }
        Ok(listing)
    }

    /// The listing `id` if it is public or ever was; its status says which. Of a home that is over
    /// nobody is named who offers it, and of one that its agent took back or nobody confirmed only
    /// the headline's facts are left. At most five SQL statements.
    pub async fn listing_with_past(&self, id: ListingId) -> Result<ListingDetail> {
        let mut record = self
            .store()
            .listings()
            .detail(id)
            .await?
            .filter(|record| record.status.was_public())
            .ok_or(Error::NotFound)?;
        if record.status.is_over() {
            record.listing.card.agent = None;
        }
        if matches!(
            record.status,
            ListingStatus::Withdrawn | ListingStatus::Expired
        ) {
            let card = &mut record.listing.card;
            (card.street, card.point, card.photo) = (None, None, None);
            record.listing.detail = String::new();
            (record.photos, record.captions) = (Vec::new(), Vec::new());
        }
        self.detail_of(record).await
    }

    /// A home with everything its page shows around it. At most two SQL statements.
    pub(crate) async fn detail_of(&self, record: ListingRecord) -> Result<ListingDetail> {
        let (store, index) = (&self.0.store, &self.0.index);
        let card = record.listing.card;
        let mut agent = match card.agent {
            Some(agent) => store.agents().card(agent).await?,
            None => None,
        };
        if let Some(agent) = &mut agent {
            agent.response = self.response_rate(agent.id).await?;
        }
        Ok(ListingDetail {
            status: record.status,
            detail: record.listing.detail,
            facilities: record.facilities,
            subway_metres: record.subway_metres,
            stations: card.point.map_or_else(Vec::new, |point| {
                self.gazetteer().stations().nearest(point, STATIONS)
            }),
            province: record.province,
            photos: record.photos,
            captions: record.captions,
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
