//! Choosing light or dark.

use super::{AppState, preference::remember};
use app::{Theme, theme::COOKIE};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// Remembers the theme `tag` in a cookie and goes back to the page the reader came from.
pub(super) async fn choose(
    State(state): State<AppState>,
    Path(tag): Path<String>,
    request: Request,
) -> Response {
    match Theme::from_tag(&tag) {
        Some(theme) => remember(&state, &request, COOKIE, theme.tag()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
