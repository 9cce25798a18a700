//! Whether a page of ours sends a request, or a program.

use axum::http::{
    HeaderMap,
    header::{AUTHORIZATION, HOST, REFERER},
};

/// Whether a page of this site asks, as its browser says.
///
/// Pages ask the API while people type and move the map, far more often than programs may. Browsers name
/// where a request comes from, and no page can make them say anything else. A program can: one that claims to
/// be a page gets the limit of pages instead of its own, which is a limit as well. The limits of programs are
/// a rule for those who keep to rules, and no wall. Who sends a token is a program whatever else it says.
pub(super) fn is_by_page(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    if headers.contains_key(AUTHORIZATION) {
        return false;
    }
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    // Browsers leave it out on connections without encryption, as in a network of one's own.
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(REFERER).and_then(origin) else {
        return false;
    };
    let host = origin.split_once("://").map(|(_, host)| host);
    public_url == Some(origin) || (host.is_some() && host == text(HOST))
}

/// Scheme and host of an address.
fn origin(address: &str) -> Option<&str> {
    let host = address.find("://")? + 3;
    let rest = address.get(host..)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    address.get(..host + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    #[test]
    fn pages_of_ours_are_told_from_programs() {
        let host = ("host", "zufang.example");
        for (page, pairs) in [
            (false, vec![host]),
            (true, vec![host, ("sec-fetch-site", "same-origin")]),
            (false, vec![host, ("sec-fetch-site", "none")]),
            (false, vec![host, ("sec-fetch-site", "cross-site")]),
            (
                true,
                vec![host, ("referer", "http://zufang.example/map?q=1")],
            ),
            (
                true,
                vec![
                    ("host", "inner:3000"),
                    ("referer", "https://public.example/"),
                ],
            ),
            (
                false,
                vec![host, ("referer", "https://evil.example/zufang.example")],
            ),
            (false, vec![host, ("referer", "zufang.example")]),
            (false, vec![("referer", "https://")]),
            (
                false,
                vec![
                    host,
                    ("sec-fetch-site", "cross-site"),
                    ("referer", "http://zufang.example/"),
                ],
            ),
            (
                false,
                vec![
                    host,
                    ("sec-fetch-site", "same-origin"),
                    ("authorization", "Bearer x"),
                ],
            ),
        ] {
            let headers: HeaderMap = pairs
                .iter()
                .map(|(name, value)| {
                    (
                        HeaderName::from_static(name),
                        HeaderValue::from_static(value),
                    )
                })
                .collect();
            let by_page = is_by_page(&headers, Some("https://public.example"));
            assert_eq!(by_page, page, "{pairs:?}");
        }
    }
}
