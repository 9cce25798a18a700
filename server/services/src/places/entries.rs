//! The pages there are, for those who list them.

use crate::{Result, Services};
use chrono::{DateTime, Utc};
use domain::{PlaceKind, place_page::agent_path};
use store::ListedPlace;

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// A place.
    Place(PlaceKind),
    /// An agent.
    Agent,
}

/// A page of a place or an agent with public homes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageEntry {
    /// Its address.
    pub path: String,
    /// When what it shows last changed: the last change of any home there, also of one that is no
    /// longer public.
    pub changed: DateTime<Utc>,
}

impl PageKind {
    /// Every kind, the largest places first.
    pub const ALL: [Self; 5] = [
        Self::Place(PlaceKind::City),
        Self::Place(PlaceKind::District),
        Self::Place(PlaceKind::BusinessDistrict),
        Self::Place(PlaceKind::Estate),
        Self::Agent,
    ];
}

impl Services {
    /// The pages of `kind` that have public homes, by id. One statement, which reads every listing:
    /// answers should be kept for a while.
    pub async fn place_pages(&self, kind: PageKind) -> Result<Vec<PageEntry>> {
        let by = match kind {
            PageKind::Place(PlaceKind::City) => ListedPlace::City,
            PageKind::Place(PlaceKind::District) => ListedPlace::District,
            PageKind::Place(PlaceKind::BusinessDistrict) => ListedPlace::BusinessDistrict,
            PageKind::Place(PlaceKind::Estate) => ListedPlace::Estate,
            PageKind::Agent => ListedPlace::Agent,
        };
        let listed = self.0.store.listings().last_changes(by).await?;
        Ok(listed
            .into_iter()
            .map(|(id, changed)| PageEntry {
                path: match kind {
                    PageKind::Place(kind) => kind.path(id),
                    PageKind::Agent => agent_path(id),
                },
                changed,
            })
            .collect())
    }
}
