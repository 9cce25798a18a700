//! What somebody may do about a home.

use super::super::asked::{Asked, Id};
use axum::response::Response;
use chrono::{DateTime, Utc};
use domain::ListingId;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub(super) struct Number {
    phone: String,
}

/// When a viewing can begin.
#[derive(Serialize, ToSchema)]
#[serde(transparent)]
pub(super) struct Slot(DateTime<Utc>);

/// `POST /api/v1/listings/{id}/phone`
pub(super) async fn reveal_phone(asked: Asked, Id(home): Id<ListingId>) -> Response {
    let phone = asked.services.reveal_phone(&asked.caller, home).await;
    asked.json(phone.map(|phone| Number { phone }))
}

/// `GET /api/v1/listings/{id}/slots`
pub(super) async fn slots(asked: Asked, Id(home): Id<ListingId>) -> Response {
    let slots = asked.services.slots(&asked.caller, home).await;
    asked.json(slots.map(|slots| slots.into_iter().map(Slot).collect::<Vec<_>>()))
}
