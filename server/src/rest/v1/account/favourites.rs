//! Homes that somebody keeps.

use super::super::asked::{Asked, Id, Input};
use axum::response::Response;
use chrono::{DateTime, Utc};
use domain::{ListingId, account::forms::KeptOnDevice};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub(super) struct Favourite {
    listing: ListingId,
    since: DateTime<Utc>,
}

/// `GET /api/v1/account/favourites`
pub(super) async fn list(asked: Asked) -> Response {
    let kept = asked.services.favourites(&asked.caller).await;
    let favourite = |(listing, since)| Favourite { listing, since };
    asked.json(kept.map(|kept| kept.into_iter().map(favourite).collect::<Vec<_>>()))
}

/// `PUT /api/v1/account/favourites/{id}`
pub(super) async fn keep(asked: Asked, Id(home): Id<ListingId>) -> Response {
    asked.done(asked.services.keep(&asked.caller, home).await)
}

/// `DELETE /api/v1/account/favourites/{id}`
pub(super) async fn keep_no_longer(asked: Asked, Id(home): Id<ListingId>) -> Response {
    asked.done(asked.services.keep_no_longer(&asked.caller, home).await)
}

/// `DELETE /api/v1/account/viewed`: empties the history.
pub(super) async fn forget_viewed(asked: Asked) -> Response {
    asked.done(asked.services.forget_viewed(&asked.caller).await)
}

/// `POST /api/v1/account/kept`: what a device kept joins what the account has.
pub(super) async fn merge(asked: Asked, Input(kept): Input<KeptOnDevice>) -> Response {
    asked.json(asked.services.merge_kept(&asked.caller, &kept).await)
}
