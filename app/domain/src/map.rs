//! Homes on the map.

use crate::{ListingId, MapBox, Point, RentMode};
use serde::{Deserialize, Serialize};

/// How well it is known where a home is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// The home has coordinates of its own.
    Home,
    /// It stands where other homes of its estate are.
    Estate,
    /// It stands in the middle of its business district.
    BusinessDistrict,
}

/// Where a home stands on the map.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Position {
    /// The place.
    pub point: Point,
    /// How far the home may be from it.
    pub precision: Precision,
}

/// What part of the map is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapView {
    /// The edges.
    pub map_box: MapBox,
    /// The zoom level of web maps, 0 to 22: at level z the world is 256·2^z pixels wide.
    pub zoom: u8,
}

/// The place that all homes of a cluster share, as a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClusterPlace {
    /// The query parameter: `city`, `district`, `business_district` or `estate`.
    pub param: String,
    /// Its value.
    pub value: String,
    /// The Chinese name.
    pub name: String,
}

/// A home that stands alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pin {
    /// The listing.
    pub id: ListingId,
    /// The headline.
    pub title: String,
    /// Rent mode.
    pub mode: RentMode,
    /// Rooms, where known.
    pub rooms: Option<u8>,
    /// Area in m², where known.
    pub area: Option<f32>,
}

/// Homes that are shown together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cluster {
    /// How many homes.
    pub count: u32,
    /// The median of their rents, CNY per month.
    pub median_rent: u32,
    /// The middle of the homes; of a city or district, a point inside.
    pub point: Point,
    /// The box around the homes; `None` for cities and districts, and where all stand at one point.
    pub bounds: Option<MapBox>,
    /// How well the worst known of them is known; `None` for cities and districts.
    pub precision: Option<Precision>,
    /// The place that all of them share.
    pub place: Option<ClusterPlace>,
    /// The home, if it is only one.
    pub home: Option<Pin>,
}

/// The homes of a search on the map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HomeMap {
    /// All homes that match.
    pub total: u32,
    /// How many of them have a position. Of the others at most the district is known.
    pub placed: u32,
    /// All matches by city, or by district when a city is chosen or zoomed to.
    pub places: Vec<Cluster>,
    /// The homes in view; empty as long as the view is so wide that places are shown instead.
    pub clusters: Vec<Cluster>,
    /// The box around all matches that have a position.
    pub bounds: Option<MapBox>,
}
