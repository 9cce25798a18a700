//! Places and agents as their own pages show them, and the home page.

use crate::{
    AgentCard, DivisionCode, ListingCard, ListingQuery, NamedPlace, Point, RentComparison,
    RentStatistics, agents::AgentAbout, listing::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// A place that has a page of its own.
    PlaceKind {
        /// A city.
        City = "city",
        /// A district of a city.
        District = "district",
        /// A business district.
        BusinessDistrict = "business_district",
        /// An estate.
        Estate = "estate",
    }
}

impl PlaceKind {
    /// The address of the page of the place `id` of this kind.
    pub fn path(self, id: i64) -> String {
        let folder = match self {
            Self::City => "/cities/",
            Self::District => "/districts/",
            Self::BusinessDistrict => "/business-districts/",
            Self::Estate => "/estates/",
        };
        [folder, &id.to_string()].concat()
    }

    /// What the address of a page of a place names: the kind, and the number.
    pub fn of_path(path: &str) -> Option<(Self, i64)> {
        let (folder, id) = path.strip_prefix('/')?.split_once('/')?;
        let kind = match folder {
            "cities" => Self::City,
            "districts" => Self::District,
            "business-districts" => Self::BusinessDistrict,
            "estates" => Self::Estate,
            _ => return None,
        };
        Some((kind, id.trim_end_matches('/').parse().ok()?))
    }

    /// The search for homes in the place `id` of this kind, which lies in `city`.
    pub fn search(self, city: Option<DivisionCode>, id: i64) -> ListingQuery {
        let mut query = ListingQuery {
            city,
            ..ListingQuery::default()
        };
        let code = i32::try_from(id).ok().map(DivisionCode);
        match self {
            Self::City => query.city = code,
            Self::District => query.districts = code.into_iter().collect(),
            Self::BusinessDistrict => {
                query.business_districts = vec![crate::BusinessDistrictId(id)]
            }
            Self::Estate => query.estates = vec![crate::EstateId(id)],
        }
        query
    }
}

/// The address that remembers the city `code` as the one somebody looks in.
pub fn city_choice_path(code: i64) -> String {
    ["/city/", &code.to_string()].concat()
}

/// The address of the page of the agent `id`.
pub fn agent_path(id: i64) -> String {
    ["/agents/", &id.to_string()].concat()
}

/// Fewer homes than this say nothing about what homes cost.
pub const FIGURES_MIN: u32 = RentComparison::MIN;

/// The middle of some figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Median {
    /// How many figures; never below 8.
    pub count: u32,
    /// The one at rank `⌈count/2⌉`.
    pub median: u32,
}

/// A place in a list of places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceFigures {
    /// Id and Chinese name.
    pub place: NamedPlace,
    /// Public homes there.
    pub homes: u32,
    /// Monthly rents of the entire homes among them; `None` when they are too few.
    pub entire: Option<Median>,
}

/// What homes of one number of rooms cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoomFigures {
    /// The number of rooms as the filter has it: 5 stands for five and more.
    pub rooms: u8,
    /// Monthly rents.
    pub rents: RentStatistics,
}

/// What homes of a month cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonthFigures {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// Rents per m² and month in tenths of a CNY.
    pub per_area: Median,
}

/// What homes cost. Figures of fewer than [`FIGURES_MIN`] homes are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Prices {
    /// Monthly rents of entire homes.
    pub entire: Option<RentStatistics>,
    /// Monthly rents of rooms in shared homes.
    pub shared: Option<RentStatistics>,
    /// Rents per m² and month of entire homes, in tenths of a CNY.
    pub per_area: Option<Median>,
    /// Monthly rents of entire homes by number of rooms, few rooms first.
    pub rooms: Vec<RoomFigures>,
    /// Rents per m² of entire homes by the month in which they were published, the oldest first;
    /// empty unless there are at least two months.
    pub months: Vec<MonthFigures>,
}

/// Everything the page of a place shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlacePage {
    /// What kind of place.
    pub kind: PlaceKind,
    /// Id and Chinese name.
    pub place: NamedPlace,
    /// Where it lies, the largest first: city, district, business district.
    pub within: Vec<(PlaceKind, NamedPlace)>,
    /// The city it lies in, or the city itself.
    pub city: NamedPlace,
    /// A point inside.
    pub point: Option<Point>,
    /// A few words about it; may be empty.
    pub intro: String,
    /// Public homes there.
    pub homes: u32,
    /// How many of them are let as a whole.
    pub entire: u32,
    /// How many of them are near a metro station.
    pub near_subway: u32,
    /// The newest homes.
    pub newest: Vec<ListingCard>,
    /// What homes cost.
    pub prices: Prices,
    /// What `parts` are; `None` for a kind that has none.
    pub parts_kind: Option<PlaceKind>,
    /// The places of which it consists, most homes first.
    pub parts: Vec<PlaceFigures>,
    /// Places of its own kind nearby.
    pub neighbours: Vec<PlaceFigures>,
    /// Whether the neighbours are in the order of their distance.
    pub nearest: bool,
}

impl PlacePage {
    /// The search for homes in the place.
    pub fn search(&self) -> ListingQuery {
        let city = i32::try_from(self.city.id).ok().map(DivisionCode);
        self.kind.search(city, self.place.id)
    }
}

/// Everything the page of an agent shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgentPage {
    /// What everybody may see of the agent.
    pub agent: AgentCard,
    /// What else everybody may read about the agent.
    pub about: AgentAbout,
    /// Homes that are public.
    pub homes: u32,
    /// The page of homes shown, from 1.
    pub page: u32,
    /// Number of pages, at least 1.
    pub pages: u32,
    /// The homes of this page, the newest first.
    pub listings: Vec<ListingCard>,
    /// The estates the agent works in, with the agent's public homes there; most homes first.
    pub estates: Vec<(NamedPlace, u32)>,
}

words! {
    /// A search that many people begin with.
    EntryPoint {
        /// Entire homes.
        Entire = "entire",
        /// Rooms in shared homes.
        Shared = "shared",
        /// Near a metro station.
        NearSubway = "near_subway",
        /// Cheaper than three quarters of the homes.
        LowRent = "low_rent",
        /// One room.
        OneRoom = "one_room",
        /// Two rooms.
        TwoRooms = "two_rooms",
        /// Three rooms.
        ThreeRooms = "three_rooms",
        /// With a lift.
        Lift = "lift",
        /// Without agent fee.
        NoFee = "no_fee",
    }
}

/// A search to begin with, and what it finds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Beginning {
    /// Which.
    pub entry: EntryPoint,
    /// The search.
    pub query: ListingQuery,
    /// Homes it finds; never 0.
    pub homes: u32,
}

/// Everything the home page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HomePage {
    /// The city it is about; `None` while no city has a home.
    pub city: Option<NamedPlace>,
    /// Public homes everywhere.
    pub all_homes: u32,
    /// Public homes in the city.
    pub homes: u32,
    /// The cities with most homes.
    pub cities: Vec<PlaceFigures>,
    /// Searches to begin with in the city.
    pub beginnings: Vec<Beginning>,
    /// The newest homes of the city.
    pub newest: Vec<ListingCard>,
    /// The districts of the city, most homes first.
    pub districts: Vec<PlaceFigures>,
}

/// The cities of a province that have public homes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProvinceCities {
    /// Code and Chinese name of the province.
    pub province: NamedPlace,
    /// The capital letter with which its name begins in pinyin, under which people look it up.
    pub initial: char,
    /// Its cities, most homes first.
    pub cities: Vec<PlaceFigures>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_leads_to_the_search_that_finds_its_homes() {
        let city = Some(DivisionCode(110_100));
        for (kind, id, path, search) in [
            (
                PlaceKind::City,
                110_100,
                "/cities/110100",
                "/listings?city=110100",
            ),
            (
                PlaceKind::District,
                110_105,
                "/districts/110105",
                "/listings?city=110100&district=110105",
            ),
            (
                PlaceKind::BusinessDistrict,
                7,
                "/business-districts/7",
                "/listings?city=110100&business_district=7",
            ),
            (
                PlaceKind::Estate,
                9,
                "/estates/9",
                "/listings?city=110100&estate=9",
            ),
        ] {
            assert_eq!(kind.path(id), path);
            assert_eq!(PlaceKind::of_path(path), Some((kind, id)));
            assert_eq!(kind.search(city, id).to_path(), search);
        }
    }

    #[test]
    fn an_address_without_a_number_names_no_place() {
        for path in [
            "",
            "/",
            "/cities",
            "/cities/",
            "/cities/x",
            "/cities/1/2",
            "/estates/9223372036854775808",
            "/provinces/1",
            "estates/1",
        ] {
            assert_eq!(PlaceKind::of_path(path), None, "{path}");
        }
    }
}
