//! The classic API, below `/api`: what was written for the classic system keeps working. See
//! `docs/decisions/0015-classic-adapter.md`.

mod agents;
mod answer;
mod asked;
mod captcha;
mod districts;
mod estates;
mod fields;
mod houses;
mod names;
mod paging;
mod payments;
mod photos;
mod tokens;
mod users;
mod words;

pub(crate) use answer::refusal;

use crate::{endpoint::Endpoint, http::AppState};
use answer::not_allowed;
use axum::{Router, routing::MethodRouter};
use std::collections::BTreeMap;

/// Every endpoint, by its address with the slash at its end.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    [
        districts::endpoints(),
        names::endpoints(),
        agents::endpoints(),
        estates::endpoints(),
        houses::endpoints(),
        tokens::endpoints(),
        users::endpoints(),
        photos::endpoints(),
        payments::endpoints(),
        captcha::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// All of them as one router, with the slash and without.
pub(crate) fn router() -> Router<AppState> {
    let mut by_path: BTreeMap<&'static str, MethodRouter<AppState>> = BTreeMap::new();
    for endpoint in endpoints() {
        let handlers = by_path.remove(endpoint.path).unwrap_or_default();
        by_path.insert(endpoint.path, endpoint.merge_into(handlers));
    }
    by_path
        .into_iter()
        .fold(Router::new(), |router, (path, handlers)| {
            let handlers = handlers.fallback(not_allowed);
            let bare = path.trim_end_matches('/');
            router.route(path, handlers.clone()).route(bare, handlers)
        })
}
