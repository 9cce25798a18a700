//! `GET /api/v1/listings/{id}`: everything the page of a home shows.

use super::super::answer::{failed, json};
use crate::http::{AppState, problem};
use axum::{
    Extension,
    extract::{Path, State},
    response::Response,
};
use domain::{AppError, ErrorCode, ListingId};
use services::{Caller, RequestId};

/// An id that is none, of no listing or of one that never was public is not found; one that has
/// been let, taken back or has expired is gone. A reserved home is answered with that status.
pub(super) async fn detail(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Response {
    answer(&state, &request, &caller, &id)
        .await
        .unwrap_or_else(|error| problem::response(&error))
}

async fn answer(
    state: &AppState,
    request: &RequestId,
    caller: &Caller,
    id: &str,
) -> Result<Response, AppError> {
    let id: ListingId = id.parse().map_err(|_| AppError::new(ErrorCode::NotFound))?;
    let listing = state
        .services
        .listing(id)
        .await
        .map_err(|error| failed(error, request))?;
    state.services.looked_at(Some(caller), id);
    state.services.shown(Some(caller), &listing.similar);
    json(&listing, request)
}
