//! The pages: rendered by Leptos, with the same context wherever they or their server functions run.

use super::{AppState, assets, locale, origin::public_origin, protect};
use crate::settings::tile_origin;
use app::{
    Locale,
    context::{NewTokens, PublicOrigin, ShownOnce, Submitted},
};
use axum::{
    Router,
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, SET_COOKIE, VARY},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use leptos::{
    nonce::use_nonce,
    prelude::{provide_context, use_context},
};
use leptos_axum::{
    AxumRouteListing, ErrorHandler, LeptosRoutes, ResponseOptions, generate_route_list,
};
use services::{Caller, RequestId};
use std::sync::LazyLock;
use tower::ServiceExt;

/// Adds every page and server function of the app to `router`.
pub(super) fn add(router: Router<AppState>, state: &AppState) -> Router<AppState> {
    let options = state.site.options.clone();
    router.leptos_routes_with_context(state, routes(), context(state.clone()), move || {
        app::shell(options.clone())
    })
}

/// The addresses of the pages.
///
/// Collected once in a process: while Leptos collects them it lets no resource of any page load,
/// so a page that another router renders at that moment would wait for ever.
pub(super) fn routes() -> Vec<AxumRouteListing> {
    static ROUTES: LazyLock<Vec<AxumRouteListing>> =
        LazyLock::new(|| generate_route_list(app::App));
    ROUTES.clone()
}

/// Whether a page stands at `path`; parameters are written as in the app's routes, and what ends
/// with `:` stands for any parameter.
pub(super) fn exists(path: &str) -> bool {
    static PATHS: LazyLock<Vec<String>> = LazyLock::new(|| {
        routes()
            .iter()
            .map(|route| route.path().replace('{', ":"))
            .collect()
    });
    PATHS
        .iter()
        .any(|page| page == path || (path.ends_with(':') && page.starts_with(path)))
}

/// A file of the site root, or else the page that says there is no such page.
pub(super) async fn file_or_not_found(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let file = assets::site_file(&state, &parts).await;
    if file.status() != StatusCode::NOT_FOUND {
        return file;
    }
    let page = ErrorHandler::new_with_context(
        context(state.clone()),
        app::shell,
        state.site.options.clone(),
    );
    page.oneshot(Request::from_parts(parts, body))
        .await
        .into_response()
}

/// What pages and server functions find in their context, beside what Leptos puts there.
///
/// When a page is rendered, its headers are set here too: the policy has to name the nonce that
/// this very page carries.
fn context(state: AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let reloading = std::env::var_os("LEPTOS_WATCH").is_some();
    let tiles = state.site.map_tiles.as_ref();
    let tiles = tiles.and_then(|tiles| tile_origin(&tiles.url));
    move || {
        provide_context(state.services.clone());
        provide_context(state.site.modules.clone());
        if let Some(tiles) = &state.site.map_tiles {
            provide_context(tiles.clone());
        }
        let request = use_context::<Parts>();
        if let Some(parts) = &request {
            provide_context(PublicOrigin(public_origin(&state.site, &parts.headers)));
            if let Some(id) = parts.extensions.get::<RequestId>() {
                provide_context(id.clone());
            }
            if let Some(caller) = parts.extensions.get::<Caller>() {
                provide_context(caller.clone());
            }
            if let Some(changes) = parts.extensions.get::<NewTokens>() {
                provide_context(changes.clone());
            }
            if let Some(once) = parts.extensions.get::<ShownOnce>() {
                provide_context(once.clone());
            }
            let submitted = parts.extensions.get::<Option<Submitted>>();
            provide_context(submitted.cloned().flatten());
        }
        let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else {
            return;
        };
        let policy = protect::page_policy(&nonce, reloading, tiles.as_deref());
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            response.insert_header(CONTENT_SECURITY_POLICY, policy);
        }
        for (name, value) in PAGE_HEADERS {
            response.insert_header(name, value);
        }
        if let Some(cookie) = request.and_then(|parts| language_to_keep(&state, &parts)) {
            response.insert_header(SET_COOKIE, cookie);
        }
    }
}

/// The cookie for a page whose address says a language: the pages it links to follow it.
fn language_to_keep(state: &AppState, parts: &Parts) -> Option<HeaderValue> {
    let said = Locale::of_query(parts.uri.query()?)?;
    let cookies = parts
        .headers
        .get(COOKIE)
        .and_then(|value| value.to_str().ok());
    (cookies.and_then(Locale::of_cookies) != Some(said))
        .then(|| locale::cookie(state, said))
        .and_then(|cookie| HeaderValue::from_str(&cookie).ok())
}

/// A page speaks the reader's language and carries a nonce: no cache may answer with it.
const PAGE_HEADERS: [(HeaderName, HeaderValue); 2] = [
    (CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    (VARY, HeaderValue::from_static("cookie, accept-language")),
];
