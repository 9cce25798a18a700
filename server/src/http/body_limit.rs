//! How much is read of what somebody sends.

use super::problem;
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header::CONTENT_LENGTH},
    middleware::Next,
    response::Response,
};
use domain::{
    AppError, ErrorCode, FieldError,
    agents::LICENCE_BYTES_MAX,
    offer::{IMPORT_BYTES_MAX, IMPORT_ZIP_BYTES_MAX},
    photo::{PHOTO_BYTES_MAX, PHOTOS_MAX},
};
use http_body_util::Limited;
use services::accounts::AVATAR_BYTES_MAX;

/// The largest body, pictures aside.
const BODY_MAX: usize = 64 * 1024;
/// The server function that takes a picture.
const SET_AVATAR: &str = "/api/ui/set_avatar";
/// The server function that takes a licence.
const HAND_LICENCE_IN: &str = "/api/ui/hand_licence_in";
/// The server function that takes photos of a home.
const ADD_PHOTOS: &str = "/api/ui/add_photos";
/// The server function that takes a file of homes, and an archive of their photos.
const CHECK_IMPORT: &str = "/api/ui/check_import";
/// Where the API takes them.
const IMPORTS: &str = "/api/v1/account/imports";
/// What a form has beside its picture.
const FORM_MAX: usize = 16 * 1024;

/// Refuses a body that says it is too large, and reads no more than allowed of any other.
pub(super) async fn limit(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let most = match path {
        SET_AVATAR => AVATAR_BYTES_MAX + FORM_MAX,
        HAND_LICENCE_IN => LICENCE_BYTES_MAX + FORM_MAX,
        CHECK_IMPORT => IMPORT_BYTES_MAX + IMPORT_ZIP_BYTES_MAX as usize + FORM_MAX,
        // Each is counted by itself while it comes.
        ADD_PHOTOS => PHOTOS_MAX * (PHOTO_BYTES_MAX as usize + FORM_MAX),
        _ => BODY_MAX,
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
        HAND_LICENCE_IN => ("licence", "licence_too_large"),
        CHECK_IMPORT => ("photos", "zip_too_large"),
        ADD_PHOTOS => ("photo", "photo_too_large"),
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

/// Whether a request brings photos of homes, which take their time.
pub(super) fn is_upload(method: &Method, path: &str) -> bool {
    let api = || {
        let listing = path.strip_prefix("/api/v1/listings/")?;
        let (id, rest) = listing.split_once('/')?;
        (rest == "photos" && id.bytes().all(|byte| byte.is_ascii_digit())).then_some(())
    };
    *method == Method::POST
        && (matches!(path, ADD_PHOTOS | CHECK_IMPORT | IMPORTS) || api().is_some())
}

fn length(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
