//! Under which scheme and host people reach the site, for addresses that must be absolute.

use super::Site;
use axum::http::{HeaderMap, header::HOST, uri::Authority};

/// The setting `public_url`; without it, the host that this very request asked for. Nobody else
/// ever sees an answer made from it: pages are never kept by caches, and caches keep other
/// answers by host. Behind a proxy that changes the host, the setting is needed.
pub(crate) fn public_origin(site: &Site, headers: &HeaderMap) -> String {
    if let Some(url) = &site.public_url {
        return url.clone();
    }
    let scheme = if site.production { "https" } else { "http" };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    match host.filter(|host| is_plain(host)) {
        Some(host) => format!("{scheme}://{host}"),
        None => format!("{scheme}://{}", site.options.site_addr),
    }
}

/// Whether `host` is a host with an optional port and nothing that could leave an attribute or an
/// XML element.
fn is_plain(host: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
    let named = host.bytes().all(plain);
    let numbered = host.starts_with('[')
        && host
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b'[' | b']' | b':'));
    (named || numbered) && host.len() <= 255 && host.parse::<Authority>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_host_becomes_part_of_an_address() {
        for host in [
            "zufang.example",
            "127.0.0.1:3000",
            "[::1]:3000",
            "xn--fiq228c.example",
        ] {
            assert!(is_plain(host), "{host}");
        }
        for host in [
            "",
            "a b",
            "a/b",
            "user@evil.example",
            "a\"><script>",
            "a?b",
            "[::1",
            ":::",
        ] {
            assert!(!is_plain(host), "{host}");
        }
    }
}
