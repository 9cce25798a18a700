//! The search box in the head of every page.
//!
//! A plain GET form. Where scripts run, the module `search-box` (frontend/modules) adds suggestions:
//! it is small, it works before the page's own code has arrived, and it shows links.

mod text;

pub(crate) use text::{EN, SuggestText, ZH_CN};

use super::ModuleScript;
use crate::locales::Text;
use domain::View;
use leptos::prelude::*;
use ui::{Icon, module_element};

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
    /// The page that the form leads to.
    pub(crate) view: View,
}

/// The search form.
///
/// What the module sets on the elements (roles, states) must not be named here: it would be taken
/// away whenever the head is drawn again.
pub(crate) fn search_box(text: &'static Text, search: SearchBox) -> AnyView {
    let (site, suggest) = (&text.site, &text.suggest);
    let kept = search
        .kept
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let field = view! {
        <input
            class="find-words"
            type="text"
            inputmode="search"
            name="q"
            maxlength="100"
            autocomplete="off"
            spellcheck="false"
            enterkeyhint="search"
            aria-label=site.search_label
            placeholder=site.search_placeholder
            value=search.words
        />
        <button class="find-button" type="submit" aria-label=site.search>
            {Icon::Search.draw()}
        </button>
    };
    view! {
        <form class="find" id=FIND_FORM role="search" action=search.view.path() method="get">
            {module_element("SEARCH-BOX")
                .class("find-field")
                .attr("list-label", suggest.label)
                .attr("kinds", suggest.kinds)
                .attr("homes", suggest.homes)
                .attr("homes-one", suggest.homes_one)
                .attr("found", suggest.found)
                .attr("found-one", suggest.found_one)
                .child(field)}
            {kept}
        </form>
        <ModuleScript name="search-box" />
    }
    .into_any()
}
