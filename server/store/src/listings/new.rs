//! What a listing is said to be, and what became of it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AgentId, BusinessDistrictId, Decoration, DivisionCode, EstateId, FacilitySet, Floor,
    FloorPlanId, Layout, ListingId, ListingStatus, OrientationSet, PaymentTerms, Point, Rent,
    RentMode, TagId, UserId,
};

/// A listing as a source says it is; known by source and id within the source.
#[derive(Clone, Debug, PartialEq)]
pub struct NewListing {
    /// Where the listing comes from; not empty.
    pub source: String,
    /// The listing's id there; not empty.
    pub source_id: String,
    /// The headline, 1 to [`domain::listing::TITLE_MAX`] characters.
    pub title: String,
    /// The description, at most [`domain::listing::DETAIL_MAX`] characters; may be empty.
    pub detail: String,
    /// Monthly rent.
    pub rent: Rent,
    /// Area in m² within [`domain::listing::AREA_RANGE`]; for a shared home, the room's.
    pub area: Option<f64>,
    /// Rent mode.
    pub mode: RentMode,
    /// Rooms, halls, baths.
    pub layout: Layout,
    /// Floor plan; [`crate::floor_plan_for`] tells it from the layout.
    pub floor_plan: Option<FloorPlanId>,
    /// Floor; the number −99 to 999, the total 1 to 999.
    pub floor: Floor,
    /// Orientation.
    pub orientation: OrientationSet,
    /// Whether the building has a lift.
    pub lift: Option<bool>,
    /// Decoration.
    pub decoration: Option<Decoration>,
    /// Facilities.
    pub facilities: FacilitySet,
    /// Payment terms.
    pub payment: Option<PaymentTerms>,
    /// Whether an agent fee is due; `None` when unknown.
    pub agent_fee: Option<bool>,
    /// From when it can be moved into; `None` means at once.
    pub available_from: Option<NaiveDate>,
    /// City.
    pub city: DivisionCode,
    /// District.
    pub district: Option<DivisionCode>,
    /// Business district.
    pub business_district: Option<BusinessDistrictId>,
    /// Estate.
    pub estate: Option<EstateId>,
    /// Street and number; not empty.
    pub street: Option<String>,
    /// Whether a metro station is near.
    pub near_subway: bool,
    /// Metres to the nearest metro station, at most 2³¹ − 1.
    pub subway_metres: Option<u32>,
    /// Where it is.
    pub point: Option<Point>,
    /// The agent who offers it.
    pub agent: Option<AgentId>,
    /// The account that published it.
    pub publisher: Option<UserId>,
    /// Where it stands in its life.
    pub status: ListingStatus,
    /// Tags, the most telling first.
    pub tags: Vec<TagId>,
    /// When it became public, to the microsecond. The same data must come with the same time, else
    /// the listing counts as changed.
    pub published_at: DateTime<Utc>,
    /// Whether it is generated demo data.
    pub demo: bool,
}

/// What became of a listing that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PutListing {
    /// The listing.
    pub id: ListingId,
    /// What happened.
    pub outcome: PutOutcome,
}

/// What putting a listing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PutOutcome {
    /// It is new.
    Inserted,
    /// It was there and said something else.
    Updated,
    /// It was there as it is, or came again later in the same batch; nothing was written for it.
    Unchanged,
}

/// Source and the id there.
pub(super) type Key<'a> = (&'a str, &'a str);

impl NewListing {
    pub(super) fn key(&self) -> Key<'_> {
        (&self.source, &self.source_id)
    }

    /// SQLite would store what PostgreSQL refuses.
    pub(super) fn has_nul(&self) -> bool {
        [&self.source, &self.source_id, &self.title, &self.detail]
            .into_iter()
            .chain(&self.street)
            .any(|text| text.contains('\0'))
    }
}
