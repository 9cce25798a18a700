//! Headers that keep the browser from being used against its owner, and the check that a change
//! comes from our own pages.

use super::AppState;
use crate::http::problem;
use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{
            CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::Response,
};
use domain::{AppError, ErrorCode};

/// For everything that is no page: it may load nothing and stand in no frame.
const NO_PAGE: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
/// For a page that runs nothing but files of ours.
pub(super) const PLAIN_PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'",
);
/// The headers of every answer.
const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (
        REFERRER_POLICY,
        HeaderValue::from_static("strict-origin-when-cross-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
        ),
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];
const TWO_YEARS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// The content security policy of a page whose scripts carry `nonce`.
///
/// Pictures may also come from `tiles`, the origin of the map's background.
/// While `cargo leptos watch` runs, the page also listens to its reload socket.
pub(super) fn page_policy(nonce: &str, reloading: bool, tiles: Option<&str>) -> String {
    let tiles = tiles.map(|origin| format!(" {origin}")).unwrap_or_default();
    let sockets = if reloading { " ws:" } else { "" };
    format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:{tiles}; font-src 'self'; connect-src 'self'{sockets}; \
         object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'"
    )
}

/// Refuses changes that another site's page asks for, and adds the headers.
pub(super) async fn protect(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let allowed =
        request.method().is_safe() || is_own(request.headers(), state.site.public_url.as_deref());
    let mut response = if allowed {
        next.run(request).await
    } else {
        problem::response(&AppError::new(ErrorCode::Forbidden))
    };
    let headers = response.headers_mut();
    headers.extend(ALWAYS);
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(NO_PAGE);
    if state.site.production {
        headers.insert(STRICT_TRANSPORT_SECURITY, TWO_YEARS);
    }
    response
}

/// Whether the request comes from a page of this site, or from no page at all.
///
/// Every browser sends one of the two headers with a change; a program that sends neither carries
/// no cookies of somebody else.
fn is_own(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    if public_url == Some(origin) {
        return true;
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let origin_host = origin.split_once("://").map(|(_, host)| host);
    origin_host.is_some() && origin_host == host
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn a_change_is_our_own_when_page_and_host_are_the_same() {
        let host = ("host", "zufang.example");
        for (own, pairs) in [
            (true, vec![host]),
            (true, vec![host, ("sec-fetch-site", "same-origin")]),
            (true, vec![host, ("sec-fetch-site", "none")]),
            (false, vec![host, ("sec-fetch-site", "same-site")]),
            (false, vec![host, ("sec-fetch-site", "cross-site")]),
            (true, vec![host, ("origin", "https://zufang.example")]),
            (
                true,
                vec![("host", "inner:3000"), ("origin", "https://public.example")],
            ),
            (false, vec![host, ("origin", "https://evil.example")]),
            (false, vec![host, ("origin", "null")]),
            (false, vec![("origin", "https://evil.example")]),
        ] {
            let headers = headers(&pairs);
            assert_eq!(
                is_own(&headers, Some("https://public.example")),
                own,
                "{pairs:?}"
            );
        }
    }
}
