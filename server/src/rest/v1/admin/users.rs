//! Accounts.

use super::super::{
    account::Ended,
    asked::{Asked, Id, Input, Terms},
    paging::Paging,
};
use axum::response::Response;
use domain::{
    RoleId, UserId,
    account::{admin::AccountQuery, forms::AssignRoles},
};
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
pub(super) struct Roles {
    roles: Vec<RoleId>,
    version: i64,
}

/// `GET /api/v1/users`
pub(super) async fn list(
    asked: Asked,
    paging: Paging<true>,
    Terms(query): Terms<AccountQuery>,
) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let found = services.accounts_rows(caller, &query, paging.rows()).await;
    asked.json(paging.part(found, |account| account.id.0))
}

/// `GET /api/v1/users/{id}`
pub(super) async fn show(asked: Asked, Id(user): Id<UserId>) -> Response {
    asked.json(asked.services.account(&asked.caller, user).await)
}

/// `PUT /api/v1/users/{id}/roles`
pub(super) async fn assign_roles(
    asked: Asked,
    Id(user): Id<UserId>,
    Input(given): Input<Roles>,
) -> Response {
    let form = AssignRoles {
        user,
        roles: given.roles,
        version: given.version,
    };
    asked.done(asked.services.assign_roles(&asked.caller, &form).await)
}

/// `PUT /api/v1/users/{id}/disabled`
pub(super) async fn disable(asked: Asked, Id(user): Id<UserId>) -> Response {
    asked.done(asked.services.disable_account(&asked.caller, user).await)
}

/// `DELETE /api/v1/users/{id}/disabled`
pub(super) async fn enable(asked: Asked, Id(user): Id<UserId>) -> Response {
    asked.done(asked.services.enable_account(&asked.caller, user).await)
}

/// `DELETE /api/v1/users/{id}/sessions`
pub(super) async fn end_sessions(asked: Asked, Id(user): Id<UserId>) -> Response {
    let ended = asked.services.end_sessions_of(&asked.caller, user).await;
    asked.json(ended.map(|ended| Ended { ended }))
}
