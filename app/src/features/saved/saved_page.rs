//! The pages of favourites and history. What they show is known to the browser alone: the server
//! sends the frame, and an effect fills it.

use super::{
    kept::{self, KeptHome, Trouble},
    server_fns::listings_by_ids,
    view::{Cards, homes, waiting},
};
use crate::{
    context::{text, visitor},
    error::PageError,
    layout::{About, Preview, SearchBox, page_head, site_footer, site_header},
    locales::Text,
};
use domain::ListingId;
use leptos::{ev, html, prelude::*, task::spawn_local};
use leptos_router::{LazyRoute, hooks::use_url, lazy_route};
use ui::module_element;

/// A list of kept homes that has a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Favourites,
    History,
}

impl List {
    /// What the module `saved` calls it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Favourites => "favourites",
            Self::History => "history",
        }
    }

    /// The address of its page.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Favourites => "/favourites",
            Self::History => "/history",
        }
    }
}

/// The pages at `/favourites` and `/history`.
#[derive(Clone)]
pub struct SavedRoute;

#[lazy_route]
impl LazyRoute for SavedRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let history = use_url().read_untracked().path().starts_with("/history");
        let list = if history {
            List::History
        } else {
            List::Favourites
        };
        page(text(), list)
    }
}

fn page(text: &'static Text, list: List) -> AnyView {
    let words = text.saved();
    let (heading, about) = match (list, visitor().is_some()) {
        (List::Favourites, false) => (words.favourites, words.favourites_about),
        (List::Favourites, true) => (words.favourites, words.favourites_in_account),
        (List::History, false) => (words.history, words.history_about),
        (List::History, true) => (words.history, words.history_in_account),
    };
    let other = |of: List, label: &'static str| {
        let current = (of == list).then_some("page");
        view! {
            <li>
                <a class="choice" href=of.path() aria-current=current>
                    {label}
                </a>
            </li>
        }
    };
    let account = visitor().map(|_| {
        view! {
            <li>
                <a class="choice" href="/account">
                    {text.site.nav.account}
                </a>
            </li>
        }
    });
    let searches = match visitor() {
        Some(_) => "/account/searches",
        None => "/account/searches/here",
    };
    page_head(text, list.path(), heading.to_owned(), || About {
        description: about.to_owned(),
        preview: Preview::Site,
        listed: false,
    });
    view! {
        {site_header(text, SearchBox::default(), list.path()).into_any()}
        <main id="main" class="saved">
            <h1>{heading}</h1>
            <nav aria-label=heading>
                <ul class="choices">
                    {other(List::Favourites, words.favourites)}
                    {other(List::History, words.history)}
                    <li>
                        <a class="choice" href=searches>
                            {words.searches}
                        </a>
                    </li>
                    {account}
                </ul>
            </nav>
            <p class="muted">{about}</p>
            {kept_homes(text, list)}
        </main>
        {site_footer(text).into_any()}
    }
    .into_any()
}

/// The homes, as soon as the browser says which.
fn kept_homes(text: &'static Text, list: List) -> AnyView {
    let node = NodeRef::<html::Custom<&'static str>>::new();
    let kept = RwSignal::new(None::<(Vec<KeptHome>, Option<Trouble>)>);
    let cards = RwSignal::new(Ok::<_, PageError>(Cards::default()));
    let read = move || {
        if let Some(now) = node.get_untracked().and_then(|node| kept::read(&node)) {
            kept.set(Some(now));
        }
    };
    // The module may have run before this page, or run later and send its event.
    Effect::new(move |_| {
        node.track();
        read();
    });
    Effect::new(move |_| {
        kept.with(|kept| {
            let Some((homes, _)) = kept else { return };
            let ids: Vec<ListingId> = homes.iter().map(|home| home.id).collect();
            let known = cards.with_untracked(
                |cards| matches!(cards, Ok(cards) if ids.iter().all(|id| cards.asked.contains(id))),
            );
            if !known {
                ask(ids, cards);
            }
        });
    });
    view! {
        {module_element("KEPT-HOMES")
            .node_ref(node)
            .attr("list", list.name())
            .on(ev::Custom::<ev::Event>::new("kept"), move |_| read())}
        {move || match kept.get() {
            None => waiting(text),
            Some((kept, trouble)) => cards.with(|cards| homes(text, list, &kept, trouble, cards)),
        }}
    }
    .into_any()
}

fn ask(ids: Vec<ListingId>, cards: RwSignal<Result<Cards, PageError>>) {
    spawn_local(async move {
        let list: Vec<_> = ids.iter().map(ListingId::to_string).collect();
        let answer = listings_by_ids(list.join(",")).await;
        // The page may be left before the answer comes.
        let _ = cards.try_set(answer.map(|found| Cards { asked: ids, found }));
    });
}
