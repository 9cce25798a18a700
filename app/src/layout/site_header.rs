use super::{SearchBox, search_box::search_box};
use crate::locales::Text;
use leptos::prelude::*;
use ui::Icon;

/// The head of every page: brand, search, language. `path` is the address of this page.
pub(crate) fn site_header(text: &'static Text, search: SearchBox, path: &str) -> impl IntoView {
    let site = &text.site;
    let switch: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    let switch = ["/locale/", site.other_language_tag, "?to=", &switch].concat();
    view! {
        <a class="skip" href="#main">
            {site.skip_to_content}
        </a>
        <header class="site-header">
            <a class="brand" href="/listings" title=site.tagline>
                {Icon::House.draw()}
                <span>{site.brand}</span>
            </a>
            {search_box(site, search)}
            <a
                class="language"
                rel="external nofollow"
                href=switch
                lang=site.other_language_tag
                hreflang=site.other_language_tag
            >
                {site.other_language}
            </a>
        </header>
    }
}
