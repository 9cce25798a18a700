//! Roles, privileges, networks, and the audit trail.

use super::super::asked::{Asked, Id, Input, Terms};
use axum::response::Response;
use domain::{
    NetworkRuleId, PrivilegeId, RoleId,
    account::{
        admin::AuditQuery,
        forms::{NetworkForm, PrivilegeForm, RoleForm},
    },
};
use serde::Serialize;

#[derive(Serialize)]
struct Made<T> {
    id: T,
}

/// `GET /api/v1/roles`
pub(super) async fn roles(asked: Asked) -> Response {
    asked.json(asked.services.roles(&asked.caller).await)
}

/// `POST /api/v1/roles`
pub(super) async fn create_role(asked: Asked, Input(form): Input<RoleForm>) -> Response {
    let made = asked.services.create_role(&asked.caller, &form).await;
    asked.created(made.map(|id| Made { id }))
}

/// `PUT /api/v1/roles/{id}`
pub(super) async fn change_role(
    asked: Asked,
    Id(id): Id<RoleId>,
    Input(form): Input<RoleForm>,
) -> Response {
    asked.done(asked.services.change_role(&asked.caller, id, &form).await)
}

/// `DELETE /api/v1/roles/{id}`
pub(super) async fn delete_role(asked: Asked, Id(id): Id<RoleId>) -> Response {
    asked.done(asked.services.delete_role(&asked.caller, id).await)
}

/// `GET /api/v1/privileges`
pub(super) async fn privileges(asked: Asked) -> Response {
    asked.json(asked.services.privileges(&asked.caller).await)
}

/// `POST /api/v1/privileges`
pub(super) async fn create_privilege(asked: Asked, Input(form): Input<PrivilegeForm>) -> Response {
    let made = asked.services.create_privilege(&asked.caller, &form).await;
    asked.created(made.map(|id| Made { id }))
}

/// `DELETE /api/v1/privileges/{id}`
pub(super) async fn delete_privilege(asked: Asked, Id(id): Id<PrivilegeId>) -> Response {
    asked.done(asked.services.delete_privilege(&asked.caller, id).await)
}

/// `GET /api/v1/networks`
pub(super) async fn networks(asked: Asked) -> Response {
    asked.json(asked.services.network_rules(&asked.caller).await)
}

/// `POST /api/v1/networks`
pub(super) async fn add_network(asked: Asked, Input(form): Input<NetworkForm>) -> Response {
    let made = asked.services.add_network_rule(&asked.caller, &form).await;
    asked.created(made.map(|id| Made { id }))
}

/// `DELETE /api/v1/networks/{id}`
pub(super) async fn remove_network(asked: Asked, Id(id): Id<NetworkRuleId>) -> Response {
    asked.done(asked.services.remove_network_rule(&asked.caller, id).await)
}

/// `GET /api/v1/audit`
pub(super) async fn audit(asked: Asked, Terms(query): Terms<AuditQuery>) -> Response {
    asked.json(asked.services.audit(&asked.caller, &query).await)
}
