//! What waits for a decision of an admin.

use super::{QueueReason, appeal::Appeal, hint::Hint, report::Report};
use crate::{
    ListingId, ListingStatus, PhotoRef, UserId,
    account::admin::{FieldChange, Paged},
    offer::{ListingForm, Step},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A listing that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueueEntry {
    /// The listing.
    pub listing: ListingId,
    /// The headline that was handed in.
    pub title: String,
    /// Who published it.
    pub publisher: Option<UserId>,
    /// Their username.
    pub publisher_name: Option<String>,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Why it stands here.
    pub why: Vec<QueueReason>,
    /// The fields that would change, of a public listing.
    pub changed: Vec<String>,
    /// Reports without an answer.
    pub reports: u32,
}

/// What waits, and what o'clock it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Queue {
    /// A page of it.
    pub entries: Paged<QueueEntry>,
    /// How much waits in all.
    pub waiting: Waiting,
    /// The moment that ages are counted from.
    pub now: DateTime<Utc>,
}

/// A listing about which something was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decided {
    /// The listing.
    pub listing: ListingId,
    /// Its headline.
    pub title: String,
}

/// How much waits for an admin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// Listings and appeals.
    pub listings: u64,
    /// Reports without an answer.
    pub reports: u64,
    /// Those of them that are late.
    pub late: u64,
    /// Estates that nobody has checked.
    pub estates: u64,
}

crate::listing::words! {
    /// The order of the queue.
    QueueSort {
        /// The longest waiting first.
        Oldest = "oldest",
        /// The latest first.
        Newest = "newest",
    }
}

/// Which of what waits is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct QueueQuery {
    /// Part of the headline or of the publisher's username, or the listing's number.
    pub q: String,
    /// Only those that stand there for this reason.
    pub reason: Option<QueueReason>,
    /// In which order.
    pub sort: QueueSort,
    /// Which page, from 1.
    pub page: u32,
}

impl Default for QueueQuery {
    fn default() -> Self {
        Self {
            q: String::new(),
            reason: None,
            sort: QueueSort::Oldest,
            page: 1,
        }
    }
}

/// The name of what a field refers to by a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedValue {
    /// The field.
    pub field: String,
    /// The number.
    pub value: String,
    /// The name.
    pub name: String,
}

/// A photo that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewPhoto {
    /// The photo; nothing while it is not drawn yet, or could not be.
    pub photo: Option<PhotoRef>,
    /// What is written below it.
    pub caption: Option<String>,
    /// Whether it is public already.
    pub known: bool,
}

/// Everything that a decision needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// The listing.
    pub listing: ListingId,
    /// Where it stands in its life.
    pub status: ListingStatus,
    /// The version of what was handed in, which a decision names.
    pub version: i64,
    /// Whether it waits for a decision.
    pub in_review: bool,
    /// Since when.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who published it.
    pub publisher: Option<UserId>,
    /// Their username.
    pub publisher_name: Option<String>,
    /// Whether that is who looks at it: about what is one's own another moderator decides.
    pub own: bool,
    /// What is public; nothing of a home that never was.
    pub public: Option<ListingForm>,
    /// What was handed in.
    pub form: ListingForm,
    /// What that changes.
    pub changes: Vec<FieldChange>,
    /// Names of what both refer to by numbers.
    pub names: Vec<NamedValue>,
    /// The photos that are public.
    pub photos_before: Vec<PhotoRef>,
    /// The photos that were handed in.
    pub photos_after: Vec<ReviewPhoto>,
    /// What to look at twice.
    pub hints: Vec<Hint>,
    /// The last appeal.
    pub appeal: Option<Appeal>,
    /// Reports without an answer.
    pub reports: Vec<Report>,
    /// What happened to it, the latest first.
    pub steps: Vec<Step>,
    /// What waits after it.
    pub next: Option<ListingId>,
}
