//! What every part of a page may ask for.

mod account;

#[cfg(feature = "ssr")]
pub use account::{NewTokens, ShownOnce, TokenChange, caller};
pub use account::{Submitted, own_path};
pub(crate) use account::{answer_elsewhere, submitted, visitor};
#[cfg(feature = "ssr")]
pub(crate) use account::{change_tokens, count_looked_at, count_shown, fresh_secret, show_once};

use crate::{
    Theme,
    locales::{Locale, Text},
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The origin under which the public reaches the site, such as `https://zufang.example`, for
/// addresses that must be absolute. Provided by the server.
#[derive(Clone, Debug)]
pub struct PublicOrigin(pub String);

/// The built TypeScript modules: under which address each is served, by its name. Provided by the
/// server; empty where none are built.
#[derive(Clone, Debug, Default)]
pub struct Modules(pub std::sync::Arc<std::collections::BTreeMap<String, String>>);

/// Background tiles for the map, as the operator sets them. Provided by the server where there are
/// any.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MapTiles {
    /// The address of a tile, with `{z}`, `{x}`, `{y}` and perhaps `{s}`.
    pub url: String,
    /// Whom the tiles are from, as HTML.
    pub attribution: String,
    /// What they are drawn in: `wgs84` or `gcj02`.
    pub datum: String,
}

/// The language of this page load: from the request on the server, from the document in the
/// browser, so that both always agree.
pub fn locale() -> Locale {
    if let Some(locale) = use_context::<Locale>() {
        return locale;
    }
    let locale = decided_locale();
    provide_context(locale);
    locale
}

/// The texts of this page load's language.
pub(crate) fn text() -> &'static Text {
    locale().text()
}

/// `answer` as the reader's language says it: pages in English carry the romanisation of every place
/// beside its Chinese name, see [`domain::PlaceName`]. Pages in Chinese pay nothing.
#[cfg(feature = "ssr")]
pub(crate) fn in_own_language<T: services::Romanise>(mut answer: T) -> T {
    if locale() == Locale::En {
        answer.romanise();
    }
    answer
}

/// The theme of this page load, as the server decided it.
#[cfg(feature = "ssr")]
pub(crate) fn theme() -> Theme {
    use_context::<http::request::Parts>()
        .and_then(|parts| {
            let cookies = parts.headers.get(http::header::COOKIE)?;
            Theme::of_cookies(cookies.to_str().ok()?)
        })
        .unwrap_or_default()
}

/// The theme of this page load, as the document says it.
#[cfg(not(feature = "ssr"))]
pub(crate) fn theme() -> Theme {
    document()
        .document_element()
        .and_then(|html| html.get_attribute("data-theme"))
        .and_then(|tag| Theme::from_tag(&tag))
        .unwrap_or_default()
}

/// The day in China on which this page was loaded: by the server's clock on both sides, so that what
/// is said of time is the same in both.
#[cfg(feature = "ssr")]
pub(crate) fn today() -> Option<NaiveDate> {
    let services = use_context::<services::Services>()?;
    Some(crate::format::date_in_china(services.clock().now()))
}

/// The day in China on which this page was loaded, as the document says it.
#[cfg(not(feature = "ssr"))]
pub(crate) fn today() -> Option<NaiveDate> {
    let html = document().document_element()?;
    domain::day::parse(&html.get_attribute("data-today")?)
}

/// `path` as an absolute address where the origin is known.
pub(crate) fn absolute(path: &str) -> String {
    match origin() {
        Some(origin) => [origin.trim_end_matches('/'), path].concat(),
        None => path.to_owned(),
    }
}

#[cfg(feature = "ssr")]
fn origin() -> Option<String> {
    use_context::<PublicOrigin>().map(|PublicOrigin(origin)| origin)
}

#[cfg(not(feature = "ssr"))]
fn origin() -> Option<String> {
    window().location().origin().ok()
}

/// The one address of the page at `path` (with its query, without a language): in the language that
/// the reader's address names, else the one that negotiates it, as `x-default` says.
#[cfg(feature = "ssr")]
pub(crate) fn canonical(path: &str) -> String {
    let named = use_context::<http::request::Parts>()
        .and_then(|parts| Locale::of_query(parts.uri.query()?));
    absolute(&named.map_or_else(|| path.to_owned(), |locale| locale.address(path)))
}

/// The one address of the page at `path`: links within the site name no language.
#[cfg(not(feature = "ssr"))]
pub(crate) fn canonical(path: &str) -> String {
    absolute(path)
}

#[cfg(feature = "ssr")]
fn decided_locale() -> Locale {
    // The listing of routes renders the app without a request.
    let Some(parts) = use_context::<http::request::Parts>() else {
        return Locale::default();
    };
    let header = |name| {
        parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    Locale::negotiate(
        parts.uri.query(),
        header(http::header::COOKIE),
        header(http::header::ACCEPT_LANGUAGE),
    )
}

#[cfg(not(feature = "ssr"))]
fn decided_locale() -> Locale {
    document()
        .document_element()
        .and_then(|html| html.get_attribute("lang"))
        .and_then(|tag| Locale::from_tag(&tag))
        .unwrap_or_default()
}

/// The cookie that holds the city somebody chose, as its code.
pub const CITY_COOKIE: &str = "city";

/// The city that the reader's cookie remembers; nothing where it makes no sense.
#[cfg(feature = "ssr")]
pub(crate) fn chosen_city() -> Option<domain::DivisionCode> {
    let parts = use_context::<http::request::Parts>()?;
    let cookies = parts.headers.get(http::header::COOKIE)?.to_str().ok()?;
    cookies
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == CITY_COOKIE)
        .and_then(|(_, value)| value.parse().ok())
}

/// Says that the page that is being rendered has its address at `path`, with the same query; in the
/// browser the page is shown as it is.
pub(crate) fn answer_moved(path: &str) {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        let query = use_context::<http::request::Parts>()
            .and_then(|parts| parts.uri.query().map(|query| ["?", query].concat()));
        let target = [path, &query.unwrap_or_default()].concat();
        if let Ok(target) = http::HeaderValue::from_str(&target) {
            response.insert_header(http::header::LOCATION, target);
            response.set_status(http::StatusCode::PERMANENT_REDIRECT);
        }
    }
    #[cfg(not(feature = "ssr"))]
    let _ = path;
}

/// Sets the HTTP status of the page that is being rendered; in the browser there is none to set.
pub(crate) fn answer_status(status: u16) {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(status) = http::StatusCode::from_u16(status)
    {
        response.set_status(status);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}
