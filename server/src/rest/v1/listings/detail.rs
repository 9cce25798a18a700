//! `GET /api/v1/listings/{id}`: everything the page of a home shows.

use super::super::answer::{failed, json};
use crate::http::{AppState, cached::Seen, problem};
use axum::{
    Extension,
    extract::{Path, State},
    response::Response,
};
use domain::{AppError, ErrorCode, ListingId};
use services::RequestId;

/// An id that is none, of no listing or of one that never was public is not found; one that has
/// been let, taken back or has expired is gone. A reserved home is answered with that status.
pub(super) async fn detail(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    Path(id): Path<String>,
) -> Response {
    answer(&state, &request, &id)
        .await
        .unwrap_or_else(|error| problem::response(&error))
}

async fn answer(state: &AppState, request: &RequestId, id: &str) -> Result<Response, AppError> {
    let id: ListingId = id.parse().map_err(|_| AppError::new(ErrorCode::NotFound))?;
    let listing = state
        .services
        .listing(id)
        .await
        .map_err(|error| failed(error, request))?;
    let seen = Seen::shown(&listing.similar).looked_at(id);
    Ok(seen.beside(json(&listing, request)?))
}
