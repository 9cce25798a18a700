//! Which public pages there are and when they last changed, for search engines.
//!
//! Places and agents are few: their changes are read together and kept for a while. Listings are
//! many: they are read in runs of their ids, so that a part of the sitemap keeps its name and its
//! pages while homes come and go.

use crate::{Result, Services};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ListingId;
use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError},
};

/// How long the changes of places stay true enough.
const KEEP: TimeDelta = TimeDelta::minutes(10);

/// A kind of public page that has a number in its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The page of a city, by its code.
    City,
    /// The page of a district, by its code.
    District,
    /// The page of a business district.
    BusinessDistrict,
    /// The page of an estate.
    Estate,
    /// The page of an agent.
    Agent,
}

impl PageKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::City,
        Self::District,
        Self::BusinessDistrict,
        Self::Estate,
        Self::Agent,
    ];
}

/// A page's number and when the page last changed.
pub type PageChange = (i64, DateTime<Utc>);

/// When the pages that are not of one home last changed.
#[derive(Clone, Debug)]
pub struct PageChanges {
    read_at: DateTime<Utc>,
    /// The size of the runs of listings.
    run_size: u32,
    pages: BTreeMap<PageKind, Vec<PageChange>>,
    /// The runs of listings that have a public one, by their number, from 0.
    pub listing_runs: Vec<PageChange>,
    /// The newest change of all; `None` while there is no listing.
    pub newest: Option<DateTime<Utc>>,
}

impl PageChanges {
    /// The pages of a kind, by their number: those where a home is to be had.
    pub fn pages(&self, kind: PageKind) -> &[PageChange] {
        self.pages.get(&kind).map_or(&[], Vec::as_slice)
    }
}

impl Services {
    /// When the public pages last changed, with listings in runs of `run_size` ids. At most ten
    /// minutes old. Three SQL statements, or none.
    pub async fn page_changes(&self, run_size: u32) -> Result<Arc<PageChanges>> {
        let now = self.0.clock.now();
        let kept = || {
            let kept = self.0.page_changes.read();
            let kept = kept.unwrap_or_else(PoisonError::into_inner).clone()?;
            (kept.run_size == run_size && now - kept.read_at < KEEP).then_some(kept)
        };
        if let Some(kept) = kept() {
            return Ok(kept);
        }
        // The statements read every listing: many crawlers at once wait for one of them.
        let _turn = self.0.reading_changes.lock().await;
        if let Some(kept) = kept() {
            return Ok(kept);
        }
        let fresh = Arc::new(self.read_page_changes(run_size, now).await?);
        *self
            .0
            .page_changes
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&fresh));
        Ok(fresh)
    }

    async fn read_page_changes(&self, run_size: u32, now: DateTime<Utc>) -> Result<PageChanges> {
        let changes = self.0.store.changes();
        let mut found: BTreeMap<(PageKind, i64), (i64, DateTime<Utc>)> = BTreeMap::new();
        for place in changes.places().await? {
            let division = |code: domain::DivisionCode| i64::from(code.0);
            let of = [
                (PageKind::City, Some(division(place.city))),
                (PageKind::District, place.district.map(division)),
                (
                    PageKind::BusinessDistrict,
                    place.business_district.map(|id| id.0),
                ),
                (PageKind::Estate, place.estate.map(|id| id.0)),
            ];
            for (kind, number) in of {
                let Some(number) = number else { continue };
                let (public, changed_at) =
                    found.entry((kind, number)).or_insert((0, place.changed_at));
                *public += place.public;
                *changed_at = place.changed_at.max(*changed_at);
            }
        }
        let mut pages: BTreeMap<PageKind, Vec<PageChange>> = BTreeMap::new();
        for ((kind, number), (public, changed_at)) in found {
            if public > 0 {
                pages.entry(kind).or_default().push((number, changed_at));
            }
        }
        let agents = changes.agents().await?;
        let agents = agents.into_iter().map(|(id, at)| (id.0, at)).collect();
        pages.insert(PageKind::Agent, agents);
        let listing_runs: Vec<PageChange> = changes
            .listing_runs(run_size)
            .await?
            .into_iter()
            .map(|run| (run.number, run.changed_at))
            .collect();
        Ok(PageChanges {
            read_at: now,
            run_size,
            newest: pages.values().flatten().map(|(_, at)| *at).max(),
            pages,
            listing_runs,
        })
    }

    /// The public listings with ids after `after` up to `last` and when they changed, by id, at
    /// most `limit`. One SQL statement.
    pub async fn listing_changes(
        &self,
        after: ListingId,
        last: ListingId,
        limit: u32,
    ) -> Result<Vec<(ListingId, DateTime<Utc>)>> {
        Ok(self.0.store.changes().listings(after, last, limit).await?)
    }
}
