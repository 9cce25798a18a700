//! Who is signed in, and what forms say that were sent without script.

use domain::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The longest address within the site that is gone to after a form, in bytes.
const PATH_MAX: usize = 2_000;

/// What becomes of the tokens that the browser has, with this answer.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenChange {
    /// Somebody has signed in.
    Set(services::Tokens),
    /// Nobody is signed in any more.
    Clear,
}

/// Where a server function leaves what shall become of the tokens. Provided by the server, which
/// writes the cookies; their names are known there only.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default)]
pub struct NewTokens(pub std::sync::Arc<std::sync::Mutex<Option<TokenChange>>>);

#[cfg(feature = "ssr")]
impl NewTokens {
    /// What shall become of the tokens, if anything; it is asked for once.
    pub fn take(&self) -> Option<TokenChange> {
        self.0.lock().ok()?.take()
    }

    fn put(&self, change: TokenChange) {
        if let Ok(mut place) = self.0.lock() {
            *place = Some(change);
        }
    }
}

/// Says what shall become of the browser's tokens.
#[cfg(feature = "ssr")]
pub(crate) fn change_tokens(change: TokenChange) {
    if let Some(place) = use_context::<NewTokens>() {
        place.put(change);
    }
}

/// A secret that is shown to who made it on the page that follows, once, such as a token. Provided by the
/// server, which carries it there in a cookie that no script reads.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default)]
pub struct ShownOnce(std::sync::Arc<std::sync::Mutex<Secrets>>);

/// The secret that came with a request, and the one that is to leave with its answer.
#[cfg(feature = "ssr")]
#[derive(Default)]
struct Secrets {
    came: Option<String>,
    taken: bool,
    leaves: Option<String>,
}

#[cfg(feature = "ssr")]
impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secrets").finish_non_exhaustive()
    }
}

#[cfg(feature = "ssr")]
impl ShownOnce {
    /// For a request with which `secret` came.
    pub fn carrying(secret: Option<&str>) -> Self {
        let secrets = Secrets {
            came: secret.map(ToOwned::to_owned),
            ..Secrets::default()
        };
        Self(std::sync::Arc::new(std::sync::Mutex::new(secrets)))
    }

    /// What becomes of the secret that the browser has: another, none any more (an empty one), or nothing.
    pub fn outcome(&self) -> Option<String> {
        let mut secrets = self.0.lock().ok()?;
        let taken = secrets.taken.then(String::new);
        secrets.leaves.take().or(taken)
    }
}

/// The secret that was made a moment ago in this browser. The page that asks for it shows it: it is not
/// there for the next.
#[cfg(feature = "ssr")]
pub(crate) fn fresh_secret() -> Option<String> {
    let place = use_context::<ShownOnce>()?;
    let mut secrets = place.0.lock().ok()?;
    let came = secrets.came.clone();
    secrets.taken |= came.is_some();
    came
}

/// Shows `secret` on the page that follows.
#[cfg(feature = "ssr")]
pub(crate) fn show_once(secret: String) {
    if let Some(place) = use_context::<ShownOnce>()
        && let Ok(mut secrets) = place.0.lock()
    {
        secrets.leaves = Some(secret);
    }
}

/// Who asks for this page, or calls this server function.
///
/// # Errors
/// When the server provides none: then nobody may do anything.
#[cfg(feature = "ssr")]
pub fn caller() -> Result<services::Caller, crate::error::PageError> {
    use_context()
        .ok_or_else(|| crate::error::PageError(AppError::new(domain::ErrorCode::Unavailable)))
}

/// Counts that whoever asks for this page is shown these homes in a list.
#[cfg(feature = "ssr")]
pub(crate) fn count_shown(homes: &[domain::ListingCard]) {
    if let Some(services) = use_context::<services::Services>() {
        services.shown(caller().ok().as_ref(), homes);
    }
}

/// Counts that whoever asks for this page looks at this home closely, if it is offered.
#[cfg(feature = "ssr")]
pub(crate) fn count_looked_at(listing: &domain::ListingDetail) {
    if let Some(services) = use_context::<services::Services>() {
        let caller = caller().ok();
        if !listing.status.is_over() {
            services.looked_at(caller.as_ref(), listing.card.id);
        }
        services.shown(caller.as_ref(), &listing.similar);
    }
}

/// What a form sent without script, and what was wrong with it. Provided by the server when it renders
/// the page to which it went back, as itself or as an `Option`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// The path of the server function to which the form was sent.
    pub function: String,
    /// What was typed, passwords and codes aside.
    pub values: BTreeMap<String, String>,
    /// What was wrong; nothing where it worked and the page asks for more, as after sending a code.
    pub error: Option<AppError>,
}

/// What was sent from this page without script. In the browser it comes with the page's answer.
pub(crate) fn submitted() -> Option<Submitted> {
    use_context::<Submitted>().or_else(|| use_context::<Option<Submitted>>().flatten())
}

/// Leads whoever asks for this page to `path`, an address of this site.
pub(crate) fn answer_elsewhere(path: &str) {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(target) = http::HeaderValue::from_str(path)
    {
        response.insert_header(http::header::LOCATION, target);
        response.set_status(http::StatusCode::SEE_OTHER);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = window().location().replace(path);
}

/// `path` when it is an address within this site, and nothing that a browser could take for another.
pub fn own_path(path: &str) -> Option<String> {
    let plain = |c: char| !c.is_control() && c != '\\' && !c.is_whitespace();
    let within = path.starts_with('/') && !path.starts_with("//");
    (within && path.len() <= PATH_MAX && path.chars().all(plain)).then(|| path.to_owned())
}

/// Who is signed in, as the head of every page says it. The document carries it in attributes
/// `data-account`, `-name`, `-avatar`, `-admin` and `-console`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Visitor {
    /// The account.
    pub(crate) id: domain::UserId,
    /// Real name.
    pub(crate) name: String,
    /// The key of the avatar's file, if there is one.
    pub(crate) avatar: Option<String>,
    /// Whether the admins' pages are for them.
    pub(crate) admin: bool,
    /// Whether the console of who publishes homes is for them.
    pub(crate) console: bool,
}

/// Who is signed in on this page load, by the caller whom the server has recognised.
#[cfg(feature = "ssr")]
pub(crate) fn visitor() -> Option<Visitor> {
    use domain::account::{Method, Need};
    let person = use_context::<services::Caller>()?.person?;
    Some(Visitor {
        id: person.user,
        name: person.real_name.clone(),
        avatar: person.avatar.clone(),
        admin: person.grants.allow(Need::new(Method::Get, "/users")),
        console: person.grants.allow(Need::new(Method::Post, "/listings")),
    })
}

/// Who is signed in on this page load, as the document says it, so that both sides agree.
#[cfg(not(feature = "ssr"))]
pub(crate) fn visitor() -> Option<Visitor> {
    let html = document().document_element()?;
    Some(Visitor {
        id: html.get_attribute("data-account")?.parse().ok()?,
        name: html.get_attribute("data-account-name")?,
        avatar: html.get_attribute("data-account-avatar"),
        admin: html.has_attribute("data-account-admin"),
        console: html.has_attribute("data-account-console"),
    })
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn only_addresses_within_the_site_are_gone_to() {
        for right in [
            "/",
            "/account?done=profile",
            "/listings?q=a%20b#results",
            "/房源",
        ] {
            assert_eq!(own_path(right).as_deref(), Some(right));
        }
        for wrong in [
            "",
            "account",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:x",
            "/a\r\nSet-Cookie: b=c",
            "/a b",
            "/\t/evil.example",
            "\\\\evil.example",
        ] {
            assert_eq!(own_path(wrong), None, "{wrong:?}");
        }
    }
}
