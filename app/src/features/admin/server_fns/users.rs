//! Accounts, as admins see and change them.

#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
use domain::account::admin::{AccountDetail, AccountQuery, AccountSummary, Paged, Role};
use domain::moderation::strike::Standing;
#[cfg(feature = "ssr")]
use domain::{RoleId, UserId, account::forms};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// A page of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Users {
    /// The accounts.
    pub accounts: Paged<AccountSummary>,
    /// The roles there are.
    pub roles: Vec<Role>,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The account.
    pub account: AccountDetail,
    /// The roles there are.
    pub roles: Vec<Role>,
    /// Its strikes.
    pub standing: Standing,
}

/// The accounts that a query string asks for: `q`, `role`, `status`, `page`.
pub fn query_of(search: &str) -> AccountQuery {
    let mut query = AccountQuery {
        page: 1,
        ..AccountQuery::default()
    };
    for (name, value) in form_urlencoded::parse(search.as_bytes()) {
        match &*name {
            "q" => query.q = value.trim().chars().take(100).collect(),
            "role" => query.role = value.parse().ok(),
            "status" => query.status = value.parse().ok(),
            "page" => query.page = value.parse().unwrap_or(1).max(1),
            _ => {}
        }
    }
    query
}

/// A page of accounts.
#[server(prefix = "/api/ui", endpoint = "admin_users", input = GetUrl)]
pub async fn admin_users(
    /// The query string of the page.
    search: String,
) -> Result<Users, PageError> {
    let (services, caller) = (services()?, caller()?);
    let accounts = services.accounts(&caller, &query_of(&search)).await;
    Ok(Users {
        accounts: accounts.map_err(failed)?,
        roles: services.roles(&caller).await.map_err(failed)?,
    })
}

/// An account.
#[server(prefix = "/api/ui", endpoint = "admin_user", input = GetUrl)]
pub async fn admin_user(
    /// Which.
    user: i64,
) -> Result<User, PageError> {
    let (services, caller) = (services()?, caller()?);
    let account = services.account(&caller, UserId(user)).await;
    Ok(User {
        account: account.map_err(failed)?,
        roles: services.roles(&caller).await.map_err(failed)?,
        standing: services
            .standing_of(&caller, UserId(user))
            .await
            .map_err(failed)?,
    })
}

/// Gives an account roles: those, and no others.
#[server(prefix = "/api/ui", endpoint = "assign_roles")]
pub async fn assign_roles(
    /// Whom.
    user: i64,
    /// All the roles it shall have.
    #[server(default)]
    roles: Vec<i64>,
    /// The version of the account that was read.
    version: i64,
) -> Result<Next, PageError> {
    let form = forms::AssignRoles {
        user: UserId(user),
        roles: roles.into_iter().map(RoleId).collect(),
        version,
    };
    let done = services()?.assign_roles(&caller()?, &form).await;
    done.map_err(failed)?;
    Ok(go_on(after(user, "roles")))
}

/// Closes an account.
#[server(prefix = "/api/ui", endpoint = "disable_account")]
pub async fn disable_account(
    /// Which.
    user: i64,
) -> Result<Next, PageError> {
    let done = services()?.disable_account(&caller()?, UserId(user)).await;
    done.map_err(failed)?;
    Ok(go_on(after(user, "disabled")))
}

/// Opens an account again.
#[server(prefix = "/api/ui", endpoint = "enable_account")]
pub async fn enable_account(
    /// Which.
    user: i64,
) -> Result<Next, PageError> {
    let done = services()?.enable_account(&caller()?, UserId(user)).await;
    done.map_err(failed)?;
    Ok(go_on(after(user, "enabled")))
}

/// Signs an account out on all its devices.
#[server(prefix = "/api/ui", endpoint = "end_sessions_of")]
pub async fn end_sessions_of(
    /// Which.
    user: i64,
) -> Result<Next, PageError> {
    let done = services()?.end_sessions_of(&caller()?, UserId(user)).await;
    done.map_err(failed)?;
    Ok(go_on(after(user, "sessions")))
}

#[cfg(feature = "ssr")]
fn after(user: i64, done: &str) -> String {
    ["/admin/users/", &user.to_string(), "?done=", done].concat()
}
