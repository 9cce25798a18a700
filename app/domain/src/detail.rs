//! A listing as its own page shows it.

use crate::{
    AgentId, FacilitySet, ListingCard, ListingStatus, NamedPlace, PhotoRef, RentComparison,
    StationId, contact::ResponseRate,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The agent beside a listing. No phone number: that is revealed to people who signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgentCard {
    /// The agent.
    pub id: AgentId,
    /// Name.
    pub name: String,
    /// 满意度: satisfaction, 0 to 5 stars.
    pub service_stars: u8,
    /// 真实度: truthfulness, 0 to 5 stars.
    pub truth_stars: u8,
    /// 专业度: competence, 0 to 5 stars.
    pub skill_stars: u8,
    /// Whether the licence was checked.
    pub certified: bool,
    /// Homes the agent has public now.
    pub listings: u32,
    /// How the agent answers enquiries, once there are enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<ResponseRate>,
}

/// A metro line as it is named at a station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StationLine {
    /// Its name, such as 13号线.
    pub name: String,
    /// Its colour, as `#RRGGBB`.
    pub color: String,
}

/// A metro station near a home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NearStation {
    /// The station.
    pub id: StationId,
    /// Its name, without 站.
    pub name: String,
    /// Its name in pinyin; empty when unknown.
    pub pinyin: String,
    /// The lines that stop there.
    pub lines: Vec<StationLine>,
    /// Metres from the home in a straight line.
    pub metres: u32,
}

/// Everything the page of a listing shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListingDetail {
    /// What its card shows.
    pub card: ListingCard,
    /// Where it stands in its life.
    pub status: ListingStatus,
    /// The description.
    pub detail: String,
    /// Facilities.
    pub facilities: FacilitySet,
    /// Metres to the nearest metro station.
    pub subway_metres: Option<u32>,
    /// The nearest metro stations, the nearest first; empty where no stations are known.
    pub stations: Vec<NearStation>,
    /// Province (code and name).
    pub province: NamedPlace,
    /// All photos in their order, the main one first.
    pub photos: Vec<PhotoRef>,
    /// What is written below each of them; empty where nothing is.
    pub captions: Vec<String>,
    /// Who offers it.
    pub agent: Option<AgentCard>,
    /// Homes of the same estate that are public now.
    pub estate_listings: u32,
    /// The rent beside comparable homes; `None` when there are too few to say anything.
    pub comparison: Option<RentComparison>,
    /// Homes like this one.
    pub similar: Vec<ListingCard>,
    /// When it last changed.
    #[serde(with = "crate::moment")]
    pub updated_at: DateTime<Utc>,
}
