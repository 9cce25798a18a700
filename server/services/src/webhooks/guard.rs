//! Which addresses are sent to. Whoever may name an address must not reach with it what only this machine
//! and its neighbours reach: databases, other programs, the host's own services (SSRF).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::Url;

/// The rules of addresses.
#[derive(Clone, Copy, Debug)]
pub struct Guard {
    /// Whether this is a program for developers: then plain HTTP is taken, and this machine's own loopback
    /// addresses are, where receivers are tried out.
    pub development: bool,
}

impl Guard {
    /// The address that `text` is.
    ///
    /// # Errors
    /// The code of what is wrong with it.
    pub fn read(self, text: &str) -> Result<Url, &'static str> {
        let url: Url = text.trim().parse().map_err(|_| "webhook_url")?;
        match url.scheme() {
            "https" => {}
            "http" if self.development => {}
            "http" => return Err("webhook_https"),
            _ => return Err("webhook_url"),
        }
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err("webhook_url");
        }
        // Below 1024 stand mail, shells and databases, which take an HTTP request for something else.
        let port = url.port_or_known_default().ok_or("webhook_url")?;
        if port < 1024 && !matches!(port, 80 | 443) {
            return Err("webhook_port");
        }
        let host = url.host_str().ok_or("webhook_url")?;
        // Numbers never reach whoever resolves names.
        let number = host.trim_start_matches('[').trim_end_matches(']');
        match number.parse::<IpAddr>() {
            Ok(ip) if !self.admits(ip) => Err("webhook_private"),
            Ok(_) => Ok(url),
            // Names that stand for this machine or its neighbours by convention.
            Err(_) if !self.development && is_local(host) => Err("webhook_private"),
            Err(_) => Ok(url),
        }
    }

    /// Whether `ip` may be connected to. Whoever resolves a name asks this of every address found, at the moment of
    /// connecting.
    pub fn admits(self, ip: IpAddr) -> bool {
        is_public(ip) || (self.development && ip.to_canonical().is_loopback())
    }
}

fn is_local(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    !host.contains('.')
        || [".localhost", ".local", ".internal", ".lan"]
            .iter()
            .any(|end| host.ends_with(end))
}

/// Whether `ip` belongs to a machine of the public network.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        // This network; shared by carriers, clouds' own services among them.
        || a == 0
        || (a == 100 && (64..128).contains(&b))
        // Protocol assignments, relays of 6to4, benchmarks, reserved and broadcast.
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b))
        || a >= 240;
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(v4) = ip.to_ipv4_mapped() {
        return is_public_v4(v4);
    }
    let part = ip.segments();
    // 2000::/3 is all that is given out, but for Teredo and other protocols, documentation and 6to4, which
    // lead somewhere else than they say.
    let given = part[0] & 0xe000 == 0x2000;
    let special = (part[0] == 0x2001 && (part[1] < 0x0200 || part[1] == 0x0db8))
        || part[0] == 0x2002
        || (part[0] == 0x3fff && part[1] < 0x1000);
    given && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRODUCTION: Guard = Guard { development: false };
    const DEVELOPMENT: Guard = Guard { development: true };

    #[test]
    fn only_machines_of_the_public_network_are_sent_to() {
        for private in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.192",
            "192.168.1.1",
            "198.18.0.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "::127.0.0.1",
            "64:ff9b::a9fe:a9fe",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
        ] {
            let ip: IpAddr = private.parse().unwrap();
            assert!(!PRODUCTION.admits(ip), "{private}");
        }
        for public in [
            "1.1.1.1",
            "114.114.114.114",
            "::ffff:8.8.8.8",
            "2400:3200::1",
            "2606:4700::1",
        ] {
            assert!(PRODUCTION.admits(public.parse().unwrap()), "{public}");
        }
        for loopback in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            assert!(DEVELOPMENT.admits(loopback.parse().unwrap()), "{loopback}");
        }
        assert!(!DEVELOPMENT.admits("169.254.169.254".parse().unwrap()));
    }

    #[test]
    fn an_address_is_refused_for_what_is_wrong_with_it() {
        for (text, code) in [
            ("", "webhook_url"),
            ("example.com", "webhook_url"),
            ("ftp://example.com", "webhook_url"),
            ("file:///etc/passwd", "webhook_url"),
            ("https://", "webhook_url"),
            ("https://me:secret@example.com", "webhook_url"),
            ("https://example.com/#a", "webhook_url"),
            ("http://example.com", "webhook_https"),
            ("https://example.com:25", "webhook_port"),
            ("https://example.com:22/", "webhook_port"),
            ("https://127.0.0.1", "webhook_private"),
            ("https://2130706433", "webhook_private"),
            ("https://0x7f.1", "webhook_private"),
            ("https://0177.0.0.1", "webhook_private"),
            ("https://[::1]:8443/", "webhook_private"),
            ("https://[::ffff:10.0.0.1]/", "webhook_private"),
            (
                "https://169.254.169.254/latest/meta-data",
                "webhook_private",
            ),
            ("https://localhost", "webhook_private"),
            ("https://LOCALHOST.", "webhook_private"),
            ("https://db.internal", "webhook_private"),
            ("https://printer.local", "webhook_private"),
        ] {
            assert_eq!(PRODUCTION.read(text).err(), Some(code), "{text}");
        }
        for right in [
            "https://example.com",
            "https://example.com:8443/hook?a=b",
            "https://例子.中国/回调",
        ] {
            assert!(PRODUCTION.read(right).is_ok(), "{right}");
        }
        assert!(DEVELOPMENT.read("http://127.0.0.1:4000/hook").is_ok());
        assert!(DEVELOPMENT.read("http://10.0.0.1:4000/hook").is_err());
    }
}
