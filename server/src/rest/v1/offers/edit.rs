//! Writing about a listing.

use super::super::answer::Made;
use super::super::asked::{Asked, Id, Input};
use axum::{http::StatusCode, response::Response};
use domain::{
    ListingId,
    offer::{ListingForm, Saved},
};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is to be kept.
#[derive(Deserialize, ToSchema)]
pub(super) struct Written {
    /// The version that was read, 0 when nothing was written yet.
    version: i64,
    form: ListingForm,
}

/// `POST /api/v1/listings`: begins a draft.
pub(super) async fn start(asked: Asked, Input(form): Input<ListingForm>) -> Response {
    let begun = asked.services.start_offer(&asked.caller, &form).await;
    asked.created(begun.map(|id| Made { id }))
}

/// `DELETE /api/v1/listings/{id}`: deletes a draft that never was public.
pub(super) async fn delete_draft(asked: Asked, Id(id): Id<ListingId>) -> Response {
    asked.done(asked.services.delete_draft(&asked.caller, id).await)
}

/// `POST /api/v1/listings/{id}/copies`: begins a draft like this one.
pub(super) async fn duplicate(asked: Asked, Id(id): Id<ListingId>) -> Response {
    let begun = asked.services.duplicate_offer(&asked.caller, id).await;
    asked.created(begun.map(|id| Made { id }))
}

/// `GET /api/v1/listings/{id}/edit`
pub(super) async fn show(asked: Asked, Id(id): Id<ListingId>) -> Response {
    asked.json(asked.services.editor(&asked.caller, id).await)
}

/// `PUT /api/v1/listings/{id}/edit`: 409 with what differs when somebody saved in between.
pub(super) async fn save(
    asked: Asked,
    Id(id): Id<ListingId>,
    Input(written): Input<Written>,
) -> Response {
    let saved = asked
        .services
        .save_edit(&asked.caller, id, written.version, &written.form)
        .await;
    let overtaken = matches!(&saved, Ok(Saved::Overtaken { .. }));
    let mut response = asked.json(saved);
    if overtaken {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    response
}

/// `POST /api/v1/listings/{id}/edit`: begins to write about a public home, from what is public of it, its photos
/// included; they are changed below `/photos` from then on. Nothing where somebody has begun. Answers what
/// `GET` does.
pub(super) async fn begin(asked: Asked, Id(id): Id<ListingId>) -> Response {
    if let Err(error) = asked.services.open_edit(&asked.caller, id).await {
        return asked.done(Err(error));
    }
    asked.json(asked.services.editor(&asked.caller, id).await)
}

/// `DELETE /api/v1/listings/{id}/edit`: drops the changes of a public home.
pub(super) async fn discard(asked: Asked, Id(id): Id<ListingId>) -> Response {
    asked.done(asked.services.discard_edit(&asked.caller, id).await)
}

/// `GET /api/v1/listings/{id}/preview`: the home as renters would see it.
pub(super) async fn preview(asked: Asked, Id(id): Id<ListingId>) -> Response {
    asked.json(asked.services.preview(&asked.caller, id).await)
}

/// `POST /api/v1/rent-suggestions`: a rent for the home that the form tells of; `null` where too few homes are
/// comparable.
pub(super) async fn suggest_rent(asked: Asked, Input(form): Input<ListingForm>) -> Response {
    asked.json(asked.services.suggest_rent(&asked.caller, &form).await)
}
