//! A listing as it stands in a result list, and the page of results.

use crate::{
    AgentId, Decoration, Facets, Floor, FloorPlanId, Layout, ListingId, ListingQuery,
    OrientationSet, PaymentTerms, PhotoRef, Point, QueryIssue, Relaxation, RentMode,
    RentStatistics, TagId,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A place or dictionary entry by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedPlace {
    /// The id, or the division's code.
    pub id: i64,
    /// The Chinese name.
    pub name: String,
}

/// A tag as shown on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TagLabel {
    /// The tag.
    pub id: TagId,
    /// Its words, such as 随时看房.
    pub name: String,
}

/// What a card in the result list shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListingCard {
    /// The listing.
    pub id: ListingId,
    /// The headline.
    pub title: String,
    /// Monthly rent in whole CNY.
    pub rent: u32,
    /// Area in m²; for a shared home, the room's.
    pub area: Option<f32>,
    /// Rent mode.
    pub mode: RentMode,
    /// Rooms, halls, baths.
    pub layout: Layout,
    /// Floor.
    pub floor: Floor,
    /// Orientation.
    pub orientation: OrientationSet,
    /// Decoration.
    pub decoration: Option<Decoration>,
    /// Whether the building has a lift.
    pub lift: Option<bool>,
    /// Whether a metro station is near.
    pub near_subway: bool,
    /// Whether an agent fee is due; `None` when unknown.
    pub agent_fee: Option<bool>,
    /// When rent is paid and how much deposit is held.
    pub payment: Option<PaymentTerms>,
    /// City (code and name).
    pub city: NamedPlace,
    /// District (code and name).
    pub district: Option<NamedPlace>,
    /// Business district.
    pub business_district: Option<NamedPlace>,
    /// Estate.
    pub estate: Option<NamedPlace>,
    /// Street and number.
    pub street: Option<String>,
    /// Tags, the most telling first.
    pub tags: Vec<TagLabel>,
    /// Main photo.
    pub photo: Option<PhotoRef>,
    /// Where it is.
    pub point: Option<Point>,
    /// The agent who offers it.
    pub agent: Option<AgentId>,
    /// From when it can be moved into; `None` means at once.
    #[serde(with = "crate::day::optional")]
    pub available_from: Option<NaiveDate>,
    /// The day it became public.
    #[serde(with = "crate::day")]
    pub published_on: NaiveDate,
    /// Whether it is generated demo data.
    pub demo: bool,
}

impl ListingCard {
    /// CNY per m² and month; `None` where the area is unknown.
    pub fn rent_per_area(&self) -> Option<f32> {
        self.area
            .filter(|area| *area > 0.0)
            .map(|area| self.rent as f32 / area)
    }
}

/// A page of search results.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchPage {
    /// The search that was answered: the one asked for, with the words of its text that name filters
    /// turned into filters, and only places that exist. Forms and links go on from here.
    #[serde(with = "crate::query::string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub query: ListingQuery,
    /// The filters of `query` that were words of the text, as [`ListingQuery::without`] takes them.
    pub understood: Vec<String>,
    /// All homes that match.
    pub total: u32,
    /// The page shown, from 1; never beyond `pages`.
    pub page: u32,
    /// Number of pages, at least 1.
    pub pages: u32,
    /// The homes of this page.
    pub listings: Vec<ListingCard>,
    /// Where the next page starts, for endless scrolling; stable while listings come and go.
    pub next_cursor: Option<String>,
    /// Counts for the filter panel, where asked for.
    pub facets: Option<Facets>,
    /// Rents of all homes that match, where asked for.
    pub statistics: Option<RentStatistics>,
    /// When nothing matches: which filter to drop and what that would bring, best first.
    pub relaxations: Vec<Relaxation>,
    /// Names for the places that the query filters by, by parameter and value.
    pub names: Vec<ParamName>,
    /// What in the query could not be taken as it stood.
    pub issues: Vec<QueryIssue>,
}

/// The name of a value that the query filters by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParamName {
    /// The query parameter, such as `district`.
    pub param: String,
    /// The value in the URL.
    pub value: String,
    /// Its Chinese name.
    pub name: String,
}

/// A public listing as the store hands it to the index.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexedListing {
    /// What its card shows; the filters read it too.
    pub card: ListingCard,
    /// The description, for the text search.
    pub detail: String,
    /// Floor plan, where it is known; stands on no card.
    pub floor_plan: Option<FloorPlanId>,
}
