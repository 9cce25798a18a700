//! Roles, privileges, networks, and the audit trail.

use super::super::{
    answer::Made,
    asked::{Asked, Id, Input, Terms},
    paging::Paging,
};
use axum::response::Response;
use domain::{
    NetworkRuleId, PrivilegeId, RoleId,
    account::{
        admin::AuditQuery,
        forms::{NetworkForm, PrivilegeForm, RoleForm},
    },
};
use services::Error;

/// `GET /api/v1/roles`
pub(super) async fn roles(asked: Asked) -> Response {
    asked.json(asked.services.roles(&asked.caller).await)
}

/// `POST /api/v1/roles`
pub(super) async fn create_role(asked: Asked, Input(form): Input<RoleForm>) -> Response {
    let made = asked.services.create_role(&asked.caller, &form).await;
    asked.created(made.map(|id| Made { id }))
}

/// `GET /api/v1/roles/{id}`
pub(super) async fn role(asked: Asked, Id(id): Id<RoleId>) -> Response {
    let roles = asked.services.roles(&asked.caller).await;
    asked.json(roles.and_then(|roles| found(roles, |role| role.id == id)))
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

/// `GET /api/v1/privileges/{id}`
pub(super) async fn privilege(asked: Asked, Id(id): Id<PrivilegeId>) -> Response {
    let known = asked.services.privileges(&asked.caller).await;
    asked.json(known.and_then(|known| found(known, |privilege| privilege.id == id)))
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

/// `GET /api/v1/networks/{id}`
pub(super) async fn network(asked: Asked, Id(id): Id<NetworkRuleId>) -> Response {
    let rules = asked.services.network_rules(&asked.caller).await;
    asked.json(rules.and_then(|rules| found(rules, |rule| rule.id == id)))
}

/// `DELETE /api/v1/networks/{id}`
pub(super) async fn remove_network(asked: Asked, Id(id): Id<NetworkRuleId>) -> Response {
    asked.done(asked.services.remove_network_rule(&asked.caller, id).await)
}

/// `GET /api/v1/audit`
pub(super) async fn audit(
    asked: Asked,
    paging: Paging<true>,
    Terms(query): Terms<AuditQuery>,
) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let found = services.audit_rows(caller, &query, paging.rows()).await;
    asked.json(paging.part(found, |entry| entry.seq))
}

/// The one of a short list that is meant.
fn found<T>(all: Vec<T>, is_meant: impl Fn(&T) -> bool) -> services::Result<T> {
    all.into_iter().find(is_meant).ok_or(Error::NotFound)
}
