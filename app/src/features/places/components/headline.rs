use crate::layout::with_places;
use crate::{format::thousands, locales::Text};
use domain::{PlaceKind, PlacePage, place_page::city_choice_path};
use leptos::prelude::*;
use ui::{LinkButton, Weight, piece};

/// Which place, how much there is, and where to go from here.
pub(in crate::features::places) fn headline(text: &'static Text, page: &PlacePage) -> AnyView {
    let words = text.places();
    let search = page.search();
    let more = [
        (page.entire, words.entire_homes),
        (page.near_subway, words.near_subway),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, say)| view! { <span>{say(&thousands(count))}</span> })
    .collect_view();
    let homes = thousands(page.homes);
    let all = (page.homes > 0).then(|| {
        view! {
            <LinkButton
                href=search.to_path()
                label=(words.see_all)(&homes)
                weight=Weight::Primary
            />
        }
    });
    let query = search.to_query_string();
    let map = ["/map?", &query].concat();
    let market = ["/stats?", &query].concat();
    // Chosen by a cookie that only the server sets.
    let choose = (page.kind == PlaceKind::City).then(|| {
        let href = city_choice_path(page.place.id);
        view! {
            <a class="button" rel="external nofollow" href=href>
                {words.choose_city}
            </a>
        }
    });
    view! {
        <div class="place-head">
            <h1>{with_places(&(words.heading)(&page.place.name))}</h1>
            <p class="figures">
                <strong>{(words.homes)(&homes)}</strong>
                {more}
            </p>
            <p class="place-actions">
                {all} <LinkButton href=map label=words.map />
                <LinkButton href=market label=words.market /> {choose}
            </p>
        </div>
    }
    .into_any()
}

/// What is told about the place; nothing where nothing is.
pub(in crate::features::places) fn intro(text: &'static Text, page: &PlacePage) -> AnyView {
    (!page.intro.is_empty())
        .then(|| {
            piece(view! {
                <section class="place-section">
                    <h2>{text.places().about}</h2>
                    <p class="place-intro">{page.intro.clone()}</p>
                </section>
            })
        })
        .into_any()
}
