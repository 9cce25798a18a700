//! Counts beside the filters.

use serde::{Deserialize, Serialize};

/// One value of a filter and how many homes it would show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facet {
    /// The value as the URL says it.
    pub value: String,
    /// The Chinese name, for places and tags; other values are named by the interface.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Homes with this value that pass all **other** active filters.
    pub count: u32,
}

/// Facets of a search. Each respects all other active filters, not its own.
///
/// Values without a home are left out, except those that the query has selected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facets {
    /// Cities, most homes first.
    pub cities: Vec<Facet>,
    /// Districts of the chosen city, most homes first; empty when no city is chosen.
    pub districts: Vec<Facet>,
    /// Business districts of the chosen districts (of the city when none is chosen), most homes
    /// first, at most 60; empty when no city is chosen.
    pub business_districts: Vec<Facet>,
    /// Room counts: `0` (studio), `1` … `4`, `5` for five and more.
    pub rooms: Vec<Facet>,
    /// Rent modes.
    pub modes: Vec<Facet>,
    /// Orientations.
    pub orientations: Vec<Facet>,
    /// Floor bands.
    pub floors: Vec<Facet>,
    /// Decorations.
    pub decorations: Vec<Facet>,
    /// Payment terms.
    pub payments: Vec<Facet>,
    /// Tags, most homes first, at most 20.
    pub tags: Vec<Facet>,
    /// Rent bands, as `min-max` in CNY per month with an open end left empty (`-1500`, `8000-`).
    pub rent_bands: Vec<Facet>,
    /// Homes with a lift.
    pub lift: u32,
    /// Homes near a metro station.
    pub subway: u32,
    /// Homes without agent fee.
    pub no_fee: u32,
}

/// A filter to drop from a search that found nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Relaxation {
    /// The filter as [`crate::ListingQuery::without`] takes it (`rent`, `rooms`, `q` …).
    pub param: String,
    /// How many homes the search would find without it.
    pub total: u32,
}
