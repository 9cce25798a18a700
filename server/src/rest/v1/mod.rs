//! Version 1, below `/api/v1`.

mod account;
mod admin;
mod agents;
mod answer;
mod asked;
mod contacts;
mod contract;
mod conventions;
mod dictionaries;
mod files;
mod listings;
mod map;
mod market;
mod moderation;
mod offers;
mod paging;
mod suggestions;

use crate::{
    endpoint::Endpoint,
    http::{AppState, problem},
};
use axum::{Router, http::StatusCode, response::Response, routing::any};
pub use contract::Document;
pub(crate) use contract::Operation;
use conventions::Conventions;
use domain::{AppError, ErrorCode};

/// Every endpoint.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    [
        listings::endpoints(),
        offers::endpoints(),
        suggestions::endpoints(),
        market::endpoints(),
        map::endpoints(),
        account::endpoints(),
        contacts::endpoints(),
        admin::endpoints(),
        moderation::endpoints(),
        dictionaries::endpoints(),
        agents::endpoints(),
        contract::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// All of them as one router.
pub(crate) fn router(state: &AppState) -> Router<AppState> {
    let conventions = Conventions::new(state, endpoints());
    endpoints()
        .into_iter()
        .map(|endpoint| conventions.keep(endpoint))
        .fold(Router::new(), |router, endpoint| endpoint.add_to(router))
        .method_not_allowed_fallback(not_allowed)
        .route("/{*unknown}", any(unknown))
}

/// The document that describes them, for programs and tests.
pub fn document() -> Document {
    contract::describe(endpoints())
}

async fn unknown() -> Response {
    problem::response(&AppError::new(ErrorCode::NotFound))
}

/// 405; `Allow` is added by the router.
async fn not_allowed() -> Response {
    let error = AppError::new(ErrorCode::Invalid);
    problem::with_status(StatusCode::METHOD_NOT_ALLOWED, &error)
}
