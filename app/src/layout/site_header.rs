use crate::locales::Text;
use leptos::prelude::*;
use ui::Icon;

/// The id of the search form. Fields elsewhere on the page belong to it through their `form`
/// attribute, so that one plain GET form sends everything.
pub(crate) const FIND_FORM: &str = "find";

/// What the search form in the header starts with.
#[derive(Default)]
pub(crate) struct SearchBox {
    /// The words to search for.
    pub(crate) words: Option<String>,
    /// Parameters that stay as they are, by name and value.
    pub(crate) kept: Vec<(String, String)>,
}

/// The head of every page: brand, search, language. `path` is the address of this page.
pub(crate) fn site_header(text: &'static Text, search: SearchBox, path: &str) -> impl IntoView {
    let site = &text.site;
    let switch: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    let switch = ["/locale/", site.other_language_tag, "?to=", &switch].concat();
    let kept = search
        .kept
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    view! {
        <a class="skip" href="#main">
            {site.skip_to_content}
        </a>
        <header class="site-header">
            <a class="brand" href="/listings" title=site.tagline>
                {Icon::House.draw()}
                <span>{site.brand}</span>
            </a>
            <form class="find" id=FIND_FORM role="search" action="/listings" method="get">
                <input
                    class="find-words"
                    type="search"
                    name="q"
                    maxlength="100"
                    autocomplete="off"
                    enterkeyhint="search"
                    aria-label=site.search_label
                    placeholder=site.search_placeholder
                    value=search.words
                />
                {kept}
                <button class="find-button" type="submit" aria-label=site.search>
                    {Icon::Search.draw()}
                </button>
            </form>
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
