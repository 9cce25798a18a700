//! Version 1, below `/api/v1`.

mod account;
mod admin;
mod agents;
mod answer;
mod asked;
mod contacts;
mod dictionaries;
mod files;
mod listings;
mod map;
mod market;
mod moderation;
mod offers;
mod suggestions;

use crate::{
    endpoint::Endpoint,
    http::{AppState, problem},
};
use axum::{Router, response::Response, routing::any};
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
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// All of them as one router.
pub(crate) fn router() -> Router<AppState> {
    endpoints()
        .into_iter()
        .fold(Router::new(), |router, endpoint| endpoint.add_to(router))
        .route("/{*unknown}", any(unknown))
}

async fn unknown() -> Response {
    problem::response(&AppError::new(ErrorCode::NotFound))
}
