//! Appeals (申诉) against a rejection, or against being taken down.

use super::AppealStatus;
use crate::{AppealId, ListingId, UserId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// An appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Appeal {
    /// Its number.
    pub id: AppealId,
    /// The listing that was sent back or taken down.
    pub listing: ListingId,
    /// Who appealed.
    pub user: UserId,
    /// The step of the listing that is appealed against.
    pub step: i64,
    /// Why.
    pub body: String,
    /// How it stands.
    pub status: AppealStatus,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When it was answered.
    pub decided_at: Option<DateTime<Utc>>,
    /// What was answered.
    pub answer: String,
}

/// What a publisher sees who may appeal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppealStanding {
    /// Whether the last decision went against the listing, and nobody appealed against it yet.
    pub possible: bool,
    /// The last appeal.
    pub last: Option<Appeal>,
}
