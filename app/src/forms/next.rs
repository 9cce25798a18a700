//! Where a form that was taken leads.

use serde::{Deserialize, Serialize};

/// Where to go on when a form has been taken. With script the page goes there; without, the answer
/// itself says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// An address of this site; nothing where the page stays.
    pub to: Option<String>,
}

/// The answer that leads to `to`, an address of this site.
#[cfg(feature = "ssr")]
pub(crate) fn go_on(to: impl Into<String>) -> Next {
    let to = to.into();
    if without_script() {
        leptos_axum::redirect(&to);
    }
    Next { to: Some(to) }
}

/// Whether a form was sent by the browser itself, which wants a page.
#[cfg(feature = "ssr")]
fn without_script() -> bool {
    leptos::prelude::use_context::<http::request::Parts>()
        .and_then(|parts| {
            let accepted = parts.headers.get(http::header::ACCEPT)?.to_str().ok()?;
            Some(accepted.contains("text/html"))
        })
        .unwrap_or_default()
}
