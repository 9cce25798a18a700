//! How the interface is shown: theme and language. Each choice is a link to a route of the server
//! that remembers it in a cookie and goes back to the page it was made on, so it works without
//! script.

use crate::{
    Locale, Theme,
    context::{locale, theme},
    locales::SiteText,
};
use leptos::prelude::*;
use ui::{Segment, Segments};

/// The themes to choose from.
pub(super) fn theme_choice(site: &'static SiteText) -> AnyView {
    let now = theme();
    let themes = Theme::ALL.map(|theme| Segment {
        label: (site.theme_name)(theme).into(),
        href: ["/theme/", theme.tag()].concat(),
        current: theme == now,
        lang: None,
    });
    view! { <Segments label=site.theme segments=themes.into() external=true /> }.into_any()
}

/// The languages to choose from, each by its own name.
pub(super) fn language_choice(site: &'static SiteText) -> AnyView {
    let now = locale();
    let languages = Locale::ALL.map(|locale| Segment {
        label: locale.name().into(),
        href: ["/locale/", locale.tag()].concat(),
        current: locale == now,
        lang: Some(locale.tag()),
    });
    view! { <Segments label=site.language segments=languages.into() external=true /> }.into_any()
}

/// The address that changes to the other language and comes back to `path`.
pub(super) fn other_language(site: &'static SiteText, path: &str) -> String {
    let back: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    ["/locale/", site.other_language_tag, "?to=", &back].concat()
}
