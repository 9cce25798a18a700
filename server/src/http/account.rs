//! What of an account is no page and no call: avatars, and the copy of all its data.

use super::{AppState, assets, problem};
use axum::{
    Extension,
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use services::{Caller, Error};

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
