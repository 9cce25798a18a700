//! The top of the home page: what to look for, and where.

use crate::{
    format::thousands,
    layout::{SearchBox, place_name, search_box, with_places},
    locales::Text,
};
use domain::{Beginning, EntryPoint, HomePage, place_page::city_choice_path};
use leptos::prelude::*;
use ui::{ChoiceLink, piece};

/// The search box, the choice of the city, and searches to begin with, beside pictures of rooms.
pub(super) fn hero(text: &'static Text, page: &HomePage) -> AnyView {
    let words = text.home();
    let lead = match &page.city {
        Some(city) => (words.lead)(&thousands(page.homes), &city.name),
        None => words.lead_empty.to_owned(),
    };
    let kept = page.city.iter();
    let kept = kept.map(|city| ("city".to_owned(), city.id.to_string()));
    let search = SearchBox {
        words: None,
        kept: kept.collect(),
        ..SearchBox::default()
    };
    view! {
        <section class="hero">
            <div class="hero-main">
                <h1>{words.heading}</h1>
                <p class="hero-lead">{with_places(&lead)}</p>
                {search_box(text, search)}
                {cities(text, page)}
                {beginnings(text, &page.beginnings)}
            </div>
            {pictures()}
        </section>
    }
    .into_any()
}

/// The cities with most homes, and the way to all of them. The cookie that remembers the choice is
/// set by the server.
fn cities(text: &'static Text, page: &HomePage) -> AnyView {
    let chosen = page.city.as_ref().map(|city| city.id);
    let mut cities: Vec<_> = page.cities.iter().map(|city| &city.place).collect();
    // A city that is not among them stands first while it is chosen.
    if let Some(city) = &page.city
        && cities.iter().all(|known| known.id != city.id)
    {
        cities.insert(0, city);
    }
    let links = cities
        .into_iter()
        .map(|city| {
            view! {
                <li>
                    <a
                        class="city"
                        rel="external nofollow"
                        href=city_choice_path(city.id)
                        aria-current=(chosen == Some(city.id)).then_some("true")
                    >
                        {place_name(&city.name)}
                    </a>
                </li>
            }
        })
        .collect_view();
    piece(view! {
        <nav class="hero-cities" aria-label=text.home().choose_city>
            <ul>
                {links} <li>
                    <a class="city" href="/cities">
                        {text.home().all_cities}
                    </a>
                </li>
            </ul>
        </nav>
    })
    .into_any()
}

fn beginnings(text: &'static Text, beginnings: &[Beginning]) -> AnyView {
    if beginnings.is_empty() {
        return ().into_any();
    }
    let links = beginnings
        .iter()
        .map(|beginning| {
            let label = match (beginning.entry, beginning.query.rent.max) {
                (EntryPoint::LowRent, Some(rent)) => (text.home().rent_up_to)(&thousands(rent)),
                (entry, _) => (text.home().entry)(entry).to_owned(),
            };
            view! {
                <li>
                    <ChoiceLink
                        href=beginning.query.to_path()
                        label=label
                        count=Some(thousands(beginning.homes))
                        selected=false
                    />
                </li>
            }
        })
        .collect_view();
    piece(view! {
        <div class="hero-beginnings">
            <h2>{text.home().beginnings}</h2>
            <ul class="choices">{links}</ul>
        </div>
    })
    .into_any()
}

/// Three rooms, for the eye only. Narrow screens do not load them.
fn pictures() -> AnyView {
    let pictures = [
        ("/home/living.webp", "960", "640"),
        ("/home/bedroom.webp", "800", "534"),
        ("/home/kitchen.webp", "960", "640"),
    ]
    .into_iter()
    .map(|(src, width, height)| {
        view! { <img src=src width=width height=height alt="" loading="lazy" decoding="async" /> }
    })
    .collect_view();
    piece(view! { <div class="hero-pictures">{pictures}</div> }).into_any()
}
