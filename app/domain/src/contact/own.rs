//! What people keep for themselves, and what they are told.

use super::NoticeKind;
use crate::{NoticeId, SavedSearchId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The most searches that an account keeps.
pub const SEARCHES_MAX: usize = 50;
/// The longest name of one, in characters.
pub const SEARCH_NAME_MAX: usize = 60;

/// A search that somebody keeps (保存的搜索).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedSearch {
    /// The search.
    pub id: SavedSearchId,
    /// What its owner calls it.
    pub name: String,
    /// Its canonical query string.
    pub query: String,
    /// Since when it is kept.
    pub created_at: DateTime<Utc>,
}

/// Keeping a search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSearch {
    /// What to call it.
    pub name: String,
    /// Its query string, in any form.
    pub query: String,
}

/// A notice (通知) that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// The notice.
    pub id: NoticeId,
    /// What it tells.
    pub kind: NoticeKind,
    /// About what kind of thing: `enquiry` or `viewing`.
    pub subject: String,
    /// About which.
    pub subject_id: i64,
    /// Since when it is due.
    pub due_at: DateTime<Utc>,
    /// Whether it was seen.
    pub seen: bool,
}
