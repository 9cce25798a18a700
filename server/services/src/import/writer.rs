//! Stores batches, each in one transaction.

use super::{dictionaries::Dictionaries, report::FileSummary, row::Draft};
use crate::Clock;
use domain::ListingStatus;
use store::{NewListing, PutOutcome, Store, floor_plan_for};

pub(super) struct Writer<'a> {
    store: &'a Store,
    dry_run: bool,
    clock: &'a dyn Clock,
    dictionaries: Dictionaries,
}

impl<'a> Writer<'a> {
    pub(super) fn new(store: &'a Store, dry_run: bool, clock: &'a dyn Clock) -> Self {
        Self {
            store,
            dry_run,
            clock,
            dictionaries: Dictionaries::default(),
        }
    }

    /// Stores the listings and counts what became of them.
    pub(super) async fn write(
        &mut self,
        drafts: &[Draft],
        summary: &mut FileSummary,
    ) -> Result<(), store::Error> {
        if drafts.is_empty() {
            return Ok(());
        }
        let mut unit = self.store.begin().await?;
        self.dictionaries.learn(&mut unit, drafts).await?;
        let listings: Vec<_> = drafts.iter().map(|draft| self.listing(draft)).collect();
        let put = unit.refresh_listings(&listings, self.clock.now()).await?;
        if self.dry_run {
            // What the dictionaries learnt is undone with the rest.
            unit.rollback().await?;
            self.dictionaries = Dictionaries::default();
        } else {
            unit.commit().await?;
        }
        for listing in put {
            match listing.outcome {
                PutOutcome::Inserted => summary.inserted += 1,
                PutOutcome::Updated => summary.updated += 1,
                PutOutcome::Unchanged => summary.unchanged += 1,
            }
        }
        Ok(())
    }

    fn listing(&self, draft: &Draft) -> NewListing {
        NewListing {
            source: draft.source.clone(),
            source_id: draft.source_id.clone(),
            title: draft.title.clone(),
            detail: draft.detail.clone(),
            rent: draft.rent,
            area: draft.area,
            mode: draft.mode,
            layout: draft.layout,
            floor_plan: floor_plan_for(draft.layout),
            floor: draft.floor,
            orientation: draft.orientation,
            lift: draft.lift,
            decoration: draft.decoration,
            facilities: draft.facilities,
            payment: draft.payment,
            agent_fee: None,
            available_from: None,
            city: draft.city,
            district: draft.district,
            business_district: self.dictionaries.business_district(draft),
            estate: self.dictionaries.estate(draft),
            street: None,
            near_subway: draft.near_subway,
            subway_metres: draft.subway_metres,
            point: draft.point,
            agent: None,
            publisher: None,
            status: ListingStatus::Published,
            tags: self.dictionaries.tags(draft),
            published_at: draft.published_at,
            demo: false,
        }
    }
}
