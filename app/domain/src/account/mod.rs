//! Accounts (账号): who somebody is, and what they may do.

pub mod admin;
pub mod desk;
mod fields;
pub mod forms;
mod password;
mod privilege;
pub mod profile;
pub mod token;
mod words;

pub use fields::{
    CODE_DIGITS, Email, Login, Phone, REAL_NAME_MAX, RealName, USERNAME_LENGTH, Username,
};
pub use password::{PASSWORD_LENGTH, password_problem};
pub use privilege::{Grant, Grants, Need, PatternError, ResourcePattern};
pub use words::{
    AccountStatus, AuditAction, Channel, CodePurpose, Method, NetworkVerdict, PointReason,
    RouteGroup, SessionEnd, Sex, SignInOutcome, SignInWay,
};

use crate::{SessionId, UserId};
use serde::{Deserialize, Serialize};
use token::TokenUse;

/// A captcha (图形验证码) with an alternative in words; one answer is enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Captcha {
    /// Names it when it is answered.
    pub token: String,
    /// The picture, as a `data:` address.
    pub image: String,
    /// A question in Chinese.
    pub question_zh: String,
    /// The same in English.
    pub question_en: String,
}

/// How somebody shows who they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// In a session, by having signed in.
    Session(SessionId),
    /// By a token, for a program that acts for them.
    Token(TokenUse),
}

/// Who is signed in, as pages and programs may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// The account.
    pub user: UserId,
    /// How the request came.
    pub means: Means,
    /// Username.
    pub username: String,
    /// Real name (真实姓名).
    pub real_name: String,
    /// The key of the avatar's file, if there is one.
    pub avatar: Option<String>,
    /// What the roles allow.
    pub grants: Grants,
}
