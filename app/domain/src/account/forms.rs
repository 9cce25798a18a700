//! What the forms of accounts send, as it was typed: nothing in it is checked yet.
//!
//! The names of the fields are those that errors name (`domain::FieldError::field`).

use super::{CodePurpose, Method, NetworkVerdict, RouteGroup, Sex};
use crate::{ListingId, PrivilegeId, RoleId, UserId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Making an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignUp {
    /// Username.
    pub username: String,
    /// Password.
    pub password: String,
    /// Real name (真实姓名).
    pub real_name: String,
    /// Phone number.
    pub phone: String,
    /// The code that was sent to it.
    pub code: String,
    /// E-mail address; may be left empty.
    #[serde(default)]
    pub email: String,
    /// 性别; may be left out.
    #[serde(default)]
    pub sex: Option<Sex>,
}

/// Signing in with a password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// Username, phone number or e-mail address.
    pub login: String,
    /// Password.
    pub password: String,
    /// The captcha's answer, where one is asked for.
    #[serde(default)]
    pub captcha: String,
    /// Names the captcha that is answered.
    #[serde(default)]
    pub captcha_token: String,
}

/// Signing in with a code by SMS.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInByCode {
    /// Phone number.
    pub phone: String,
    /// The code that was sent to it.
    pub code: String,
}

/// Asking for a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeRequest {
    /// What it is for.
    pub purpose: CodePurpose,
    /// The phone number, or the e-mail address where the purpose allows one.
    pub recipient: String,
}

/// What became of asking for a code. It is the same whether or not an account has the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeSent {
    /// After how many seconds another may be asked for.
    pub again_after: u32,
    /// For how many seconds it is good.
    pub good_for: u32,
}

/// Choosing a new password with a code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetPassword {
    /// The phone number or e-mail address that the code was sent to.
    pub recipient: String,
    /// The code.
    pub code: String,
    /// The new password.
    pub password: String,
}

/// Choosing a new password with the old one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePassword {
    /// The password until now.
    pub old_password: String,
    /// The new one.
    pub password: String,
}

/// Changing one's profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProfileChange {
    /// Real name.
    pub real_name: String,
    /// 性别
    #[serde(default)]
    pub sex: Option<Sex>,
    /// The tag of the language; empty for none.
    #[serde(default)]
    pub locale: String,
    /// The tag of the theme; empty for none.
    #[serde(default)]
    pub theme: String,
    /// Whether messages may come by SMS.
    #[serde(default)]
    pub notify_sms: bool,
    /// Whether messages may come by e-mail.
    #[serde(default)]
    pub notify_email: bool,
    /// The version that was read.
    pub version: i64,
}

/// Changing the phone number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePhone {
    /// The new number.
    pub phone: String,
    /// The code that was sent to it.
    pub code: String,
    /// The password.
    pub old_password: String,
}

/// Changing the e-mail address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeEmail {
    /// The new address.
    pub email: String,
    /// The code that was sent to it.
    pub code: String,
    /// The password.
    pub old_password: String,
}

/// What was kept or looked at before signing in; and, as an answer, what the device holds from then on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptOnDevice {
    /// Favourites (收藏), and since when.
    #[serde(default)]
    pub favourites: Vec<(ListingId, DateTime<Utc>)>,
    /// History (浏览记录), and when last.
    #[serde(default)]
    pub viewed: Vec<(ListingId, DateTime<Utc>)>,
    /// Saved searches (保存的搜索). Those for which the account has no room stay on the device.
    #[serde(default)]
    pub searches: Vec<KeptSearch>,
}

/// A search that a device keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptSearch {
    /// What it is called.
    pub name: String,
    /// Its query string, in any form.
    pub query: String,
    /// Since when it is kept.
    pub at: DateTime<Utc>,
}

/// Giving somebody roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignRoles {
    /// Whom.
    pub user: UserId,
    /// All the roles they shall have.
    pub roles: Vec<RoleId>,
    /// The version of the account that was read.
    pub version: i64,
}

/// Making a role, or naming it anew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleForm {
    /// The stable word, of small letters, digits and `_`; not changed later.
    #[serde(default)]
    pub word: String,
    /// Chinese name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Its privileges.
    #[serde(default)]
    pub privileges: Vec<PrivilegeId>,
}

/// Making a privilege.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrivilegeForm {
    /// What may be done.
    pub method: Method,
    /// To which resources, as segments: `*` stands for any one, `**` at the end for any number.
    pub pattern: String,
    /// Whether only to one's own.
    #[serde(default)]
    pub own: bool,
    /// What it is for.
    #[serde(default)]
    pub detail: String,
}

/// Making a rule for a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NetworkForm {
    /// Which routes.
    pub group: RouteGroup,
    /// Whether it gets in.
    pub verdict: NetworkVerdict,
    /// An address, or a network such as `10.0.0.0/8`.
    pub network: String,
    /// Why.
    #[serde(default)]
    pub note: String,
}
