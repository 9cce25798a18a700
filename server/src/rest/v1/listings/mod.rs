//! Public listings.

mod detail;
mod list;

use crate::http::AppState;
use axum::{Router, routing::get};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/", get(list::list))
        .route("/{id}", get(detail::detail))
}
