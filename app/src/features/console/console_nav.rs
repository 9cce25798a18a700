//! The ways between the pages of the console.

use crate::locales::Text;
use leptos::prelude::*;
use ui::{Segment, Segments};

/// The pages, of which the one at `path` shows now.
pub(crate) fn console_nav(text: &'static Text, path: &str) -> AnyView {
    let words = text.console();
    let pages = [
        ("/console", words.today),
        ("/console/listings", words.listings),
        ("/console/enquiries", words.enquiries),
        ("/console/viewings", words.viewings),
        ("/console/hours", words.hours),
        ("/console/profile", words.profile),
    ];
    let segments = pages.map(|(href, label)| Segment {
        label: label.into(),
        href: href.into(),
        current: path == href,
        lang: None,
    });
    view! {
        <nav class="own-nav" aria-label=words.console>
            <Segments label=words.console segments=segments.into() />
        </nav>
    }
    .into_any()
}
