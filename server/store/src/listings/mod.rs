//! Listings (房源) with their tags and photos.

mod new;
mod photos;
mod read;
mod row;
mod tags;
mod write;

pub use new::{NewListing, PutListing, PutOutcome};
pub use photos::NewPhoto;
pub use read::Listings;

use chrono::{DateTime, Utc};
use domain::{
    FacilitySet, FloorPlanId, IndexedListing, Layout, ListingStatus, NamedPlace, PhotoRef,
    listing::floor_plan_name,
};

/// A listing with everything that is stored about it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListingRecord {
    /// What its card shows, and the description.
    pub listing: IndexedListing,
    /// Where it stands in its life.
    pub status: ListingStatus,
    /// Facilities.
    pub facilities: FacilitySet,
    /// Metres to the nearest metro station.
    pub subway_metres: Option<u32>,
    /// Province (code and name).
    pub province: NamedPlace,
    /// Floor plan.
    pub floor_plan: Option<FloorPlan>,
    /// All photos in their order, the main one first.
    pub photos: Vec<PhotoRef>,
    /// What is written below each of them; empty where nothing is.
    pub captions: Vec<String>,
    /// Counts the changes, from 1.
    pub version: i64,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A floor plan (户型).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FloorPlan {
    /// Its id, as in the classic system.
    pub id: FloorPlanId,
    /// Its name, such as 两室一厅.
    pub name: String,
}

/// The floor plan of a home of this layout; `None` where rooms or halls are unknown.
pub fn floor_plan_for(layout: Layout) -> Option<FloorPlanId> {
    Some(FloorPlanId(
        match floor_plan_name(layout.rooms?, layout.halls?) {
            "单间" => 1,
            "一室一厅" => 2,
            "两室一厅" => 3,
            "两室两厅" => 4,
            "三室一厅" => 5,
            "三室两厅" => 6,
            "四室两厅" => 7,
            _ => 9,
        },
    ))
}
