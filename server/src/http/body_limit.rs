//! How much is read of what somebody sends.

use super::problem;
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, StatusCode, header::CONTENT_LENGTH},
    middleware::Next,
    response::Response,
};
use domain::{AppError, ErrorCode, FieldError};
use http_body_util::Limited;
use services::accounts::AVATAR_BYTES_MAX;

/// The largest body, pictures aside.
const BODY_MAX: usize = 64 * 1024;
/// The server function that takes a picture.
const SET_AVATAR: &str = "/api/ui/set_avatar";
/// What a form has beside its picture.
const FORM_MAX: usize = 16 * 1024;

/// Refuses a body that says it is too large, and reads no more than allowed of any other.
pub(super) async fn limit(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let most = if path == SET_AVATAR {
        AVATAR_BYTES_MAX + FORM_MAX
    } else {
        BODY_MAX
    };
    if length(request.headers()).is_some_and(|length| length > most) {
        return problem::with_status(StatusCode::PAYLOAD_TOO_LARGE, &too_large(path));
    }
    next.run(request.map(|body| Body::new(Limited::new(body, most))))
        .await
}

/// The error of a form for `function` that is too large.
pub(super) fn too_large(function: &str) -> AppError {
    let (field, code) = match function {
        SET_AVATAR => ("avatar", "image_too_large"),
        _ => ("form", "too_long"),
    };
    AppError {
        fields: vec![FieldError {
            field: field.into(),
            code: code.into(),
        }],
        ..AppError::new(ErrorCode::Invalid)
    }
}

fn length(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
