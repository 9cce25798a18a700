//! Tokens (访问令牌) with which programs act for somebody, and what such a token allows.

use super::Method;
use crate::{TokenId, UserId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// For how many days a token may be made; one of these has to be chosen.
pub const TOKEN_DAYS: [u32; 3] = [30, 90, 365];
/// The longest name of a token, in characters.
pub const TOKEN_NAME_MAX: u32 = 60;
/// Tokens that somebody has at a time.
pub const TOKENS_MAX: usize = 20;
/// What every token begins with, so that scanners for secrets and people know it for one.
pub const TOKEN_PREFIX: &str = "zuf_";

crate::listing::words! {
    /// What a token allows: reading or changing things of one kind. Changing includes reading. It never
    /// allows what its owner may not do.
    TokenScope {
        /// Reading one's own homes and all that belongs to offering them.
        ListingsRead = "listings:read",
        /// Writing and moving them.
        ListingsWrite = "listings:write",
        /// Reading enquiries, viewings and the hours for them.
        ContactsRead = "contacts:read",
        /// Asking, answering, booking.
        ContactsWrite = "contacts:write",
        /// Reading the account, favourites, searches and notices.
        AccountRead = "account:read",
        /// Changing them. Never the password, phone, e-mail, sessions or tokens.
        AccountWrite = "account:write",
        /// Reading what moderators and admins see.
        AdminRead = "admin:read",
        /// Doing what they do. Never roles and privileges.
        AdminWrite = "admin:write",
    }
}

/// What a scope is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Listings,
    Contacts,
    Account,
    Admin,
}

impl TokenScope {
    const fn group(self) -> Group {
        match self {
            Self::ListingsRead | Self::ListingsWrite => Group::Listings,
            Self::ContactsRead | Self::ContactsWrite => Group::Contacts,
            Self::AccountRead | Self::AccountWrite => Group::Account,
            Self::AdminRead | Self::AdminWrite => Group::Admin,
        }
    }

    /// Whether it allows changes.
    pub const fn writes(self) -> bool {
        matches!(
            self,
            Self::ListingsWrite | Self::ContactsWrite | Self::AccountWrite | Self::AdminWrite
        )
    }

    /// Whether who has it may do what `other` allows.
    pub fn covers(self, other: Self) -> bool {
        self.group() == other.group() && (self.writes() || !other.writes())
    }

    /// The scope that `method` on `resource` asks of a program; nothing where no scope is enough, since
    /// whoever gives roles and ends sessions has to be there in person.
    pub fn of(method: Method, resource: &str) -> Option<Self> {
        let reads = method == Method::Get;
        let mut segments = resource.trim_start_matches('/').split('/');
        let (first, last) = (segments.next().unwrap_or_default(), segments.next_back());
        let pair = match (first, last) {
            ("roles" | "privileges", _) | ("users", Some("roles" | "sessions")) if !reads => {
                return None;
            }
            ("listings", _) => (Self::ListingsRead, Self::ListingsWrite),
            ("enquiries" | "viewings", _) => (Self::ContactsRead, Self::ContactsWrite),
            ("account", _) => (Self::AccountRead, Self::AccountWrite),
            // What nobody thought of is kept closest.
            _ => (Self::AdminRead, Self::AdminWrite),
        };
        Some(if reads { pair.0 } else { pair.1 })
    }
}

crate::listing::words! {
    /// Why a token is no good any more, before its time.
    TokenEnd {
        /// Its owner revoked it.
        Revoked = "revoked",
        /// The password was reset: somebody else may have had the account.
        PasswordReset = "password_reset",
        /// The account was closed.
        Disabled = "disabled",
        /// The account's owner left.
        Left = "left",
    }
}

/// A token as its owner sees it: all but the token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiToken {
    /// Its number.
    pub id: TokenId,
    /// What its owner calls it.
    pub name: String,
    /// What it allows.
    pub scopes: Vec<TokenScope>,
    /// Its last four characters.
    pub ending: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// From where.
    pub last_used_ip: Option<String>,
}

/// Making a token.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewToken {
    /// What its owner calls it.
    pub name: String,
    /// What it shall allow.
    pub scopes: Vec<TokenScope>,
    /// For how many days: 30, 90 or 365.
    pub days: Option<u32>,
}

/// A token that was just made, the only time that it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedToken {
    /// The token.
    pub token: String,
    /// What is kept of it.
    #[serde(flatten)]
    pub about: ApiToken,
}

/// By which token a program came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenUse {
    /// The token.
    pub id: TokenId,
    /// Whose.
    pub user: UserId,
    /// What it allows.
    pub scopes: Vec<TokenScope>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
}

impl TokenUse {
    /// Whether it allows what `scope` is asked for.
    pub fn allows(&self, scope: TokenScope) -> bool {
        self.scopes.iter().any(|own| own.covers(scope))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changing_includes_reading_and_nothing_of_another_kind() {
        for scope in TokenScope::ALL {
            for other in TokenScope::ALL {
                let same = scope.group() == other.group();
                let expected = same && (scope.writes() || !other.writes());
                assert_eq!(scope.covers(*other), expected, "{scope} {other}");
            }
        }
        assert!(!TokenScope::ListingsRead.covers(TokenScope::ListingsWrite));
    }

    #[test]
    fn what_is_done_to_a_resource_says_which_scope_it_takes() {
        for (method, resource, scope) in [
            (Method::Get, "/listings/1", Some(TokenScope::ListingsRead)),
            (Method::Post, "/listings", Some(TokenScope::ListingsWrite)),
            (Method::Any, "/listings", Some(TokenScope::ListingsWrite)),
            (
                Method::Patch,
                "/viewings/1",
                Some(TokenScope::ContactsWrite),
            ),
            (Method::Get, "/enquiries/1", Some(TokenScope::ContactsRead)),
            (Method::Get, "/account", Some(TokenScope::AccountRead)),
            (Method::Put, "/moderation/1", Some(TokenScope::AdminWrite)),
            (Method::Get, "/users", Some(TokenScope::AdminRead)),
            (
                Method::Put,
                "/users/1/disabled",
                Some(TokenScope::AdminWrite),
            ),
            (Method::Put, "/users/1/roles", None),
            (Method::Delete, "/users/1/sessions", None),
            (Method::Get, "/roles", Some(TokenScope::AdminRead)),
            (Method::Post, "/roles", None),
            (Method::Delete, "/privileges/1", None),
            (Method::Get, "/something", Some(TokenScope::AdminRead)),
            (Method::Post, "", Some(TokenScope::AdminWrite)),
        ] {
            assert_eq!(
                TokenScope::of(method, resource),
                scope,
                "{method} {resource}"
            );
        }
    }
}
