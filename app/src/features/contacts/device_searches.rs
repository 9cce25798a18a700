//! Searches that somebody keeps on the device, without an account: the module `searches` holds and draws them.

use crate::{
    context::{text, visitor},
    features::account::own_nav,
    forms::{Address, frame},
    layout::{ModuleScript, sign_in_path},
    locales::Text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use ui::{LinkButton, Notice, module_element};

const PATH: &str = "/account/searches/here";

/// The page at `/account/searches/here`. With a search in its address it offers to keep that, by the name behind the `#`.
pub(crate) fn device_searches_page() -> AnyView {
    let text = text();
    let words = text.contacts();
    let (search, name) = {
        let url = use_url();
        let url = url.read_untracked();
        let search = url.search().trim_start_matches('?').to_owned();
        (search, url.hash().to_owned())
    };
    let address = Address {
        path: PATH.to_owned(),
        search,
    };
    let account = match address.search.as_str() {
        "" => "/account/searches".to_owned(),
        search => ["/account/searches?", search].concat(),
    };
    let ways = if visitor().is_some() {
        own_nav(text, PATH)
    } else {
        device_nav(text)
    };
    let sign_in = visitor().is_none().then(|| {
        view! {
            <p>
                <LinkButton href=sign_in_path(&account) label=text.site.nav.sign_in />
            </p>
        }
    });
    let query = address.search.clone();
    let body = view! {
        {ways}
        <p class="muted">{words.here_about}</p>
        {sign_in}
        <div class="needs-script">
            <Notice>
                <p>{words.here_script}</p>
            </Notice>
        </div>
        {module_element("KEPT-SEARCHES")
            .attr("texts", here_texts(text))
            .attr("query", query)
            .attr("name", name)}
        <ModuleScript name="searches" />
    };
    frame(text, &address, words.searches, "own", body.into_any())
}

/// The ways between what the device keeps.
fn device_nav(text: &'static Text) -> AnyView {
    let saved = text.saved();
    let ways = [
        ("/favourites", saved.favourites),
        ("/history", saved.history),
        (PATH, saved.searches),
    ]
    .map(|(href, label)| {
        let current = (href == PATH).then_some("page");
        view! {
            <li>
                <a class="choice" href=href aria-current=current>
                    {label}
                </a>
            </li>
        }
    });
    view! {
        <nav aria-label=saved.searches>
            <ul class="choices">{ways.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// The texts of the element `<kept-searches>`: a line for each, in the order in which the module `searches` reads them.
pub(super) fn here_texts(text: &'static Text) -> String {
    let (words, form) = (text.contacts(), text.form());
    let told = |done: &str| (words.done)(done).unwrap_or_default();
    [
        words.here_heading,
        words.here_left,
        words.some_search,
        form.label_of("search_name"),
        words.save_search,
        words.show_results,
        words.rename,
        words.delete,
        words.back,
        words.undo,
        words.no_searches,
        words.no_searches_about,
        words.find_homes,
        (form.problem)("missing"),
        (form.problem)("too_many_searches"),
        words.here_off,
        told("saved"),
        told("renamed"),
        told("deleted"),
    ]
    .join("\n")
}
