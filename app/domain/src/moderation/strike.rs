//! Strikes (违规记分): too many, and nothing can be published for a while.

use super::ReportReason;
use crate::{ListingId, ReportId, StrikeId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A strike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Strike {
    /// Its number.
    pub id: StrikeId,
    /// For which home.
    pub listing: ListingId,
    /// Its headline.
    pub title: String,
    /// The report that led to it.
    pub report: Option<ReportId>,
    /// For what.
    pub reason: ReportReason,
    /// When it was given.
    pub at: DateTime<Utc>,
    /// When it stops to count.
    pub until: DateTime<Utc>,
    /// When an admin lifted it.
    pub lifted_at: Option<DateTime<Utc>>,
    /// Whether it counts now.
    pub active: bool,
}

/// How somebody stands who publishes homes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Standing {
    /// Strikes that count now.
    pub active: u32,
    /// With how many nothing can be submitted.
    pub limit: u32,
    /// Days that a strike counts.
    pub days: u32,
    /// Until when nothing can be submitted; nothing for who may.
    pub barred_until: Option<DateTime<Utc>>,
    /// All strikes, the newest first.
    pub strikes: Vec<Strike>,
}
