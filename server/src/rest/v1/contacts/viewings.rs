//! Viewings.

use super::super::asked::{Asked, Id, Input, Terms};
use super::super::paging::Paging;
use axum::response::Response;
use domain::{
    ViewingId,
    contact::{Side, ViewingChange, ViewingPlan, ViewingQuery, ViewingTime},
};
use serde::Deserialize;
use utoipa::ToSchema;

/// Which viewings a list shows.
#[derive(Deserialize, ToSchema)]
pub(super) struct Wanted {
    #[serde(default = "super::renter")]
    side: Side,
    #[serde(default = "open")]
    time: ViewingTime,
}

const fn open() -> ViewingTime {
    ViewingTime::Open
}

/// `GET /api/v1/viewings`
pub(super) async fn list(
    asked: Asked,
    paging: Paging<false>,
    Terms(wanted): Terms<Wanted>,
) -> Response {
    let query = ViewingQuery {
        time: wanted.time,
        page: paging.page(),
    };
    let (services, caller) = (&asked.services, &asked.caller);
    let found = services
        .viewings_rows(caller, wanted.side, &query, paging.rows())
        .await;
    asked.json(paging.part(found, |viewing| viewing.id.0))
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
