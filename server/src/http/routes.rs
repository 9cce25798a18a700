//! Every address that is answered.

use super::{
    AppState, account, api_docs, assets, calendars, city, design, health, imports, installed,
    locale, outbox, pages, preview, sitemap, theme, zone,
};
use crate::{
    endpoint::{Endpoint, get},
    rest,
};
use axum::Router;
use domain::account::RouteGroup;

/// Where version 1 of the API stands.
pub(super) const API: &str = "/api/v1";

/// What stands at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page of the app.
    Page,
    /// A server function of the app.
    Call,
    /// An endpoint of the API.
    Api,
    /// An endpoint of the classic API.
    Classic,
    /// A file, or anything else.
    Other,
}

/// One method of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// What stands there.
    pub kind: Kind,
    /// The method.
    pub method: String,
    /// The path, with parameters in braces.
    pub path: String,
    /// The group of routes by which networks are admitted; none for files.
    pub group: Option<RouteGroup>,
}

/// Every address, so that tests find the ones that nobody thought of.
pub fn addresses(production: bool) -> Vec<Address> {
    let address = |kind, method: &str, path: String| Address {
        kind,
        method: method.to_owned(),
        group: zone::of_request(&method.parse().unwrap_or_default(), &path),
        path,
    };
    let site = endpoints(production).into_iter();
    let site = site.map(|endpoint| address(Kind::Other, endpoint.method, endpoint.path.to_owned()));
    let api = rest::v1::endpoints().into_iter();
    let api =
        api.map(|endpoint| address(Kind::Api, endpoint.method, [API, endpoint.path].concat()));
    let classic = rest::classic::endpoints().into_iter();
    let classic =
        classic.map(|endpoint| address(Kind::Classic, endpoint.method, endpoint.path.to_owned()));
    let calls = leptos::server_fn::axum::server_fn_paths();
    let calls = calls.map(|(path, method)| address(Kind::Call, method.as_str(), path.to_owned()));
    let pages = pages::routes().into_iter();
    let pages = pages.map(|page| page.path().to_owned());
    // What lies below an address is said by the app itself.
    let pages = pages.filter(|path| !path.contains('*'));
    let pages = pages.chain(app::pages_below().map(ToOwned::to_owned));
    let pages = pages.map(|path| address(Kind::Page, "GET", path));
    site.chain(api)
        .chain(classic)
        .chain(calls)
        .chain(pages)
        .collect()
}

/// Adds what is neither page nor call to `router`.
pub(super) fn add_to(router: Router<AppState>, production: bool) -> Router<AppState> {
    endpoints(production)
        .into_iter()
        .fold(router, |router, endpoint| endpoint.add_to(router))
}

fn endpoints(production: bool) -> Vec<Endpoint> {
    let mut endpoints = vec![
        get("/healthz", health::alive),
        get("/readyz", health::ready),
        get("/og/site.png", preview::site),
        get("/og/listings/{name}", preview::listing),
        get("/manifest.webmanifest", installed::manifest_file),
        get("/sw.js", installed::service_worker),
        get("/offline", installed::offline),
        get("/robots.txt", sitemap::robots),
        get("/sitemap.xml", sitemap::index),
        get("/sitemaps/{name}", sitemap::part),
        get("/locale/{tag}", locale::choose),
        get("/theme/{tag}", theme::choose),
        get("/city/{code}", city::choose),
        get("/photos/{*key}", assets::photo),
        get("/avatars/{key}", account::avatar),
        get("/account/export.json", account::export),
        get("/console/imports/template.csv", imports::template),
        get("/console/imports/template-en.csv", imports::template_en),
        get("/viewings/{name}", calendars::viewing),
        get("/calendars/{name}", calendars::feed),
        get("/licences/{id}", account::licence),
        get("/floor-plans/{name}", assets::floor_plan),
        get("/pkg/{*path}", assets::package),
        get(api_docs::PATH, api_docs::page),
    ];
    if !production {
        endpoints.push(get("/design", design::gallery));
        endpoints.push(get("/dev/outbox", outbox::page));
    }
    endpoints
}
