//! Viewings.

use super::super::asked::{Asked, Id, Input, Terms};
use axum::response::Response;
use domain::{
    ViewingId,
    contact::{Side, ViewingChange, ViewingPlan, ViewingQuery, ViewingTime},
};
use serde::Deserialize;

/// Which viewings a list shows.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default = "super::renter")]
    side: Side,
    #[serde(default = "open")]
    time: ViewingTime,
    #[serde(default)]
    page: u32,
}

const fn open() -> ViewingTime {
    ViewingTime::Open
}

/// `GET /api/v1/viewings`
pub(super) async fn list(asked: Asked, Terms(wanted): Terms<Wanted>) -> Response {
    let query = ViewingQuery {
        time: wanted.time,
        page: wanted.page,
    };
    let found = asked
        .services
        .viewings(&asked.caller, wanted.side, &query)
        .await;
    asked.json(found)
}

/// `POST /api/v1/viewings`
pub(super) async fn book(asked: Asked, Input(plan): Input<ViewingPlan>) -> Response {
    asked.created(asked.services.book(&asked.caller, &plan).await)
}

/// `GET /api/v1/viewings/{id}`
pub(super) async fn show(asked: Asked, Id(id): Id<ViewingId>) -> Response {
    asked.json(asked.services.viewing(&asked.caller, id).await)
}

/// `PATCH /api/v1/viewings/{id}`: confirms, moves or calls it off, or says what became of it.
pub(super) async fn change(
    asked: Asked,
    Id(id): Id<ViewingId>,
    Input(change): Input<ViewingChange>,
) -> Response {
    let changed = asked
        .services
        .change_viewing(&asked.caller, id, &change)
        .await;
    asked.json(changed)
}
