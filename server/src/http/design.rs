//! The gallery of the design system, for developers.

use super::{AppState, protect};
use axum::{
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
    response::{Html, IntoResponse, Response},
};

/// Every component in its states.
pub(super) async fn gallery(State(state): State<AppState>) -> Response {
    let headers = [
        (
            CONTENT_SECURITY_POLICY,
            protect::page_policy("none", false, None),
        ),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    let html = app::features::design::document(state.site.options.clone(), &state.site.modules);
    (headers, Html(html)).into_response()
}
