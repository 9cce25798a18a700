//! The ways between the pages of one purpose, with how much waits behind each.

#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services, word},
};
use crate::{error::PageError, locales::Text};
use domain::account::desk::{Desk, Waits};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// One of the ways.
pub(crate) struct Way {
    /// Where it leads.
    pub(crate) href: &'static str,
    /// The words.
    pub(crate) label: &'static str,
    /// Whether its page shows now.
    pub(crate) current: bool,
    /// How much waits there.
    pub(crate) waits: u64,
}

/// How much waits for the caller on these pages.
#[server(prefix = "/api/ui", endpoint = "own_waits", input = GetUrl)]
pub async fn own_waits(
    /// The word of which pages.
    desk: String,
) -> Result<Waits, PageError> {
    let desk: Desk = word("desk", &desk)?;
    services()?.waits(&caller()?, desk).await.map_err(failed)
}

/// What waits for the caller on the pages among which `path` is. Nobody misses a page for want of these numbers.
pub(super) async fn waits_at(path: &str) -> Waits {
    let desk = match path.split('/').nth(1) {
        Some("account") => Desk::Account,
        Some("console") => Desk::Console,
        Some("admin") => Desk::Admin,
        _ => return Waits::default(),
    };
    own_waits(desk.as_str().to_owned())
        .await
        .unwrap_or_default()
}

/// What waits for the caller, as the page that is drawn was told.
pub(crate) fn waits() -> Waits {
    use_context().unwrap_or_default()
}

/// The ways as links beside each other.
pub(crate) fn ways_between(
    text: &'static Text,
    label: &'static str,
    ways: impl IntoIterator<Item = Way>,
) -> AnyView {
    let ways = ways
        .into_iter()
        .map(|way| {
            let waits = (way.waits > 0).then(|| {
                let count = way.waits.to_string();
                let said = (text.form().waiting)(&count);
                view! {
                    <span class="nav-count" aria-hidden="true">
                        {count}
                    </span>
                    <span class="hidden">{said}</span>
                }
            });
            view! {
                <li>
                    <a
                        href=way.href
                        aria-current=way.current.then_some("true")
                        data-noscroll=""
                    >
                        {way.label}
                        {waits}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="own-nav" aria-label=label>
            <ul class="segments">{ways}</ul>
        </nav>
    }
    .into_any()
}
