//! What somebody may do about a home.

use super::super::asked::{Asked, Id};
use axum::response::Response;
use domain::ListingId;
use serde::Serialize;

#[derive(Serialize)]
struct Number {
    phone: String,
}

/// `POST /api/v1/listings/{id}/phone`
pub(super) async fn reveal_phone(asked: Asked, Id(home): Id<ListingId>) -> Response {
    let phone = asked.services.reveal_phone(&asked.caller, home).await;
    asked.json(phone.map(|phone| Number { phone }))
}

/// `GET /api/v1/listings/{id}/slots`
pub(super) async fn slots(asked: Asked, Id(home): Id<ListingId>) -> Response {
    asked.json(asked.services.slots(&asked.caller, home).await)
}
