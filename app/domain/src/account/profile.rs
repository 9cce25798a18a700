//! One's own account, as its pages and its part of the API show it.

use super::{AccountStatus, PointReason, SessionEnd, Sex, SignInOutcome, SignInWay};
use crate::{SessionId, UserId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// An account as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// The account.
    pub id: UserId,
    /// Username.
    pub username: String,
    /// Real name (真实姓名).
    pub real_name: String,
    /// 性别, if it was said.
    pub sex: Option<Sex>,
    /// Phone number.
    pub phone: String,
    /// E-mail address, if there is one.
    pub email: Option<String>,
    /// The key of the avatar's file, if there is one.
    pub avatar: Option<String>,
    /// The tag of the language, if one was chosen.
    pub locale: Option<String>,
    /// The tag of the theme, if one was chosen.
    pub theme: Option<String>,
    /// Whether messages may come by SMS.
    pub notify_sms: bool,
    /// Whether messages may come by e-mail.
    pub notify_email: bool,
    /// Points (积分).
    pub points: u32,
    /// How the account is.
    pub status: AccountStatus,
    /// When it is emptied, while its owner is leaving.
    pub leaves_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub registered_at: DateTime<Utc>,
    /// Grows with each change; who saves names the one that was read.
    pub version: i64,
}

/// A device on which somebody is or was signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Its name.
    pub id: SessionId,
    /// The device as its browser calls itself, shortened.
    pub device: String,
    /// Where it signed in from.
    pub ip: String,
    /// When it signed in.
    pub started_at: DateTime<Utc>,
    /// When it was last seen, to the quarter of an hour.
    pub renewed_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// Why it ended, when it did.
    pub ended: Option<SessionEnd>,
}

/// A line of the log of signing in (登录日志).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// From where.
    pub ip: String,
    /// With which device.
    pub device: String,
    /// How.
    pub way: SignInWay,
    /// What became of it.
    pub outcome: SignInOutcome,
}

/// A line of the history of points (积分记录).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PointEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// How many came, or went.
    pub points: i32,
    /// What for.
    pub reason: PointReason,
}
