//! The cookies of somebody's session and of their last form. No script reads them, and no page of
//! another site sends them along with a change.

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};

/// What is kept in a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// The access token.
    Access,
    /// The refresh token.
    Refresh,
    /// What a form sent, until a page shows it.
    Form,
    /// A secret that was just made, until a page shows it.
    Secret,
}

impl Kept {
    /// In production the name binds the cookie to this host and to HTTPS: browsers refuse it
    /// otherwise, so that no other host of the domain can set it.
    const fn name(self, production: bool) -> &'static str {
        match (self, production) {
            (Self::Access, false) => "access",
            (Self::Refresh, false) => "refresh",
            (Self::Form, false) => "form",
            (Self::Secret, false) => "secret",
            (Self::Access, true) => "__Host-access",
            (Self::Refresh, true) => "__Host-refresh",
            (Self::Form, true) => "__Host-form",
            (Self::Secret, true) => "__Host-secret",
        }
    }

    /// What the request carries of it.
    pub(super) fn read(self, headers: &HeaderMap, production: bool) -> Option<&str> {
        let name = self.name(production);
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, value)| *key == name && !value.is_empty())
            .map(|(_, value)| value)
    }

    /// The header that keeps `value` for so many seconds; none where it is no cookie's value.
    pub(super) fn keep(self, value: &str, seconds: i64, production: bool) -> Option<HeaderValue> {
        let name = self.name(production);
        let secure = if production { "; Secure" } else { "" };
        HeaderValue::from_str(&format!(
            "{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
        ))
        .ok()
    }

    /// The header that takes it away.
    pub(super) fn forget(self, production: bool) -> Option<HeaderValue> {
        self.keep("", 0, production)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("theme=dark; xaccess=1"));
        headers.append(COOKIE, HeaderValue::from_static("access=a.b=; refresh="));
        assert_eq!(Kept::Access.read(&headers, false), Some("a.b="));
        assert_eq!(Kept::Access.read(&headers, true), None);
        assert_eq!(Kept::Refresh.read(&headers, false), None);
    }

    #[test]
    fn production_binds_cookies_to_the_host() {
        let header = |production| {
            let header = Kept::Refresh.keep("x", 60, production).unwrap();
            header.to_str().unwrap().to_owned()
        };
        assert_eq!(
            header(true),
            "__Host-refresh=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(
            header(false),
            "refresh=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"
        );
    }
}
