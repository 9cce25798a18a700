//! The page of the market. Everything it shows follows from its address, which takes the parameters
//! of the search page.

use super::{
    components::{
        areas, business_districts, choose, headline, history, method, modes, nothing, places,
        rents, rooms,
    },
    labels, links,
    server_fns::market_of,
};
use crate::{
    codec::{BLOCKING, PageResource},
    context::text,
    error::PageError,
    format::thousands,
    layout::{
        About, ModuleScript, Preview, SearchBox, drawn_once, error_view, page_head, site_footer,
        site_header,
    },
    locales::Text,
};
use domain::Market;
use leptos::prelude::*;
use leptos_router::{LazyRoute, hooks::use_url, lazy_route};

/// The page at `/stats`.
#[derive(Clone)]
pub struct MarketPage;

#[lazy_route]
impl LazyRoute for MarketPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let text = text();
        let url = use_url();
        let search = Memo::new(move |_| url.with(|url| url.search().to_owned()));
        let market = PageResource::new_with_options(move || search.get(), market_of, BLOCKING);
        view! {
            <Transition fallback=move || loading(text)>
                {move || Suspend::new(async move {
                    let answer = market.await;
                    drawn_once(move || match answer {
                        Ok(market) => market_view(text, &market),
                        Err(PageError(error)) => error_view(text, &error, "/stats"),
                    })
                })}
            </Transition>
        }
        .into_any()
    }
}

pub(in crate::features) fn market_view(text: &'static Text, market: &Market) -> AnyView {
    let words = text.market();
    let path = links::stats(&market.query);
    let heading = labels::heading(text, market);
    let search_box = SearchBox {
        words: market.query.text.clone(),
        ..SearchBox::default()
    };
    let empty = market.figures.count == 0;
    page_head(text, &path, (words.title)(&heading), || {
        let median = market
            .rents
            .map_or_else(String::new, |rents| thousands(rents.median));
        About {
            description: (words.description)(&heading, &thousands(market.figures.count), &median),
            preview: Preview::Site,
            listed: !empty && market.query.is_landmark(),
        }
    });
    view! {
        {site_header(text, search_box, &path).into_any()}
        <main id="main" class="market">
            {headline(text, market)} {choose(text, market)}
            {if empty { nothing(text) } else { figures(text, market) }}
        </main>
        {site_footer(text).into_any()}
        <ModuleScript name="charts" />
    }
    .into_any()
}

fn figures(text: &'static Text, market: &Market) -> AnyView {
    view! {
        <div class="market-figures">
            <div class="market-column">
                {places(text, market)} {rents(text, market)} {rooms(text, market)}
                {history(text, market)}
            </div>
            <div class="market-column">
                {business_districts(text, market)} {areas(text, market)} {modes(text, market)}
            </div>
            {method(text)}
        </div>
    }
    .into_any()
}

/// The page before its first answer, when it is reached from another page.
fn loading(text: &'static Text) -> impl IntoView {
    view! {
        {site_header(text, SearchBox::default(), "/stats")}
        <main id="main" class="market">
            <div class="summary">
                <h1>{text.market().heading}</h1>
                <p role="status">{text.site.loading}</p>
            </div>
        </main>
    }
}
