//! Choosing the language.

use super::AppState;
use app::Locale;
use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{StatusCode, header::SET_COOKIE},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

/// Where to go afterwards.
#[derive(Deserialize)]
pub(super) struct Target {
    #[serde(default)]
    to: String,
}

/// Remembers the language `tag` in a cookie and goes back to the page the reader came from.
pub(super) async fn choose(
    State(state): State<AppState>,
    Path(tag): Path<String>,
    target: Result<Query<Target>, QueryRejection>,
) -> Response {
    let Some(locale) = Locale::from_tag(&tag) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let to = target.map(|Query(target)| target.to).unwrap_or_default();
    let cookie = cookie(&state, locale);
    ([(SET_COOKIE, cookie)], Redirect::to(own_path(&to))).into_response()
}

/// The cookie that remembers `locale` for a year.
pub(super) fn cookie(state: &AppState, locale: Locale) -> String {
    let secure = if state.site.production {
        "; Secure"
    } else {
        ""
    };
    format!(
        "{}={}; Path=/; Max-Age=31536000; SameSite=Lax{secure}",
        app::locales::COOKIE,
        locale.tag()
    )
}

/// `to` when it is a path of this site, so that nobody is sent elsewhere by a link to us.
fn own_path(to: &str) -> &str {
    let foreign = !to.starts_with('/')
        || to.starts_with("//")
        // Browsers read a backslash as a slash, and drop tabs and line ends.
        || to.contains('\\')
        || to.chars().any(char::is_control);
    if foreign { "/listings" } else { to }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(own_path("/listings?city=110100"), "/listings?city=110100");
        for to in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil",
            "x",
        ] {
            assert_eq!(own_path(to), "/listings", "{to}");
        }
    }
}
