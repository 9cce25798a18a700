//! What crawlers are asked to leave alone.

use super::{AppState, CACHE, public_origin};
use axum::{
    extract::State,
    http::{
        HeaderMap, HeaderValue,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};

/// What is no page of the site, and pages that belong to one reader.
const PATHS: &[&str] = &[
    "/api/",
    "/locale/",
    "/offline",
    "/compare",
    "/favourites",
    "/history",
    "/account/",
    "/calendars/",
];
/// Filters of the search that have no end of combinations. The search by place and rooms stays
/// open: those pages may be listed.
const PARAMETERS: &[&str] = &[
    "q=",
    "rent",
    "area",
    "mode=",
    "orientation=",
    "floor=",
    "decoration=",
    "lift=",
    "subway=",
    "no_fee=",
    "tag=",
    "payment=",
    "station=",
    "map_box=",
    "within=",
    "available_by=",
    "sort=",
    "cursor=",
    "ids=",
];

/// `/robots.txt`: every page but those, and where the sitemap is.
pub(in crate::http) async fn robots(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let mut text = String::from("User-agent: *\n");
    for path in PATHS {
        text.extend(["Disallow: ", path, "\n"]);
    }
    for parameter in PARAMETERS {
        text.extend([
            "Disallow: /*?",
            parameter,
            "\n",
            "Disallow: /*?*&",
            parameter,
            "\n",
        ]);
    }
    let origin = public_origin(&state.site, &headers);
    text.extend(["\nSitemap: ", &origin, "/sitemap.xml\n"]);
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    ([(CONTENT_TYPE, plain), (CACHE_CONTROL, CACHE)], text).into_response()
}
