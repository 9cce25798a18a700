//! The vocabulary of Zufang (租房网) that server and browser share: ids, places, listings, the
//! search query and its URL form, search results, and the public error.
//!
//! Wasm-safe: no I/O, no clock, no randomness.

pub mod account;
pub mod agents;
pub mod area;
pub mod card;
pub mod classic;
pub mod compare;
pub mod contact;
pub mod cost;
pub mod day;
pub mod detail;
pub mod error;
pub mod facets;
pub mod ids;
pub mod listing;
pub mod map;
pub mod market;
pub mod moderation;
pub mod moment;
pub mod money;
pub mod offer;
pub mod paging;
pub mod photo;
pub mod place;
pub mod place_name;
pub mod place_page;
pub mod query;
pub mod statistics;
pub mod suggestion;
pub mod webhook;

pub use area::Area;
pub use card::{IndexedListing, ListingCard, NamedPlace, SearchPage, TagLabel};
pub use compare::{
    CompareIssue, CompareQuery, ComparedHome, ComparedListing, GoneListing, ParsedCompare,
};
pub use cost::{Assumption, Cost, CostFacts, CostLine, TermsBasis, TrueCost};
pub use detail::{AgentCard, ListingDetail, NearStation, StationLine};
pub use error::{AppError, ErrorCode, FieldError};
pub use facets::{Facet, Facets, Relaxation};
pub use ids::{
    AgentId, AppealId, BusinessDistrictId, DivisionCode, EnquiryId, EstateId, FloorPlanId,
    LicenceId, LineId, ListingId, NetworkRuleId, NoticeId, PhotoId, PrivilegeId, ReportId,
    ReviewId, RoleId, SavedSearchId, SessionId, StationId, StrikeId, TagId, TokenId, UserId,
    ViewingId, WebhookId,
};
pub use listing::{
    Decoration, Facility, FacilitySet, Floor, FloorBand, Layout, ListingStatus, Orientation,
    OrientationSet, PaymentTerms, RentMode,
};
pub use map::{Cluster, ClusterPlace, HomeMap, MapView, Pin, Position, Precision};
pub use market::Market;
pub use money::Rent;
pub use paging::Rows;
pub use photo::PhotoRef;
pub use place::{Circle, DivisionLevel, MapBox, Point};
pub use place_name::PlaceName;
pub use place_page::{
    AgentPage, Beginning, EntryPoint, HomePage, Median, MonthFigures, PlaceFigures, PlaceKind,
    PlacePage, Prices, ProvinceCities, RoomFigures,
};
pub use query::{ListingQuery, ParsedQuery, QueryIssue, Range, Rooms, Sort, View};
pub use statistics::{RentComparison, RentStatistics, RentVerdict};
pub use suggestion::{Suggestion, SuggestionKind, Suggestions};
