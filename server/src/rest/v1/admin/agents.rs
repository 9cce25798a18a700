//! Agents' licences, and what renters say of agents.

use super::super::asked::{Asked, Id, Input, Terms};
use axum::response::Response;
use domain::{LicenceId, ReviewId, agents::LicenceState};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default = "waiting")]
    status: LicenceState,
    #[serde(default = "first")]
    page: u32,
}

const fn waiting() -> LicenceState {
    LicenceState::InReview
}

const fn first() -> u32 {
    1
}

#[derive(Deserialize)]
pub(super) struct Decision {
    accepted: bool,
    #[serde(default)]
    reason: String,
}

/// `GET /api/v1/licences`
pub(super) async fn licences(asked: Asked, Terms(wanted): Terms<Wanted>) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    asked.json(services.licences(caller, wanted.status, wanted.page).await)
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
