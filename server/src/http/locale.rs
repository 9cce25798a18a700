//! Choosing the language.

use super::{
    AppState,
    preference::{self, remember},
};
use app::{Locale, locales::COOKIE};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// Remembers the language `tag` in a cookie and goes back to the page the reader came from.
pub(super) async fn choose(
    State(state): State<AppState>,
    Path(tag): Path<String>,
    request: Request,
) -> Response {
    match Locale::from_tag(&tag) {
        Some(locale) => remember(&state, &request, COOKIE, locale.tag()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The cookie that remembers `locale`.
pub(super) fn cookie(state: &AppState, locale: Locale) -> String {
    preference::cookie(state, COOKIE, locale.tag())
}
