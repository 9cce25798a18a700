//! What admins see of accounts, roles, networks and the audit trail.

use super::{
    AccountStatus, AuditAction, Grant, NetworkVerdict, RouteGroup,
    profile::{Profile, Session, SignInEntry},
};
use crate::{NetworkRuleId, PrivilegeId, RoleId, UserId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A page of something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Paged<T> {
    /// What stands on this page.
    pub items: Vec<T>,
    /// How many there are on all pages.
    pub total: u64,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
}

/// An account in the admins' list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountSummary {
    /// The account.
    pub id: UserId,
    /// Username.
    pub username: String,
    /// Real name.
    pub real_name: String,
    /// Phone number with its middle hidden.
    pub phone: String,
    /// E-mail address with most of it hidden.
    pub email: Option<String>,
    /// How it is.
    pub status: AccountStatus,
    /// Its roles.
    pub roles: Vec<RoleId>,
    /// When it was made.
    pub registered_at: DateTime<Utc>,
    /// When its owner was last here.
    pub last_visit_at: Option<DateTime<Utc>>,
    /// Grows with each change.
    pub version: i64,
}

/// An account as an admin sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountDetail {
    /// What its owner sees too.
    pub profile: Profile,
    /// Its roles.
    pub roles: Vec<RoleId>,
    /// Its devices.
    pub sessions: Vec<Session>,
    /// The newest lines of its log of signing in.
    pub sign_ins: Vec<SignInEntry>,
}

/// Which accounts an admin looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct AccountQuery {
    /// Part of a username, a real name, a phone number or an e-mail address.
    pub q: String,
    /// With this role only.
    pub role: Option<RoleId>,
    /// In this state only.
    pub status: Option<AccountStatus>,
    /// Which page, from 1.
    pub page: u32,
}

/// A role (角色) with its privileges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    /// Its number.
    pub id: RoleId,
    /// The stable word.
    pub word: String,
    /// Chinese name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Whether it is one of the classic system's, which cannot be taken away.
    pub builtin: bool,
    /// Its privileges.
    pub privileges: Vec<PrivilegeId>,
    /// How many accounts have it.
    pub members: u64,
}

/// A privilege (权限) that roles may have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Privilege {
    /// Its number.
    pub id: PrivilegeId,
    /// What it grants.
    #[serde(flatten)]
    pub grant: Grant,
    /// What it is for, in an admin's words.
    pub detail: String,
}

/// A rule for a network (访问控制).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NetworkRule {
    /// Its number.
    pub id: NetworkRuleId,
    /// Which routes.
    pub group: RouteGroup,
    /// Whether it gets in.
    pub verdict: NetworkVerdict,
    /// The network, as `10.0.0.0/8` or `2001:db8::/32`.
    pub network: String,
    /// Why, in an admin's words.
    pub note: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// A field that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// Which.
    pub field: String,
    /// What it was; nothing where there was nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it is; nothing where it was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// An entry of the audit trail (审计日志).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Its number, from 1 without gaps.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it; nobody where the system did.
    pub actor_id: Option<UserId>,
    /// Their username at the time, or what the system calls itself.
    pub actor: String,
    /// What was done.
    pub action: AuditAction,
    /// To what kind of thing.
    pub subject: String,
    /// To which one.
    pub subject_id: String,
    /// What that changed.
    pub changes: Vec<FieldChange>,
    /// From where.
    pub ip: String,
    /// In which request.
    pub request_id: String,
    /// The seal of the entry before it; empty for the first.
    pub previous: String,
    /// The seal of this one and, through it, of all before.
    pub hash: String,
}

/// Which entries of the audit trail an admin looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct AuditQuery {
    /// By whom: a username.
    pub actor: String,
    /// What was done.
    pub action: Option<AuditAction>,
    /// To what: the id of a thing.
    pub subject: String,
    /// Which page, from 1; the newest come first.
    pub page: u32,
}
