//! Public listings.

mod detail;
mod list;

use crate::http::AppState;
use axum::{
    Router,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{AppError, ErrorCode};
use serde::Serialize;
use services::{Error, RequestId};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/", get(list::list))
        .route("/{id}", get(detail::detail))
}

/// `body` as JSON, straight to bytes.
fn json(body: &impl Serialize, request: &RequestId) -> Result<Response, AppError> {
    let bytes =
        serde_json::to_vec(body).map_err(|error| failed(Error::internal(error), request))?;
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    Ok((headers, bytes).into_response())
}

fn failed(error: Error, request: &RequestId) -> AppError {
    error.into_app_error(Some(request))
}

fn invalid(fields: Vec<domain::FieldError>) -> AppError {
    AppError {
        fields,
        ..AppError::new(ErrorCode::Invalid)
    }
}
