//! The life of a listing.

use super::super::asked::{Asked, Id, Input, Terms};
use super::super::paging::{Page, Paging};
use axum::response::Response;
use domain::{
    ListingId, ListingStatus,
    offer::{ListingAction, OwnListing, OwnQuery},
};
use serde::{Deserialize, Serialize};
use services::Submitted;
use utoipa::ToSchema;

/// A part of one's own homes.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnHomes {
    #[serde(flatten)]
    page: Page<OwnListing>,
    /// How many homes stand at draft, sent_back, in_review, published, unconfirmed, reserved, let, withdrawn
    /// and expired, in this order.
    counts: Vec<u32>,
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Submission {
    /// The version of what is written that was read.
    version: i64,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = ListingStep)]
pub(super) struct Step {
    action: ListingAction,
    /// The version of the listing that was read; without it, the one that is there now.
    version: Option<i64>,
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Confirmation {
    ids: Vec<ListingId>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Confirmed {
    confirmed: u32,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Outcome {
    /// `in_review`, or `live` when nothing had to be looked at.
    outcome: &'static str,
}

#[derive(Serialize, ToSchema)]
#[schema(as = NewStatus)]
pub(super) struct Standing {
    status: ListingStatus,
}

/// `GET /api/v1/account/listings`
pub(super) async fn list(
    asked: Asked,
    paging: Paging<false>,
    Terms(query): Terms<OwnQuery>,
) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let found = services
        .own_listings_rows(caller, &query, paging.rows())
        .await;
    let homes = found.and_then(|found| {
        let total = (found.total.into(), found.pages);
        let page = paging.of(found.listings, total, |home| home.id.0)?;
        let counts = found.counts;
        Ok(OwnHomes { page, counts })
    });
    asked.json(homes)
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
