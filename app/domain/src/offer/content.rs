//! What a listing says, once it is known to be right.

use crate::{
    BusinessDistrictId, Decoration, DivisionCode, EstateId, FacilitySet, Floor, Layout,
    OrientationSet, PaymentTerms, Point, Rent, RentMode,
};
use chrono::NaiveDate;

/// The longest street, in characters.
pub const STREET_MAX: usize = 100;
/// The most tags of a listing.
pub const TAGS_MAX: usize = 10;
/// The longest tag, in characters.
pub const TAG_MAX: usize = 20;

/// What a listing says. Whether the places are there, and lie in each other, is for the server to see.
#[derive(Clone, Debug, PartialEq)]
pub struct ListingContent {
    /// The headline.
    pub title: String,
    /// The description; may be empty.
    pub detail: String,
    /// Monthly rent.
    pub rent: Rent,
    /// Area in m²; for a shared home, the room's.
    pub area: Option<f64>,
    /// Rent mode.
    pub mode: RentMode,
    /// Rooms, halls, baths.
    pub layout: Layout,
    /// Floor.
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
    /// Estate; nothing for one that is named only.
    pub estate: Option<EstateId>,
    /// Name of the estate; empty where there is none.
    pub estate_name: String,
    /// Street and number.
    pub street: Option<String>,
    /// Where it is.
    pub point: Option<Point>,
    /// Tags, the most telling first.
    pub tags: Vec<String>,
}
