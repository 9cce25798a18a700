//! The status of a server function that failed before it ran.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::Response,
};
use domain::AppError;

/// Where server functions stand.
pub(super) const CALLS: &str = "/api/ui/";
/// The header that marks an error of a server function.
pub(super) const FAILED: &str = "serverfnerror";
/// The largest error.
pub(super) const ERROR_MAX: usize = 64 * 1024;

/// Gives a failed call the status of its error. Without this, arguments that cannot be read would be a
/// failure of ours.
pub(super) async fn say_status(request: Request, next: Next) -> Response {
    let is_call = request.uri().path().starts_with(CALLS);
    let response = next.run(request).await;
    let unsaid = response.status() == StatusCode::INTERNAL_SERVER_ERROR
        && response.headers().contains_key(FAILED);
    if !(is_call && unsaid) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, ERROR_MAX).await else {
        return Response::from_parts(parts, Body::empty());
    };
    if let Ok(error) = serde_json::from_slice::<AppError>(&body) {
        parts.status = StatusCode::from_u16(error.code.status()).unwrap_or(parts.status);
    }
    Response::from_parts(parts, Body::from(body))
}
