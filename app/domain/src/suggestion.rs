//! Places offered while somebody types.

use crate::DivisionCode;
use serde::{Deserialize, Serialize};

/// What kind of place a suggestion is, the widest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// A city.
    City,
    /// A district of a city.
    District,
    /// A business district.
    BusinessDistrict,
    /// A metro station, with the homes around it.
    Station,
    /// An estate.
    Estate,
}

/// A place to search in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suggestion {
    /// What kind of place it is.
    pub kind: SuggestionKind,
    /// The id, or the division's code, as the filter of this kind takes it.
    pub id: i64,
    /// The Chinese name.
    pub name: String,
    /// The name in Latin letters, for those who do not read Chinese; empty where it needs none.
    pub latin: String,
    /// The part of the name that matches what was typed: first character and number of characters.
    pub matched: (u16, u16),
    /// The city it lies in.
    pub city: DivisionCode,
    /// Where it lies, the widest first: city, district, business district, as far as they are known
    /// and say more than the name; for a metro station its city and its lines.
    pub within: Vec<String>,
    /// Homes that choosing it shows, without any other filter. Never 0.
    pub count: u32,
}

/// The places that what was typed may mean, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suggestions {
    /// The words that the places do not stand for, to be searched as text beside the place.
    pub rest: String,
    /// The places.
    pub places: Vec<Suggestion>,
}
