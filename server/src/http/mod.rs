//! The web server: one router for pages, server functions, the REST API, photos and health.

mod access;
mod account;
mod api_docs;
mod assets;
mod body_limit;
pub(crate) mod cached;
mod calendars;
mod calls;
mod city;
mod client_address;
mod cookies;
mod design;
mod forms;
mod health;
mod identity;
mod imports;
mod installed;
mod locale;
mod observe;
mod origin;
mod outbox;
mod page_request;
mod pages;
mod patience;
mod plain_page;
mod preference;
mod preview;
pub mod problem;
mod protect;
mod quota;
mod routes;
mod sitemap;
mod theme;
pub(crate) mod zone;

pub use crate::rest::v1::{Document, document};
pub(crate) use identity::put as change_tokens;
pub(crate) use origin::public_origin;
pub use routes::{Address, Kind, addresses};
pub use sitemap::ADDRESSES_MAX;

use crate::rest;
use app::context::{MapTiles, Modules};
use axum::{
    Router,
    extract::FromRef,
    middleware::{from_fn, from_fn_with_state},
};
use ipnet::IpNet;
use leptos::config::LeptosOptions;
use services::Services;
use std::{path::PathBuf, sync::Arc};
use tower_http::{CompressionLevel, compression::CompressionLayer};

/// What the router knows of where it runs.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where the built assets are and what they are called.
    pub options: LeptosOptions,
    /// The folder where drawn previews are kept; what is in it may be thrown away.
    pub preview_dir: PathBuf,
    /// Whether people reach the site by HTTPS only.
    pub production: bool,
    /// Scheme and host under which people reach the site.
    pub public_url: Option<String>,
    /// The most addresses in one part of the sitemap, usually [`ADDRESSES_MAX`].
    pub sitemap_addresses: u32,
    /// The background of the map, where there is one.
    pub map_tiles: Option<MapTiles>,
    /// Networks of proxies that say truly whom they were called by.
    pub trusted_proxies: Vec<IpNet>,
    /// Whether the classic API is answered.
    pub classic_api: bool,
    /// The TypeScript modules that pages may load.
    pub modules: Modules,
}

/// What every handler may use. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The use cases.
    pub services: Services,
    /// Where it runs.
    pub site: Arc<Site>,
    /// Draws the pictures beside links.
    previews: preview::Previews,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.site.options.clone()
    }
}

/// The whole web server as a service.
pub fn router(services: Services, site: Site) -> Router {
    let previews = preview::Previews::new(site.preview_dir.clone());
    let state = AppState {
        services,
        previews,
        site: Arc::new(site),
    };
    let router = routes::add_to(Router::new(), state.site.production);
    let classic = match state.site.classic_api {
        true => rest::classic::router(),
        false => Router::new(),
    };
    pages::add(router, &state)
        .fallback(pages::file_or_not_found)
        .layer(from_fn(calls::say_status))
        .layer(from_fn(body_limit::limit))
        // Reads what it is sent by limits of its own.
        .nest(routes::API, rest::v1::router(&state))
        .layer(compression())
        // Few and small things, whose packing would cost more than all the rest.
        .merge(classic)
        .layer(from_fn(cached::entity::weaken_compressed))
        .layer(from_fn_with_state(state.clone(), access::admit))
        .layer(from_fn_with_state(state.clone(), identity::identify))
        .layer(from_fn_with_state(state.clone(), forms::carry))
        .layer(from_fn(patience::limit))
        .layer(from_fn_with_state(state.clone(), protect::protect))
        .layer(from_fn(observe::observe))
        .with_state(state)
}

/// Pages are made anew for every request: speed counts for more than the last percent of size. At
/// this level the search page fits into what a new connection sends at once (some 14 KB), which
/// spares a phone a round trip. What the build has compressed already passes through.
fn compression() -> CompressionLayer {
    CompressionLayer::new().quality(CompressionLevel::Precise(5))
}
