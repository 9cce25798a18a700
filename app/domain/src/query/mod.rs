//! A search for homes, and its one form in the URL.
//!
//! Everything a search says is in the URL, so that back, reload, sharing and plain forms work.
//! [`ListingQuery::parse`] takes whatever stands there to the nearest sensible meaning and reports
//! what it could not take; [`ListingQuery::to_query_string`] writes the canonical form.

mod parse;
pub(crate) mod string;
mod write;

pub use parse::{ParsedQuery, QueryIssue};

use crate::{
    Area, BusinessDistrictId, Circle, Decoration, DivisionCode, EstateId, FloorBand, MapBox,
    Orientation, PaymentTerms, RentMode, StationId, TagId, listing::words,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Homes on a result page.
pub const PAGE_SIZE: u32 = 20;
/// The longest text that is searched for, in characters; the rest is cut off.
pub const TEXT_MAX: usize = 100;
/// How far from a metro station a home may lie to be near it, in metres in a straight line.
pub const STATION_METRES: u32 = 1_000;
/// The most values that one filter takes; the rest is dropped.
pub const VALUES_MAX: usize = 50;

words! {
    /// The order of results. Ties are broken by the listing's id, newest first.
    Sort {
        /// Best match with the text first; without a text, newest first.
        Relevance = "relevance",
        /// Newest first.
        Newest = "newest",
        /// Lowest rent first.
        RentUp = "rent_up",
        /// Highest rent first.
        RentDown = "rent_down",
        /// Largest first; unknown areas last.
        Area = "area",
        /// Lowest rent per m² first; unknown areas last.
        RentPerArea = "rent_per_area",
    }
}

/// Whole numbers from `min` to `max`, both included, each end possibly open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Range {
    /// Lower end.
    pub min: Option<u32>,
    /// Upper end; never below `min`.
    pub max: Option<u32>,
}

impl Range {
    /// Whether neither end is set.
    pub fn is_open(self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    /// Whether `value` lies within.
    pub fn contains(self, value: u32) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }
}

/// A number of rooms to filter by: 0 (studio) to 4, or 5 for five and more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Rooms(u8);

impl Rooms {
    /// Five and more.
    pub const MANY: u8 = 5;

    /// The filter value that a home of `rooms` falls under.
    pub fn of(rooms: u8) -> Self {
        Self(rooms.min(Self::MANY))
    }

    /// The number; [`Rooms::MANY`] stands for that many and more.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// How the matches of a search are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// As a list, at `/listings`.
    #[default]
    List,
    /// On the map, at `/map`.
    Map,
    /// As statistics, at `/stats`.
    Market,
}

impl View {
    /// The path of its page.
    pub fn path(self) -> &'static str {
        match self {
            Self::List => "/listings",
            Self::Map => "/map",
            Self::Market => "/stats",
        }
    }
}

/// A search: text, filters, order and page. All filters must hold; within one filter, any value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListingQuery {
    /// `q`: words to find, trimmed, without control characters, at most [`TEXT_MAX`] characters.
    pub text: Option<String>,
    /// `city`.
    pub city: Option<DivisionCode>,
    /// `district`.
    pub districts: Vec<DivisionCode>,
    /// `business_district`.
    pub business_districts: Vec<BusinessDistrictId>,
    /// `estate`.
    pub estates: Vec<EstateId>,
    /// `station`: homes within [`STATION_METRES`] of this metro station.
    pub station: Option<StationId>,
    /// The circle that `station` means. Not in the URL: filled in by who knows the stations.
    #[serde(skip)]
    pub around: Option<Circle>,
    /// `rent_min`, `rent_max`: CNY per month.
    pub rent: Range,
    /// `area_min`, `area_max`: m².
    pub area: Range,
    /// `rooms`.
    pub rooms: Vec<Rooms>,
    /// `mode`.
    pub modes: Vec<RentMode>,
    /// `orientation`: faces any of these.
    pub orientations: Vec<Orientation>,
    /// `floor`.
    pub floors: Vec<FloorBand>,
    /// `decoration`.
    pub decorations: Vec<Decoration>,
    /// `payment`: rent is paid in any of these ways.
    pub payments: Vec<PaymentTerms>,
    /// `lift=1`: only homes with a lift.
    pub lift: bool,
    /// `subway=1`: only homes near a metro station.
    pub subway: bool,
    /// `no_fee=1`: only homes without agent fee.
    pub no_fee: bool,
    /// `tag`: has **all** of these.
    pub tags: Vec<TagId>,
    /// `map_box`: west,south,east,north.
    pub map_box: Option<MapBox>,
    /// `within`: lon,lat;lon,lat;… of an area that somebody drew.
    pub within: Option<Area>,
    /// `available_by`: can be moved into by this day.
    #[serde(with = "crate::day::optional")]
    pub available_by: Option<NaiveDate>,
    /// `sort`.
    pub sort: Option<Sort>,
    /// `page`, from 1; `None` is the first.
    pub page: Option<u32>,
    /// `cursor`: continue after the home it names, instead of a page number.
    pub cursor: Option<String>,
    /// Which page [`ListingQuery::to_path`] leads to. It is the page's business, not the search's:
    /// it is neither read from nor written to the query string.
    #[serde(skip)]
    pub view: View,
}

impl ListingQuery {
    /// Whether search engines should list the page of this search: the first page of homes in a
    /// place, with a number of rooms or without, in any view. Any other filter makes one of
    /// endlessly many pages that show the same homes.
    pub fn is_landmark(&self) -> bool {
        let single = self.districts.len() <= 1
            && self.business_districts.len() <= 1
            && self.estates.len() <= 1
            && self.rooms.len() <= 1;
        let places_and_rooms = Self {
            city: self.city,
            districts: self.districts.clone(),
            business_districts: self.business_districts.clone(),
            estates: self.estates.clone(),
            rooms: self.rooms.clone(),
            view: self.view,
            ..Self::default()
        };
        single && *self == places_and_rooms
    }

    /// The parameters that [`ListingQuery::without`] takes, in the order in which chips stand.
    pub const FILTERS: &'static [&'static str] = &[
        "q",
        "city",
        "district",
        "business_district",
        "estate",
        "station",
        "rent",
        "area",
        "rooms",
        "mode",
        "orientation",
        "floor",
        "decoration",
        "payment",
        "lift",
        "subway",
        "no_fee",
        "tag",
        "map_box",
        "within",
        "available_by",
    ];

    /// The order that holds.
    pub fn sort(&self) -> Sort {
        self.sort.unwrap_or(if self.text.is_some() {
            Sort::Relevance
        } else {
            Sort::Newest
        })
    }

    /// The page that is asked for, from 1.
    pub fn page_number(&self) -> u32 {
        self.page.unwrap_or(1).max(1)
    }

    /// Whether the filter named `filter` (one of [`ListingQuery::FILTERS`]) is set.
    pub fn has(&self, filter: &str) -> bool {
        match filter {
            "q" => self.text.is_some(),
            "city" => self.city.is_some(),
            "district" => !self.districts.is_empty(),
            "business_district" => !self.business_districts.is_empty(),
            "estate" => !self.estates.is_empty(),
            "station" => self.station.is_some(),
            "rent" => !self.rent.is_open(),
            "area" => !self.area.is_open(),
            "rooms" => !self.rooms.is_empty(),
            "mode" => !self.modes.is_empty(),
            "orientation" => !self.orientations.is_empty(),
            "floor" => !self.floors.is_empty(),
            "decoration" => !self.decorations.is_empty(),
            "payment" => !self.payments.is_empty(),
            "lift" => self.lift,
            "subway" => self.subway,
            "no_fee" => self.no_fee,
            "tag" => !self.tags.is_empty(),
            "map_box" => self.map_box.is_some(),
            "within" => self.within.is_some(),
            "available_by" => self.available_by.is_some(),
            _ => false,
        }
    }

    /// The same search without the filter named `filter`, from its first page. Dropping the city
    /// drops what lies in it.
    pub fn without(&self, filter: &str) -> Self {
        let mut query = self.first_page();
        match filter {
            "q" => query.text = None,
            "city" => {
                query.city = None;
                query.districts.clear();
                query.business_districts.clear();
                query.estates.clear();
                query.station = None;
                query.around = None;
            }
            "district" => {
                query.districts.clear();
                query.business_districts.clear();
            }
            "business_district" => query.business_districts.clear(),
            "estate" => query.estates.clear(),
            "station" => {
                query.station = None;
                query.around = None;
            }
            "rent" => query.rent = Range::default(),
            "area" => query.area = Range::default(),
            "rooms" => query.rooms.clear(),
            "mode" => query.modes.clear(),
            "orientation" => query.orientations.clear(),
            "floor" => query.floors.clear(),
            "decoration" => query.decorations.clear(),
            "payment" => query.payments.clear(),
            "lift" => query.lift = false,
            "subway" => query.subway = false,
            "no_fee" => query.no_fee = false,
            "tag" => query.tags.clear(),
            "map_box" => query.map_box = None,
            "within" => query.within = None,
            "available_by" => query.available_by = None,
            _ => {}
        }
        query
    }

    /// The same search looked at in another way. Statistics have no order and no pages.
    pub fn viewed(&self, view: View) -> Self {
        let query = match view {
            View::List | View::Map => self.clone(),
            View::Market => Self {
                sort: None,
                ..self.first_page()
            },
        };
        Self { view, ..query }
    }

    /// The same search from its first page.
    pub fn first_page(&self) -> Self {
        Self {
            page: None,
            cursor: None,
            ..self.clone()
        }
    }

    /// The same search at `page`.
    pub fn at_page(&self, page: u32) -> Self {
        Self {
            page: (page > 1).then_some(page),
            cursor: None,
            ..self.clone()
        }
    }

    /// The same search from its first page with `value` of the many-valued filter `param` taken
    /// out if it is selected, else put in. A value that `param` does not take changes nothing.
    pub fn toggled(&self, param: &str, value: &str) -> Self {
        let mut query = self.first_page();
        match param {
            "district" => {
                toggle(&mut query.districts, value);
                query.business_districts.clear();
            }
            "business_district" => toggle(&mut query.business_districts, value),
            "estate" => toggle(&mut query.estates, value),
            "rooms" => toggle(&mut query.rooms, value),
            "mode" => toggle(&mut query.modes, value),
            "orientation" => toggle(&mut query.orientations, value),
            "floor" => toggle(&mut query.floors, value),
            "decoration" => toggle(&mut query.decorations, value),
            "payment" => toggle(&mut query.payments, value),
            "tag" => toggle(&mut query.tags, value),
            "lift" => query.lift = !query.lift,
            "subway" => query.subway = !query.subway,
            "no_fee" => query.no_fee = !query.no_fee,
            _ => {}
        }
        query
    }

    /// Whether `value` of the filter `param` is selected.
    pub fn selects(&self, param: &str, value: &str) -> bool {
        fn any<T: std::fmt::Display>(values: &[T], value: &str) -> bool {
            values.iter().any(|selected| selected.to_string() == value)
        }
        match param {
            "city" => self.city.is_some_and(|city| city.to_string() == value),
            "district" => any(&self.districts, value),
            "business_district" => any(&self.business_districts, value),
            "estate" => any(&self.estates, value),
            "station" => self.station.is_some_and(|id| id.to_string() == value),
            "rooms" => any(&self.rooms, value),
            "mode" => any(&self.modes, value),
            "orientation" => any(&self.orientations, value),
            "floor" => any(&self.floors, value),
            "decoration" => any(&self.decorations, value),
            "payment" => any(&self.payments, value),
            "tag" => any(&self.tags, value),
            "lift" => self.lift,
            "subway" => self.subway,
            "no_fee" => self.no_fee,
            "rent" => !self.rent.is_open() && write::range_param(self.rent) == value,
            _ => false,
        }
    }
}

/// `values` are in order.
fn toggle<T: std::str::FromStr + Ord>(values: &mut Vec<T>, value: &str) {
    let Ok(value) = value.parse() else { return };
    match values.binary_search(&value) {
        Ok(index) => drop(values.remove(index)),
        Err(index) => values.insert(index, value),
    }
}

impl std::fmt::Display for Rooms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Rooms {
    type Err = crate::listing::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let rooms: u8 = text.parse().map_err(|_| crate::listing::UnknownWord)?;
        (rooms <= Self::MANY)
            .then_some(Self(rooms))
            .ok_or(crate::listing::UnknownWord)
    }
}
