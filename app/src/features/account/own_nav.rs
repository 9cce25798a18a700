//! The ways between the pages of one's own account.

use crate::locales::Text;
use leptos::prelude::*;
use ui::{Segment, Segments};

/// The pages, of which the one at `path` shows now.
pub(crate) fn own_nav(text: &'static Text, path: &str) -> AnyView {
    let (words, contacts) = (text.account(), text.contacts());
    let pages = [
        ("/account", words.profile),
        ("/account/security", words.security),
        ("/account/points", words.points),
        ("/account/enquiries", contacts.enquiries),
        ("/account/viewings", contacts.own_viewings),
        ("/account/searches", contacts.searches),
        ("/favourites", text.saved().favourites),
        ("/history", text.saved().history),
        ("/account/reports", text.report().reports),
    ];
    let segments = pages.map(|(href, label)| Segment {
        label: label.into(),
        href: href.into(),
        current: path == href,
        lang: None,
    });
    view! {
        <nav class="own-nav" aria-label=text.site.nav.account>
            <Segments label=text.site.nav.account segments=segments.into() />
        </nav>
    }
    .into_any()
}
