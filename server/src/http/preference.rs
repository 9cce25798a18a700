//! What a reader chooses for a year without an account, in cookies.

use super::AppState;
use app::locales::PARAMETER;
use axum::{
    extract::{Query, Request},
    http::{
        HeaderMap, Uri,
        header::{REFERER, SET_COOKIE},
    },
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

/// Where somebody goes who came from nowhere.
const HOME: &str = "/listings";

/// Where to go afterwards.
#[derive(Deserialize)]
struct Target {
    to: Option<String>,
}

/// Remembers `value` in the cookie `name` and goes back: to the path that the request names with
/// `to`, else to the page of ours that the reader came from.
pub(super) fn remember(state: &AppState, request: &Request, name: &str, value: &str) -> Response {
    let named = Query::<Target>::try_from_uri(request.uri())
        .ok()
        .and_then(|Query(target)| target.to);
    let to = named
        .or_else(|| came_from(request.headers()))
        .filter(|to| is_own_path(to));
    let back = Redirect::to(&without_language(to.as_deref().unwrap_or(HOME)));
    ([(SET_COOKIE, cookie(state, name, value))], back).into_response()
}

/// The cookie that remembers `value` under `name` for a year.
pub(super) fn cookie(state: &AppState, name: &str, value: &str) -> String {
    let secure = if state.site.production {
        "; Secure"
    } else {
        ""
    };
    format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax{secure}")
}

/// The path of the page that the request was made on. Another site tells no more than its root.
pub(super) fn came_from(headers: &HeaderMap) -> Option<String> {
    let page: Uri = headers.get(REFERER)?.to_str().ok()?.parse().ok()?;
    page.authority()?;
    page.path_and_query().map(ToString::to_string)
}

/// `path` without the language it names, which would beat the one that was just chosen.
fn without_language(path: &str) -> String {
    let Some((page, query)) = path.split_once('?') else {
        return path.to_owned();
    };
    let others: Vec<&str> = query
        .split('&')
        .filter(|pair| pair.split('=').next() != Some(PARAMETER))
        .collect();
    if others.is_empty() {
        page.to_owned()
    } else {
        [page, "?", &others.join("&")].concat()
    }
}

/// Whether `to` is a path of this site, so that nobody is sent elsewhere by a link to us.
pub(super) fn is_own_path(to: &str) -> bool {
    to.starts_with('/')
        && !to.starts_with("//")
        // Browsers read a backslash as a slash, and drop tabs and line ends.
        && !to.contains('\\')
        && !to.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert!(is_own_path("/listings?city=110100"));
        for to in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil",
            "x",
        ] {
            assert!(!is_own_path(to), "{to}");
        }
    }

    #[test]
    fn the_language_of_an_address_does_not_beat_the_one_just_chosen() {
        for (path, back) in [
            ("/listings", "/listings"),
            ("/listings?lang=en", "/listings"),
            (
                "/listings?rooms=2&lang=en&q=lang",
                "/listings?rooms=2&q=lang",
            ),
        ] {
            assert_eq!(without_language(path), back);
        }
    }

    #[test]
    fn the_page_somebody_came_from_is_known_by_its_path() {
        let from = |page: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(REFERER, page.parse().unwrap());
            came_from(&headers)
        };
        let page = from("https://zufang.example/listings?rooms=2");
        assert_eq!(page.as_deref(), Some("/listings?rooms=2"));
        let page = from("https://zufang.example//evil.example");
        assert!(page.is_none_or(|page| !is_own_path(&page)));
        for page in ["about:blank", "/listings", "", "%"] {
            assert_eq!(from(page), None, "{page}");
        }
    }
}
