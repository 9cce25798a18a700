//! Which part of the site an address belongs to: networks are let in and requests are counted by it.

use super::api_docs;
use axum::http::Method;
use domain::account::RouteGroup;

/// Files and what is made for machines: nobody signs in for them, and they are not counted.
const FILES: &[&str] = &[
    "pkg",
    "photos",
    "floor-plans",
    "avatars",
    "og",
    "sitemaps",
    "healthz",
    "readyz",
    "offline",
];
/// First segments of the pages for signing in and for one's own account.
const ACCOUNTS: &[&str] = &[
    "sign-in",
    "sign-up",
    "sign-out",
    "reset-password",
    "account",
    "console",
    "viewings",
    "licences",
    "captcha",
    "dev",
];
/// The same in the API, after its version.
const ACCOUNTS_API: &[&str] = &[
    "session",
    "codes",
    "captcha",
    "accounts",
    "password-reset",
    "account",
    "enquiries",
    "viewings",
];
/// The same of the API for admins.
const ADMIN_API: &[&str] = &[
    "users",
    "roles",
    "privileges",
    "networks",
    "audit",
    "moderation",
    "appeals",
    "reports",
    "strikes",
    "licences",
    "caches",
    "metrics",
];
/// Dictionaries of the API: everybody reads them, admins change them.
const DICTIONARIES_API: &[&str] = &[
    "divisions",
    "business-districts",
    "estates",
    "floor-plans",
    "tags",
    "licences",
    "reviews",
];
/// Accounts in the classic API, and what is done with one.
const ACCOUNTS_CLASSIC: &[&str] = &[
    "tokens",
    "mobile_code",
    "mobile",
    "users",
    "photos",
    "payments",
];
/// Dictionaries of the classic API: everybody reads them, admins change them.
const DICTIONARIES_CLASSIC: &[&str] = &["housetypes", "tags", "agents", "estates"];
/// Server functions of the pages for everybody; one that is not named here is taken for an account's.
const PUBLIC_CALLS: &[&str] = &[
    "agent",
    "cities",
    "compare_homes",
    "home",
    "listing",
    "listings_by_ids",
    "market",
    "place",
    "search_listings",
    "show_map",
];
/// Those of the admins' pages.
const ADMIN_CALLS: &[&str] = &[
    "add_network_rule",
    "accept_estate",
    "add_entry",
    "admin_audit",
    "admin_dictionary",
    "admin_entry",
    "admin_networks",
    "admin_queue",
    "admin_reports",
    "admin_review",
    "admin_licences",
    "admin_networks",
    "admin_reviews",
    "admin_roles",
    "admin_user",
    "admin_users",
    "answer_appeal",
    "answer_report",
    "approve_listing",
    "assign_roles",
    "change_entry",
    "change_role",
    "create_privilege",
    "create_role",
    "delete_entry",
    "decide_licence",
    "delete_privilege",
    "delete_role",
    "disable_account",
    "enable_account",
    "end_sessions_of",
    "lift_strike",
    "merge_estate",
    "reject_listing",
    "take_down_listing",
    "hide_review",
    "remove_network_rule",
];

/// The group of routes that `path` belongs to; none for files.
///
/// Escaped characters and doubled slashes are read as the pages' own router reads them, so that no way
/// of writing an address leads round the check.
pub(crate) fn of(path: &str) -> Option<RouteGroup> {
    let path = unescaped(path);
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let Some(first) = segments.next() else {
        return Some(RouteGroup::Pages);
    };
    let second = segments.next();
    match first {
        "api" => Some(match (second, segments.next()) {
            (Some("ui"), Some(call)) => of_call(call),
            (Some("v1"), Some(name)) if ACCOUNTS_API.contains(&name) => RouteGroup::Accounts,
            (Some("v1"), Some(name)) if ADMIN_API.contains(&name) => RouteGroup::Admin,
            (Some(name), _) if ACCOUNTS_CLASSIC.contains(&name) => RouteGroup::Accounts,
            _ => RouteGroup::Api,
        }),
        "admin" => Some(RouteGroup::Admin),
        name if ACCOUNTS.contains(&name) => Some(RouteGroup::Accounts),
        name if FILES.contains(&name) => None,
        // Files of the site root, such as icons.
        name if second.is_none() && name.contains('.') => None,
        _ => Some(RouteGroup::Pages),
    }
}

/// The group of routes that a request belongs to. What everybody may read is for admins to change.
pub(crate) fn of_request(method: &Method, path: &str) -> Option<RouteGroup> {
    let unescaped = unescaped(path);
    let mut segments = unescaped.split('/').filter(|segment| !segment.is_empty());
    let in_api = segments.next() == Some("api");
    let dictionary = in_api
        && match segments.next() {
            Some("v1") => segments
                .next()
                .is_some_and(|name| DICTIONARIES_API.contains(&name)),
            Some(name) => DICTIONARIES_CLASSIC.contains(&name),
            None => false,
        };
    if dictionary && !method.is_safe() {
        return Some(RouteGroup::Admin);
    }
    of(path)
}

/// What of the API stands at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Interface {
    /// Our own API.
    Own,
    /// Files of it that hold a whole search or statistic.
    Files,
    /// The addresses of the classic system.
    Classic,
}

/// The endings of files that hold a whole search or statistic.
const WHOLE: [&str; 2] = [".csv", ".jsonl"];

/// What of the API stands at `path`; nothing at the addresses of pages and their server functions.
pub(super) fn interface(path: &str) -> Option<Interface> {
    let path = unescaped(path);
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    if segments.next() != Some("api") {
        return None;
    }
    match segments.next()? {
        "ui" => None,
        // A page about the API.
        "docs" => None,
        "v1" if segments.any(|name| WHOLE.iter().any(|end| name.ends_with(end))) => {
            Some(Interface::Files)
        }
        "v1" => Some(Interface::Own),
        _ => Some(Interface::Classic),
    }
}

/// Whether `path` is called by programs, which are answered in JSON.
pub(super) fn is_api(path: &str) -> bool {
    path.starts_with("/api/") && path != api_docs::PATH
}

/// Whether `path` belongs to the classic API.
pub(super) fn is_classic(path: &str) -> bool {
    let rest = path.strip_prefix("/api/");
    rest.is_some_and(|rest| !["v1/", "ui/"].iter().any(|own| rest.starts_with(own)))
        && path != api_docs::PATH
}

fn of_call(name: &str) -> RouteGroup {
    if PUBLIC_CALLS.contains(&name) {
        RouteGroup::Pages
    } else if ADMIN_CALLS.contains(&name) {
        RouteGroup::Admin
    } else {
        RouteGroup::Accounts
    }
}

/// `path` with its percent signs resolved; what is no UTF-8 then is left out.
fn unescaped(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, after @ ..] = rest {
        let escaped = (*byte == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escaped.unwrap_or(*byte));
        rest = if escaped.is_some() {
            &after[2..]
        } else {
            after
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interfaces_of_programs_are_told_apart() {
        for (path, expected) in [
            ("/", None),
            ("/api", None),
            ("/listings.csv", None),
            ("/api/ui/home", None),
            ("/api/docs", None),
            ("/api/v1/listings", Some(Interface::Own)),
            ("//api/%761/listings", Some(Interface::Own)),
            ("/api/v1/listings.csv", Some(Interface::Files)),
            ("/api/v1/market.jsonl", Some(Interface::Files)),
            ("/api/houseinfos/", Some(Interface::Classic)),
        ] {
            assert_eq!(interface(path), expected, "{path}");
        }
    }

    #[test]
    fn an_address_belongs_to_one_part_however_it_is_written() {
        for (path, group) in [
            ("/", RouteGroup::Pages),
            ("/listings/1", RouteGroup::Pages),
            ("/nothing", RouteGroup::Pages),
            ("/sign-in", RouteGroup::Accounts),
            ("/account/devices", RouteGroup::Accounts),
            ("/account/export.json", RouteGroup::Accounts),
            ("/admin", RouteGroup::Admin),
            ("/admin/users/1", RouteGroup::Admin),
            ("//admin/users", RouteGroup::Admin),
            ("/%61dmin/users", RouteGroup::Admin),
            ("/admin%2Fusers", RouteGroup::Admin),
            ("/%", RouteGroup::Pages),
            ("/api/v1/listings", RouteGroup::Api),
            ("/api/v1/account", RouteGroup::Accounts),
            ("/api/v1/users/1/roles", RouteGroup::Admin),
            ("/api/v1/licences", RouteGroup::Admin),
            ("/licences/1", RouteGroup::Accounts),
            ("/api/v1/agents/1", RouteGroup::Api),
            ("/api/houseinfos/1/", RouteGroup::Api),
            ("/api/tags", RouteGroup::Api),
            ("/api/tokens/", RouteGroup::Accounts),
            ("/api/users/1/", RouteGroup::Accounts),
            ("/captcha/", RouteGroup::Accounts),
            ("/api/ui/home", RouteGroup::Pages),
            ("/api/ui/sign_in", RouteGroup::Accounts),
            ("/api/ui/admin_users", RouteGroup::Admin),
        ] {
            assert_eq!(of(path), Some(group), "{path}");
        }
        for (method, group) in [
            (Method::GET, RouteGroup::Api),
            (Method::DELETE, RouteGroup::Admin),
        ] {
            for path in [
                "/api/v1/tags/1",
                "//api/v1/%74ags",
                "/api/tags/1/",
                "/api/estates",
            ] {
                assert_eq!(of_request(&method, path), Some(group), "{method} {path}");
            }
        }
        for file in [
            "/pkg/zufang.js",
            "/photos/a.webp",
            "/favicon.svg",
            "/avatars/x.webp",
            "/healthz",
        ] {
            assert_eq!(of(file), None, "{file}");
        }
    }
}
