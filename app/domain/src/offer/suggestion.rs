//! What rent to ask.

use crate::ListingCard;
use serde::{Deserialize, Serialize};

crate::listing::words! {
    /// Which homes a suggestion rests on.
    Basis {
        /// Homes of the same estate.
        Estate = "estate",
        /// Homes of the same business district.
        BusinessDistrict = "business_district",
        /// Homes of the same district.
        District = "district",
    }
}

/// A rent to ask, by what comparable homes cost per m²: public ones that are let in the same way, with
/// as many rooms and an area within a quarter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RentSuggestion {
    /// Which homes it rests on.
    pub basis: Basis,
    /// How many they are; never below 5.
    pub count: u32,
    /// Lower quartile for this home's area, CNY per month.
    pub low: u32,
    /// Median for this home's area, CNY per month.
    pub rent: u32,
    /// Upper quartile for this home's area, CNY per month.
    pub high: u32,
    /// Those of them that are most alike.
    pub homes: Vec<ListingCard>,
}

impl RentSuggestion {
    /// Fewer comparable homes than this say nothing.
    pub const MIN: u32 = 5;
    /// So many of the homes are shown.
    pub const SHOWN: usize = 6;
}
