use super::{
    SearchBox,
    display::{other_language, theme_choice},
    search_box::search_box,
    site_account::site_account,
    site_nav::site_nav,
};
use crate::locales::Text;
use leptos::prelude::*;
use ui::{Icon, later};

/// The id of the panel that holds the themes.
const THEME_PANEL: &str = "theme";

/// The head of every page: brand, parts of the site, search, language, theme. `path` is the address
/// of this page; a page that has the search box elsewhere gives none.
pub(crate) fn site_header(
    text: &'static Text,
    search: impl Into<Option<SearchBox>>,
    path: &str,
) -> impl IntoView {
    head(text, search.into(), path)
}

/// Made once, whatever the search is written as.
fn head(text: &'static Text, search: Option<SearchBox>, path: &str) -> AnyView {
    let site = &text.site;
    let path = path.to_owned();
    let header = move || {
        let switch = other_language(site, &path);
        view! {
            <header class="site-header">
                <a class="brand" href="/" title=site.tagline>
                    {Icon::House.draw()}
                    <span>{site.brand}</span>
                </a>
                {site_nav(site, &path)}
                {search.map(|search| search_box(text, search))}
                <a
                    class="head-action"
                    rel="external nofollow"
                    href=switch
                    lang=site.other_language_tag
                    hreflang=site.other_language_tag
                >
                    {site.other_language}
                </a>
                <button
                    class="head-action theme-button"
                    type="button"
                    popovertarget=THEME_PANEL
                    aria-label=site.theme
                >
                    {Icon::Theme.draw()}
                </button>
                <div class="theme-panel" id=THEME_PANEL popover="auto">
                    {theme_choice(site)}
                </div>
                {site_account(site, &path)}
            </header>
        }
    };
    view! {
        <a class="skip" href="#main">
            {site.skip_to_content}
        </a>
        {later(header)}
    }
    .into_any()
}
