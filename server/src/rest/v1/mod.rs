//! Version 1, below `/api/v1`.

mod answer;
mod listings;
mod map;
mod market;
mod suggestions;

use crate::http::{AppState, problem};
use axum::{
    Router,
    response::Response,
    routing::{any, get},
};
use domain::{AppError, ErrorCode};

/// All endpoints.
pub fn router() -> Router<AppState> {
    Router::new()
        .nest("/listings", listings::router())
        .nest("/suggestions", suggestions::router())
        .merge(market::router())
        .route("/map", get(map::map))
        .route("/{*unknown}", any(unknown))
}

async fn unknown() -> Response {
    problem::response(&AppError::new(ErrorCode::NotFound))
}
