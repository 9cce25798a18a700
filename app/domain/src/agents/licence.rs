use crate::{AgentId, LicenceId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

crate::listing::words! {
    /// Where a licence (从业证书) stands.
    LicenceState {
        /// It waits for an admin.
        InReview = "in_review",
        /// An admin has checked it.
        Accepted = "accepted",
        /// An admin did not take it.
        Rejected = "rejected",
    }
}

/// A licence that an agent handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Licence {
    /// Which.
    pub id: LicenceId,
    /// The number on it.
    pub number: String,
    /// Where it stands.
    pub status: LicenceState,
    /// Whether the file is a PDF; else it is a picture.
    pub pdf: bool,
    /// When it was handed in.
    #[serde(with = "crate::moment")]
    pub handed_in_at: DateTime<Utc>,
    /// Why it was rejected; else empty.
    pub reason: String,
}

/// A licence in the admins' list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LicenceEntry {
    /// The licence.
    pub licence: Licence,
    /// Whose it is.
    pub agent: AgentId,
    /// The agent's name.
    pub name: String,
    /// The agency; may be empty.
    pub agency: String,
}
