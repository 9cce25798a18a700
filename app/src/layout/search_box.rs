//! The search box in the head of every page.

use crate::locales::SiteText;
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

/// The search form.
pub(super) fn search_box(site: &'static SiteText, search: SearchBox) -> AnyView {
    let kept = search
        .kept
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    view! {
        <form class="find" id=FIND_FORM role="search" action="/listings" method="get">
            <div class="find-field">
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
                <button class="find-button" type="submit" aria-label=site.search>
                    {Icon::Search.draw()}
                </button>
            </div>
            {kept}
        </form>
    }
    .into_any()
}
