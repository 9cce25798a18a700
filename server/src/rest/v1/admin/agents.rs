//! Agents' licences, and what renters say of agents.

use super::super::{
    asked::{Asked, Id, Input, Terms},
    paging::Paging,
};
use axum::response::Response;
use domain::{LicenceId, ReviewId, agents::LicenceState};
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
pub(super) struct Wanted {
    #[serde(default = "waiting")]
    status: LicenceState,
}

const fn waiting() -> LicenceState {
    LicenceState::InReview
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Decision {
    accepted: bool,
    #[serde(default)]
    reason: String,
}

/// `GET /api/v1/licences`
pub(super) async fn licences(
    asked: Asked,
    paging: Paging<false>,
    Terms(wanted): Terms<Wanted>,
) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let (page, rows) = (paging.page(), paging.rows());
    let found = services
        .licences_rows(caller, wanted.status, page, rows)
        .await;
    asked.json(paging.part(found, |entry| entry.licence.id.0))
}

/// `PUT /api/v1/licences/{id}/decision`
pub(super) async fn decide(
    asked: Asked,
    Id(id): Id<LicenceId>,
    Input(decision): Input<Decision>,
) -> Response {
    let Decision { accepted, reason } = decision;
    let (services, caller) = (&asked.services, &asked.caller);
    asked.done(services.decide_licence(caller, id, accepted, &reason).await)
}

/// `PUT /api/v1/reviews/{id}/hidden`
pub(super) async fn hide(asked: Asked, Id(id): Id<ReviewId>) -> Response {
    asked.done(asked.services.hide_review(&asked.caller, id, true).await)
}

/// `DELETE /api/v1/reviews/{id}/hidden`
pub(super) async fn show(asked: Asked, Id(id): Id<ReviewId>) -> Response {
    asked.done(asked.services.hide_review(&asked.caller, id, false).await)
}
