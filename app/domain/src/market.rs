//! Figures over the market: what the homes that a search matches cost, by place, size, rooms, rent
//! mode and month.
//!
//! Each breakdown counts like the filters beside the search: with all other conditions, without its
//! own. So a group counts the homes that choosing it shows, and the groups that were not chosen
//! stand beside it for comparison.

use crate::{ListingQuery, QueryIssue, Range, RentMode, RentStatistics, Rooms, card::ParamName};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A median of fewer homes than this says nothing and is left out.
pub const SAMPLE_MIN: u32 = 5;
/// A month with fewer homes than this is left out of the history.
pub const MONTH_MIN: u32 = 20;
/// The most business districts that are listed.
pub const BUSINESS_DISTRICTS_MAX: usize = 30;
/// The most months that the history goes back.
pub const MONTHS_MAX: usize = 60;
/// Where the bands of areas end, in m². A band includes both its ends, as the filter does: a home of
/// exactly 60 m² is in the band below and in the one above.
pub const AREA_BANDS: [u32; 10] = [20, 30, 40, 50, 60, 80, 100, 120, 150, 200];

/// CNY per m² and month, to one decimal. In JSON a number such as `58.3`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = f64))]
pub struct RentPerArea(u32);

impl RentPerArea {
    /// `rent` for `area` m², rounded; `None` where there is no area to divide by.
    pub fn of(rent: u32, area: f32) -> Option<Self> {
        let tenths = (f64::from(rent) * 10.0 / f64::from(area)).round();
        (area > 0.0 && area.is_finite()).then_some(Self(tenths as u32))
    }

    /// From tenths of CNY.
    pub const fn from_tenths(tenths: u32) -> Self {
        Self(tenths)
    }

    /// In tenths of CNY.
    pub const fn tenths(self) -> u32 {
        self.0
    }
}

impl Serialize for RentPerArea {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 10.0)
    }
}

impl<'de> Deserialize<'de> for RentPerArea {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let yuan = f64::deserialize(deserializer)?;
        Ok(Self((yuan * 10.0).round() as u32))
    }
}

/// What a group of homes costs. Medians are exact: the value at rank `⌈n/2⌉`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// Homes.
    pub count: u32,
    /// Median rent in whole CNY per month; `None` for fewer than 5 homes.
    pub median_rent: Option<u32>,
    /// Homes whose area is known.
    pub with_area: u32,
    /// Median of the rents per m² of the homes whose area is known; `None` for fewer than
    /// 5 of these.
    pub median_rent_per_area: Option<RentPerArea>,
}

/// A group of homes and what they cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Group<T> {
    /// What they have in common.
    pub value: T,
    /// What they cost.
    pub figures: Figures,
}

/// A place as a group of homes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MarketPlace {
    /// The id of the business district, or the code of the division.
    pub id: i64,
    /// Its Chinese name.
    pub name: String,
    /// The Chinese name of its city.
    pub city: String,
}

/// What kind of places homes are counted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// Cities: the search spans several.
    #[default]
    City,
    /// Districts: the search lies in one city.
    District,
}

/// Homes by rent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RentBin {
    /// CNY per month, both ends included; the first is open below, the last above.
    pub rent: Range,
    /// Homes.
    pub count: u32,
}

/// Homes by rent and area, all of them counted into the cells of a grid. Cell `i` of an axis holds
/// what is at least `i` steps and less than `i + 1`; the last one everything above.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Density {
    /// Width of a cell in m².
    pub area_step: u32,
    /// Height of a cell in CNY per month.
    pub rent_step: u32,
    /// Cells along the areas.
    pub areas: u32,
    /// Cells along the rents.
    pub rents: u32,
    /// Cells with homes, as place along the areas, place along the rents, homes; in this order.
    pub cells: Vec<(u32, u32, u32)>,
}

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

/// The market of the homes that a search matches.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Market {
    /// The search as it was understood; links start from it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub query: ListingQuery,
    /// All homes that match.
    pub figures: Figures,
    /// Quartiles of their rents; `None` when nothing matches.
    pub rents: Option<RentStatistics>,
    /// What kind of places `places` are.
    pub place_kind: PlaceKind,
    /// Cities, or districts of the only city, most homes first.
    pub places: Vec<Group<MarketPlace>>,
    /// Business districts, most homes first, at most 30.
    pub business_districts: Vec<Group<MarketPlace>>,
    /// Homes by rent, in ascending bins without gap or overlap.
    pub rent_bins: Vec<RentBin>,
    /// Homes by area, in bands that end at 20, 30, 40, 50, 60, 80, 100, 120, 150 and 200 m²; those without area are in none.
    pub area_bands: Vec<Group<Range>>,
    /// Homes by rent and area; `None` when no area is known.
    pub density: Option<Density>,
    /// Homes by number of rooms, ascending; those without are in none.
    pub rooms: Vec<Group<Rooms>>,
    /// Homes by rent mode.
    pub modes: Vec<Group<RentMode>>,
    /// Homes by the month in which they became public, oldest first; months with fewer than
    /// 20 homes are left out, and all but the newest 60.
    pub history: Vec<Group<Month>>,
    /// The cities that have homes, with all conditions but the place: id, name, homes.
    pub cities: Vec<(i64, String, u32)>,
    /// Names for the places that the search filters by, by parameter and value.
    pub names: Vec<ParamName>,
    /// What in the search could not be taken as it stood.
    pub issues: Vec<QueryIssue>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rent_per_area_is_rounded_and_survives_its_json_form() {
        let rent = RentPerArea::of(5_200, 89.5).unwrap();
        assert_eq!(rent.tenths(), 581);
        let json = serde_json::to_string(&rent).unwrap();
        assert_eq!(json, "58.1");
        assert_eq!(serde_json::from_str::<RentPerArea>(&json).unwrap(), rent);
        assert_eq!(RentPerArea::of(5_200, 0.0), None);
        assert_eq!(RentPerArea::of(5_200, f32::NAN), None);
    }
}
