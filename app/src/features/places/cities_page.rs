//! All cities, by province.

use super::{components::place_tiles, server_fns::cities};
use crate::{
    codec::{BLOCKING, PageResource},
    context::text,
    error::PageError,
    format::thousands,
    layout::{
        About, Preview, SearchBox, drawn_once, error_view, page_head, place_name, site_footer,
        site_header,
    },
    locales::Text,
};
use domain::{PlaceFigures, PlaceKind, ProvinceCities};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The page at `/cities`.
#[derive(Clone)]
pub struct CitiesRoute;

#[lazy_route]
impl LazyRoute for CitiesRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let text = text();
        let cities = PageResource::new_with_options(|| (), |()| cities(), BLOCKING);
        view! {
            <Transition fallback=move || {
                site_header(text, SearchBox::default(), "/cities")
            }>
                {move || Suspend::new(async move {
                    let answer = cities.await;
                    drawn_once(move || match answer {
                        Ok(provinces) => cities_view(text, &provinces),
                        Err(PageError(error)) => error_view(text, &error, "/cities"),
                    })
                })}
            </Transition>
        }
        .into_any()
    }
}

pub(in crate::features) fn cities_view(
    text: &'static Text,
    provinces: &[ProvinceCities],
) -> AnyView {
    let words = text.places();
    let cities: usize = provinces.iter().map(|province| province.cities.len()).sum();
    let homes: u32 = provinces
        .iter()
        .flat_map(|province| &province.cities)
        .map(|city| city.homes)
        .sum();
    let (cities, homes) = (cities.to_string(), thousands(homes));
    page_head(text, "/cities", words.cities_title.to_owned(), || About {
        description: (words.cities_description)(&cities, &homes),
        preview: Preview::Site,
        listed: true,
    });
    let mut initials: Vec<char> = provinces.iter().map(|province| province.initial).collect();
    initials.dedup();
    let jumps = initials
        .iter()
        .map(|letter| {
            let href = ["#", &anchor(*letter)].concat();
            view! {
                <li>
                    <a class="choice" href=href>
                        {letter.to_string()}
                    </a>
                </li>
            }
        })
        .collect_view();
    let groups = initials
        .iter()
        .map(|letter| {
            let provinces = provinces
                .iter()
                .filter(|province| province.initial == *letter)
                .map(|province| {
                    // A directly governed municipality is province and city under one name.
                    let own = |city: &PlaceFigures| city.place.name == province.province.name;
                    let name = (!province.cities.iter().any(own))
                        .then(|| view! { <h3>{place_name(&province.province.name)}</h3> });
                    view! {
                        {name}
                        {place_tiles(text, PlaceKind::City, &province.cities)}
                    }
                })
                .collect_view();
            view! {
                <section class="initial" id=anchor(*letter)>
                    <h2>{letter.to_string()}</h2>
                    <div>{provinces}</div>
                </section>
            }
        })
        .collect_view();
    view! {
        {site_header(text, SearchBox::default(), "/cities").into_any()}
        <main id="main" class="place-page">
            <div class="place-head">
                <h1>{words.cities}</h1>
                <p class="figures">{(words.cities_count)(&cities, &homes)}</p>
            </div>
            <nav aria-label=words.jump>
                <ul class="choices">{jumps}</ul>
            </nav>
            <div class="initials">{groups}</div>
        </main>
        {site_footer(text).into_any()}
    }
    .into_any()
}

/// The id of the part for a letter.
fn anchor(letter: char) -> String {
    ["initial-", letter.encode_utf8(&mut [0; 4])].concat()
}
