//! How endpoints answer.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{AppError, ErrorCode};
use serde::Serialize;
use services::{Error, RequestId};
use utoipa::ToSchema;

/// The id of what was made.
#[derive(Serialize, ToSchema)]
pub(super) struct Made<T> {
    // A comment for readers only: told in the document it would become a second type beside the id's.
    #[schema(inline)]
    pub(super) id: T,
}

/// `body` as JSON, straight to bytes.
pub(super) fn json(body: &impl Serialize, request: &RequestId) -> Result<Response, AppError> {
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

pub(super) fn failed(error: Error, request: &RequestId) -> AppError {
    error.into_app_error(Some(request))
}

pub(super) fn invalid(fields: Vec<domain::FieldError>) -> AppError {
    AppError {
        fields,
        ..AppError::new(ErrorCode::Invalid)
    }
}
