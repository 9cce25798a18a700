//! What homes cost in a place: three figures, a table by number of rooms, and months beside each
//! other.

use super::trend::trend;
use crate::{
    format::{SEPARATOR, tenths, thousands},
    locales::Text,
};
use domain::{PlacePage, Prices, RentStatistics};
use leptos::prelude::*;
use ui::{Figure, FigureList, piece};

/// The rents; a remark where there are too few homes.
pub(in crate::features::places) fn prices(text: &'static Text, page: &PlacePage) -> AnyView {
    let words = text.places();
    if page.homes == 0 {
        return ().into_any();
    }
    let prices = &page.prices;
    let figures = figures(text, prices);
    let body = if figures.is_empty() {
        view! { <p class="muted">{words.no_prices}</p> }.into_any()
    } else {
        view! {
            <FigureList figures=figures />
            <div class="price-columns">{by_rooms(text, prices)} {trend(text, prices)}</div>
            <p class="muted">{words.method}</p>
        }
        .into_any()
    };
    piece(view! {
        <section class="place-section">
            <h2>{words.prices}</h2>
            {body}
        </section>
    })
    .into_any()
}

fn figures(text: &'static Text, prices: &Prices) -> Vec<Figure> {
    let words = text.places();
    let figure = |name: &'static str, value: String, half: Option<String>, count: u32| {
        let of = (words.of_homes)(&thousands(count));
        Figure {
            name: name.into(),
            value,
            remark: half
                .into_iter()
                .chain([of])
                .collect::<Vec<_>>()
                .join(SEPARATOR),
        }
    };
    let rents = |name: &'static str, rents: RentStatistics| {
        let half = (words.half_between)(
            &thousands(rents.lower_quartile),
            &thousands(rents.upper_quartile),
        );
        let median = (text.words.yuan_per_month)(&thousands(rents.median));
        figure(name, median, Some(half), rents.count)
    };
    [
        prices
            .entire
            .map(|entire| rents(words.entire_median, entire)),
        prices.per_area.map(|area| {
            let median = (words.per_area)(&tenths(area.median));
            figure(words.per_area_median, median, None, area.count)
        }),
        prices
            .shared
            .map(|shared| rents(words.shared_median, shared)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The rents of entire homes by number of rooms.
fn by_rooms(text: &'static Text, prices: &Prices) -> AnyView {
    let words = text.places();
    if prices.rooms.is_empty() {
        return ().into_any();
    }
    let rows = prices
        .rooms
        .iter()
        .map(|figures| {
            let rents = figures.rents;
            view! {
                <tr>
                    <th scope="row">{(text.words.rooms)(figures.rooms)}</th>
                    <td class="loud">{thousands(rents.median)}</td>
                    <td>{thousands(rents.lower_quartile)}</td>
                    <td>{thousands(rents.upper_quartile)}</td>
                    <td>{thousands(rents.count)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div>
        <h3>{words.by_rooms}</h3>
        <table class="price-table">
            <thead>
                <tr>
                    <th scope="col">{words.rooms}</th>
                    <th scope="col">{words.median}</th>
                    <th scope="col">{words.lower_quartile}</th>
                    <th scope="col">{words.upper_quartile}</th>
                    <th scope="col">{words.number_of_homes}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        </div>
    }
    .into_any()
}
