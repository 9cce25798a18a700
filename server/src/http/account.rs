//! What of an account is no page and no call: avatars, licences, and the copy of all its data.

use super::{AppState, assets, problem};
use axum::{
    Extension,
    extract::{Path, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::LicenceId;
use services::{Caller, Error};

/// No proxy keeps it, and no browser takes it for anything else than it is.
const PRIVATE: [(HeaderName, HeaderValue); 3] = [
    (
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    ),
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox"),
    ),
];

/// An avatar by its key.
pub(super) async fn avatar(
    State(state): State<AppState>,
    Path(key): Path<String>,
    request: Request,
) -> Response {
    match state.services.avatar_file(&key) {
        Some(file) => assets::picture(file, "image/webp", request).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// All that is held about the person who asks, as a file.
pub(super) async fn export(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
) -> Response {
    let file = match state.services.export(&caller).await {
        Ok(file) => serde_json::to_vec_pretty(&file).map_err(Error::internal),
        Err(Error::Unauthenticated) => {
            return Redirect::to("/sign-in?next=/account").into_response();
        }
        Err(error) => Err(error),
    };
    match file {
        Ok(json) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"zufang-account.json\"",
                ),
            ];
            (headers, json).into_response()
        }
        Err(error) => problem::response(&error.into_app_error(Some(&caller.client.request))),
    }
}

/// The file of a licence, for the agent whose it is and for admins. A PDF is saved, never shown.
pub(super) async fn licence(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Response {
    let file = match id.parse::<LicenceId>() {
        Ok(id) => state.services.licence_file(&caller, id).await,
        Err(_) => caller.signed_in().and(Err(Error::NotFound)),
    };
    match file {
        Ok(file) => {
            let (kind, disposition) = if file.pdf {
                (
                    "application/pdf",
                    format!("attachment; filename=\"licence-{id}.pdf\""),
                )
            } else {
                (
                    "image/webp",
                    format!("inline; filename=\"licence-{id}.webp\""),
                )
            };
            let headers = [
                (header::CONTENT_TYPE, kind.to_owned()),
                (header::CONTENT_DISPOSITION, disposition),
            ];
            (PRIVATE, headers, file.bytes).into_response()
        }
        Err(error) => problem::response(&error.into_app_error(Some(&caller.client.request))),
    }
}
