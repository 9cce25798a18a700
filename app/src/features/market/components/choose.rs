//! The conditions that change the view most, as links; the search page has the others.

use crate::{features::market::links, format::thousands, layout::place_name, locales::Text};
use domain::{DivisionCode, ListingQuery, Market};
use leptos::prelude::*;
use ui::{ChoiceLink, piece};

/// City, rent mode and rooms.
pub(crate) fn choose(text: &'static Text, market: &Market) -> AnyView {
    let words = text.market();
    let query = &market.query;
    let everywhere = query.without("city");
    let mut cities = vec![choice(
        links::stats(&everywhere),
        words.all_cities.to_owned(),
        None,
        query.city.is_none(),
    )];
    cities.extend(market.cities.iter().filter_map(|(id, name, count)| {
        let city = DivisionCode(i32::try_from(*id).ok()?);
        let chosen = ListingQuery {
            city: Some(city),
            ..everywhere.clone()
        };
        let selected = query.city == Some(city);
        let href = links::stats(if selected { query } else { &chosen });
        Some(choice(href, name.clone(), Some(*count), selected))
    }));
    let modes = market.modes.iter().map(|group| {
        toggle(
            query,
            "mode",
            &group.value.to_string(),
            (text.words.mode)(group.value),
            group.figures.count,
        )
    });
    let rooms = market.rooms.iter().map(|group| {
        toggle(
            query,
            "rooms",
            &group.value.to_string(),
            (text.words.rooms)(group.value.get()),
            group.figures.count,
        )
    });
    piece(view! {
        <nav class="market-choose" aria-label=words.choose>
            {row(words.city, cities)} {row(words.mode, modes.collect())}
            {row(words.rooms, rooms.collect())}
        </nav>
    })
    .into_any()
}

fn row(heading: &'static str, choices: Vec<AnyView>) -> AnyView {
    (!choices.is_empty())
        .then(|| {
            view! {
                <div class="market-choose-row">
                    <h2>{heading}</h2>
                    <ul class="choices">{choices}</ul>
                </div>
            }
        })
        .into_any()
}

fn toggle(
    query: &ListingQuery,
    param: &str,
    value: &str,
    label: &'static str,
    count: u32,
) -> AnyView {
    choice(
        links::stats(&query.toggled(param, value)),
        label.to_owned(),
        Some(count),
        query.selects(param, value),
    )
}

fn choice(href: String, label: String, count: Option<u32>, selected: bool) -> AnyView {
    view! {
        <li>
            <ChoiceLink href=href label=place_name(&label) count=count.map(thousands) selected=selected />
        </li>
    }
    .into_any()
}
