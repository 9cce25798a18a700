//! One's own side as an agent: profile, licence, dashboard.

use super::super::{
    answer::Made,
    asked::{Asked, Input, Terms, too_large},
};
use axum::{
    body::{Body, to_bytes},
    response::Response,
};
use domain::{
    account::Method,
    agents::{LICENCE_BYTES_MAX, dashboard::DashboardQuery, forms::AgentProfileForm},
};
use serde::Deserialize;
use services::Error;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
pub(super) struct Numbered {
    #[serde(default)]
    number: String,
}

/// `GET /api/v1/account/agent`
pub(super) async fn show(asked: Asked) -> Response {
    asked.json(asked.services.own_agent(&asked.caller).await)
}

/// `PUT /api/v1/account/agent`
pub(super) async fn change(asked: Asked, Input(form): Input<AgentProfileForm>) -> Response {
    asked.json(asked.services.change_agent(&asked.caller, &form).await)
}

/// `GET /api/v1/account/agent/licence`: the one handed in last.
pub(super) async fn licence(asked: Asked) -> Response {
    let agent = asked.services.own_agent(&asked.caller).await;
    asked.json(agent.and_then(|agent| agent.licence.ok_or(Error::NotFound)))
}

/// `PUT /api/v1/account/agent/licence?number=…`: the picture or the PDF itself.
pub(super) async fn hand_licence_in(
    asked: Asked,
    Terms(given): Terms<Numbered>,
    body: Body,
) -> Response {
    // Before anything is read.
    if let Err(error) = asked.caller.require(Method::Post, "/listings") {
        return asked.done(Err(error));
    }
    let Ok(file) = to_bytes(body, LICENCE_BYTES_MAX).await else {
        return too_large("licence", "licence_too_large");
    };
    let (services, caller) = (&asked.services, &asked.caller);
    let id = services
        .hand_licence_in(caller, &given.number, file.into())
        .await;
    asked.created(id.map(|id| Made { id }))
}

/// `GET /api/v1/account/dashboard`: takes `span` (7, 30, 90), `sort` and `page`.
pub(super) async fn dashboard(asked: Asked, Terms(query): Terms<DashboardQuery>) -> Response {
    asked.json(asked.services.dashboard(&asked.caller, query).await)
}
