//! What waits for a decision, deciding, and appeals.

use super::super::answer::Made;
use super::super::asked::{Asked, Id, Input, Terms};
use axum::response::Response;
use domain::{
    AppealId, ListingId,
    moderation::{RejectReason, queue::QueueQuery, report::AnswerForm},
};
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
pub(super) struct Approval {
    version: i64,
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Rejection {
    version: i64,
    reasons: Vec<RejectReason>,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Takedown {
    reasons: Vec<RejectReason>,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize, ToSchema)]
pub(super) struct AppealBody {
    #[serde(default)]
    body: String,
}

/// `GET /api/v1/moderation`
pub(super) async fn queue(asked: Asked, Terms(query): Terms<QueueQuery>) -> Response {
    asked.json(asked.services.moderation_queue(&asked.caller, &query).await)
}

/// `GET /api/v1/moderation/{id}`
pub(super) async fn review(asked: Asked, Id(id): Id<ListingId>) -> Response {
    asked.json(asked.services.review(&asked.caller, id).await)
}

/// `POST /api/v1/moderation/{id}/approval`
pub(super) async fn approve(
    asked: Asked,
    Id(id): Id<ListingId>,
    Input(given): Input<Approval>,
) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    asked.done(services.approve_listing(caller, id, given.version).await)
}

/// `POST /api/v1/moderation/{id}/rejection`
pub(super) async fn reject(
    asked: Asked,
    Id(id): Id<ListingId>,
    Input(given): Input<Rejection>,
) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let said = (given.reasons.as_slice(), given.note.as_str());
    asked.done(services.send_back(caller, id, given.version, said).await)
}

/// `POST /api/v1/moderation/{id}/takedown`
pub(super) async fn take_down(
    asked: Asked,
    Id(id): Id<ListingId>,
    Input(given): Input<Takedown>,
) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let said = (given.reasons.as_slice(), given.note.as_str());
    asked.done(services.take_off(caller, id, said).await)
}

/// `GET /api/v1/listings/{id}/appeal`
pub(super) async fn appeal_standing(asked: Asked, Id(id): Id<ListingId>) -> Response {
    asked.json(asked.services.appeal_standing(&asked.caller, id).await)
}

/// `POST /api/v1/listings/{id}/appeal`
pub(super) async fn appeal(
    asked: Asked,
    Id(id): Id<ListingId>,
    Input(given): Input<AppealBody>,
) -> Response {
    let made = asked.services.appeal(&asked.caller, id, &given.body).await;
    asked.created(made.map(|id| Made { id }))
}

/// `PUT /api/v1/appeals/{id}/answer`
pub(super) async fn answer_appeal(
    asked: Asked,
    Id(id): Id<AppealId>,
    Input(form): Input<AnswerForm>,
) -> Response {
    let answered = asked.services.answer_appeal(&asked.caller, id, &form).await;
    asked.done(answered.map(|_| ()))
}
