//! Where a request comes from, behind proxies too.

use axum::{
    extract::{ConnectInfo, Request},
    http::HeaderMap,
};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The header in which each proxy adds whom it was called by.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address of the machine that `request` comes from.
///
/// Anybody can write the header, so it is believed only as far as proxies of `trusted` networks wrote
/// it: from its right end up to the first address that is not theirs.
pub(super) fn client_address(request: &Request, trusted: &[IpNet]) -> IpAddr {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        // A router that is called in process has no peer.
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip());
    behind(peer.to_canonical(), request.headers(), trusted)
}

fn behind(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |ip: &IpAddr| trusted.iter().any(|network| network.contains(ip));
    let mut client = peer;
    let lines = headers.get_all(FORWARDED_FOR).iter().rev();
    let named = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(','));
    for text in named {
        if !is_trusted(&client) {
            break;
        }
        match read(text) {
            Some(ip) => client = ip,
            None => break,
        }
    }
    client
}

/// An address, with a port or without.
fn read(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let ip: Option<IpAddr> = bare.unwrap_or(text).parse().ok();
    ip.or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()))
        .map(|ip| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        let trusted = ["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        behind(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn the_header_is_believed_as_far_as_trusted_proxies_wrote_it() {
        for (peer, forwarded, client) in [
            ("203.0.113.9", vec![], "203.0.113.9"),
            ("203.0.113.9", vec!["198.51.100.1"], "203.0.113.9"),
            ("10.0.0.1", vec![], "10.0.0.1"),
            ("10.0.0.1", vec!["198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", vec!["1.1.1.1, 198.51.100.1"], "198.51.100.1"),
            (
                "10.0.0.1",
                vec!["1.1.1.1, 198.51.100.1, 10.0.0.7"],
                "198.51.100.1",
            ),
            (
                "10.0.0.1",
                vec!["1.1.1.1", "198.51.100.1,10.0.0.7"],
                "198.51.100.1",
            ),
            ("10.0.0.1", vec!["10.0.0.2,10.0.0.3"], "10.0.0.2"),
            ("10.0.0.1", vec!["1.1.1.1, nonsense, 10.0.0.7"], "10.0.0.7"),
            ("10.0.0.1", vec![""], "10.0.0.1"),
            ("::1", vec!["[2001:db8::7]:443"], "2001:db8::7"),
            ("::1", vec!["198.51.100.1:1234"], "198.51.100.1"),
            ("10.0.0.1", vec!["::ffff:198.51.100.1"], "198.51.100.1"),
        ] {
            assert_eq!(seen(peer, &forwarded), client, "{peer} {forwarded:?}");
        }
    }
}
