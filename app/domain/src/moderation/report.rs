//! Reports (举报) by renters.

use super::{ReportReason, ReportStatus};
use crate::{ListingId, ReportId, UserId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Hours within which a report is to be answered.
pub const ANSWER_HOURS: i64 = 24;

/// Reporting a home, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportForm {
    /// Which home.
    pub listing: ListingId,
    /// What is wrong with it.
    pub reason: ReportReason,
    /// More about it; may be left empty unless the reason is `other`.
    #[serde(default)]
    pub note: String,
}

/// Answering a report or an appeal, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerForm {
    /// Whether it was right.
    pub uphold: bool,
    /// What is said to who made it.
    #[serde(default)]
    pub answer: String,
}

/// A report as its reporter sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnReport {
    /// The report.
    pub id: ReportId,
    /// The home.
    pub listing: ListingId,
    /// Its headline.
    pub title: String,
    /// What is wrong with it.
    pub reason: ReportReason,
    /// What was said beside that.
    pub note: String,
    /// How it stands.
    pub status: ReportStatus,
    /// When it was made.
    pub reported_at: DateTime<Utc>,
    /// Until when it is to be answered.
    pub due_at: DateTime<Utc>,
    /// When it was answered.
    pub decided_at: Option<DateTime<Utc>>,
    /// What was answered.
    pub answer: String,
}

/// A report as admins see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// What its reporter sees too.
    #[serde(flatten)]
    pub report: OwnReport,
    /// Who made it.
    pub reporter: UserId,
    /// Their username.
    pub reporter_name: String,
    /// Who published the home, if somebody did here.
    pub publisher: Option<UserId>,
    /// Their username.
    pub publisher_name: Option<String>,
    /// Whether it should have been answered by now.
    pub overdue: bool,
}

/// Which reports an admin looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ReportQuery {
    /// In this state only.
    pub status: Option<ReportStatus>,
    /// With this reason only.
    pub reason: Option<ReportReason>,
    /// Of this home only.
    pub listing: Option<ListingId>,
    /// Only those that are late.
    pub overdue: bool,
    /// Which page, from 1; the most urgent come first.
    pub page: u32,
}

/// A home that somebody is about to report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reportable {
    /// The home.
    pub listing: ListingId,
    /// Its headline.
    pub title: String,
    /// The report that is open already.
    pub open: Option<ReportId>,
}
