//! The home page: a box to search, and what there is in the reader's city.

use super::{hero::hero, server_fns::home};
use crate::{
    codec::{BLOCKING, PageResource},
    context::text,
    error::PageError,
    features::{listing::listing_card, places::place_tiles},
    format::thousands,
    layout::{
        About, Preview, drawn_once, error_view, page_head, site_footer, site_header,
        structured_data, web_site, with_places,
    },
    locales::Text,
};
use domain::{HomePage, NamedPlace, PlaceKind};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use ui::{CardSkeletons, EmptyState, Icon, LinkButton, piece};

/// The page at `/`.
#[derive(Clone)]
pub struct HomeRoute;

#[lazy_route]
impl LazyRoute for HomeRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let text = text();
        let home = PageResource::new_with_options(|| (), |()| home(), BLOCKING);
        view! {
            <Transition fallback=move || loading(text)>
                {move || Suspend::new(async move {
                    let answer = home.await;
                    drawn_once(move || match answer {
                        Ok(page) => home_view(text, &page),
                        Err(PageError(error)) => error_view(text, &error, "/"),
                    })
                })}
            </Transition>
        }
        .into_any()
    }
}

pub(in crate::features) fn home_view(text: &'static Text, page: &HomePage) -> AnyView {
    let words = text.home();
    page_head(text, "/", words.title.to_owned(), || About {
        description: (words.description)(&thousands(page.all_homes)),
        preview: Preview::Site,
        listed: true,
    });
    let of_city = page.city.as_ref().map(|city| of_city(text, page, city));
    view! {
        {site_header(text, None, "/").into_any()}
        <main id="main" class="home">
            {hero(text, page)} {of_city} {hot_cities(text, page)}
        </main>
        {site_footer(text).into_any()}
        {structured_data(|| vec![web_site(text)])}
    }
    .into_any()
}

/// What there is in the city that the page is about.
fn of_city(text: &'static Text, page: &HomePage, city: &NamedPlace) -> AnyView {
    let words = text.home();
    if page.newest.is_empty() {
        return view! {
            <EmptyState title=words.no_homes_title explanation=words.no_homes>
                <p class="actions">
                    <LinkButton href="/cities" label=words.all_cities />
                </p>
            </EmptyState>
        }
        .into_any();
    }
    let query = PlaceKind::City.search(None, city.id);
    let cards = page
        .newest
        .iter()
        .map(|card| listing_card(text, card, false))
        .collect_view();
    let districts = (!page.districts.is_empty()).then(|| {
        piece(view! {
            <section class="place-section">
                <div class="section-head">
                    <h2>{with_places(&(words.districts)(&city.name))}</h2>
                    <a href=PlaceKind::City.path(city.id)>
                        {(text.places().heading)(&city.name)}
                    </a>
                </div>
                {place_tiles(text, PlaceKind::District, &page.districts)}
                <p class="muted">{words.method}</p>
            </section>
        })
    });
    let ways = [
        ("/map?", Icon::Map, words.map, (words.map_lead)(&city.name)),
        (
            "/stats?",
            Icon::Chart,
            words.market,
            (words.market_lead)(&city.name),
        ),
    ]
    .into_iter()
    .map(|(path, icon, label, lead)| {
        let href = [path, &query.to_query_string()].concat();
        view! {
            <li>
                <a class="way" href=href>
                    {icon.draw()}
                    <strong>{label}</strong>
                    <span>{lead}</span>
                </a>
            </li>
        }
    })
    .collect_view();
    view! {
        <section class="place-section">
            <div class="section-head">
                <h2>{with_places(&(words.newest)(&city.name))}</h2>
                <a href=query.to_path()>{(words.see_all)(&thousands(page.homes))}</a>
            </div>
            <ol class="cards">{cards}</ol>
        </section>
        {districts}
        {piece(view! { <ul class="ways-on">{ways}</ul> })}
    }
    .into_any()
}

fn hot_cities(text: &'static Text, page: &HomePage) -> AnyView {
    (!page.cities.is_empty())
        .then(|| {
            piece(view! {
                <section class="place-section">
                    <div class="section-head">
                        <h2>{text.home().hot_cities}</h2>
                        <a href="/cities">{text.home().all_cities}</a>
                    </div>
                    {place_tiles(text, PlaceKind::City, &page.cities)}
                </section>
            })
        })
        .into_any()
}

/// The page before its first answer, when it is reached from another page.
fn loading(text: &'static Text) -> impl IntoView {
    view! {
        {site_header(text, None, "/")}
        <main id="main" class="home">
            <section class="hero">
                <div class="hero-main">
                    <h1>{text.home().heading}</h1>
                    <p role="status">{text.site.loading}</p>
                </div>
            </section>
            <ol class="cards">
                <CardSkeletons count=8 />
            </ol>
        </main>
    }
}
