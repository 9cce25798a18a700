//! The life of a listing.

use super::super::asked::{Asked, Id, Input, Terms};
use axum::response::Response;
use domain::{
    ListingId, ListingStatus,
    offer::{ListingAction, OwnQuery},
};
use serde::{Deserialize, Serialize};
use services::Submitted;

#[derive(Deserialize)]
pub(super) struct Submission {
    /// The version of what is written that was read.
    version: i64,
}

#[derive(Deserialize)]
pub(super) struct Step {
    action: ListingAction,
    /// The version of the listing that was read; without it, the one that is there now.
    version: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Confirmation {
    ids: Vec<ListingId>,
}

#[derive(Serialize)]
struct Confirmed {
    confirmed: u32,
}

#[derive(Serialize)]
struct Outcome {
    /// `in_review`, or `live` when nothing had to be looked at.
    outcome: &'static str,
}

#[derive(Serialize)]
struct Standing {
    status: ListingStatus,
}

/// `GET /api/v1/account/listings`
pub(super) async fn list(asked: Asked, Terms(query): Terms<OwnQuery>) -> Response {
    asked.json(asked.services.own_listings(&asked.caller, &query).await)
}

/// `POST /api/v1/account/listings/confirmations`: these homes are still to be had.
pub(super) async fn confirm(asked: Asked, Input(given): Input<Confirmation>) -> Response {
    let confirmed = asked
        .services
        .confirm_offers(&asked.caller, &given.ids)
        .await;
    asked.json(confirmed.map(|confirmed| Confirmed { confirmed }))
}

/// `PUT /api/v1/listings/{id}/submission`
pub(super) async fn submit(
    asked: Asked,
    Id(id): Id<ListingId>,
    Input(given): Input<Submission>,
) -> Response {
    let submitted = asked
        .services
        .submit_offer(&asked.caller, id, given.version)
        .await;
    asked.json(submitted.map(|submitted| Outcome {
        outcome: match submitted {
            Submitted::InReview => "in_review",
            Submitted::Live => "live",
        },
    }))
}

/// `DELETE /api/v1/listings/{id}/submission`: takes it back from review.
pub(super) async fn recall(asked: Asked, Id(id): Id<ListingId>) -> Response {
    asked.done(asked.services.recall_offer(&asked.caller, id).await)
}

/// `POST /api/v1/listings/{id}/steps`
pub(super) async fn step(
    asked: Asked,
    Id(id): Id<ListingId>,
    Input(step): Input<Step>,
) -> Response {
    let stepped = asked
        .services
        .step_offer(&asked.caller, id, step.action, step.version)
        .await;
    asked.json(stepped.map(|status| Standing { status }))
}
