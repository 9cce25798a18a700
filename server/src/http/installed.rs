//! What a browser asks for when the site becomes an app on a device: the manifest, the service
//! worker, and the page that the worker keeps for times without a network.

use super::{AppState, assets, protect};
use app::{
    Locale,
    installed::{manifest, offline_page},
};
use axum::{
    extract::{RawQuery, Request, State},
    http::{
        HeaderValue,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{Html, IntoResponse, Response},
};

const MANIFEST: HeaderValue = HeaderValue::from_static("application/manifest+json");
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// Asked for again each time: a worker of an old build must never live on in a cache.
const NEVER: HeaderValue = HeaderValue::from_static("no-cache");
/// The module of TypeScript that lists the kept homes.
const MODULE: &str = "offline";

/// `/manifest.webmanifest`. Browsers fetch it without cookies: its address says the language.
pub(super) async fn manifest_file(RawQuery(query): RawQuery) -> Response {
    let headers = [(CONTENT_TYPE, MANIFEST), (CACHE_CONTROL, AN_HOUR)];
    let manifest = manifest(language(query.as_deref()));
    (headers, manifest.to_string()).into_response()
}

/// `/sw.js`, which the build puts into the site root; development builds have none.
pub(super) async fn service_worker(State(state): State<AppState>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let mut response = assets::site_file(&state, &parts).await;
    response.headers_mut().insert(CACHE_CONTROL, NEVER);
    // A worker has the policy of its own file, and it fetches pages and photos.
    response.headers_mut().insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'self'"),
    );
    response
}

/// `/offline`, in the language that its address says.
pub(super) async fn offline(State(state): State<AppState>, RawQuery(query): RawQuery) -> Response {
    let module = state.site.modules.0.get(MODULE).cloned();
    let options = state.site.options.clone();
    let page = offline_page(language(query.as_deref()), options, module);
    let headers = [
        (CACHE_CONTROL, NEVER),
        (CONTENT_SECURITY_POLICY, protect::PLAIN_PAGE),
    ];
    (headers, Html(page)).into_response()
}

fn language(query: Option<&str>) -> Locale {
    query.and_then(Locale::of_query).unwrap_or_default()
}
