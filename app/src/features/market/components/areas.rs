//! Rents against areas.

use super::{
    figure::figure,
    table::{Row, Table, median_per_area, median_rent, number},
};
use crate::{
    features::market::{labels, links},
    format::thousands,
    locales::Text,
};
use domain::{ListingQuery, Market, Range, market::Density};
use leptos::prelude::*;
use std::fmt::Write as _;
use ui::module_element;

/// Homes by area, and how rents go with them.
pub(crate) fn areas(text: &'static Text, market: &Market) -> AnyView {
    let words = text.market();
    let bands = &market.area_bands;
    let Some(most) = bands.iter().max_by_key(|band| band.figures.count) else {
        return ().into_any();
    };
    let says = match most.figures.median_rent {
        Some(rent) => (words.areas)(
            &labels::range(text, most.value),
            &thousands(most.figures.count),
            &thousands(rent),
        ),
        None => words.nothing_to_compare.to_owned(),
    };
    let missing = market
        .figures
        .count
        .saturating_sub(market.figures.with_area);
    let mut sentences = vec![says.clone()];
    if missing > 0 {
        sentences.push((words.areas_missing)(&thousands(missing)));
    }
    let rows = bands.iter().map(|band| Row {
        name: labels::range(text, band.value),
        href: Some(links::area(&market.query, band.value)),
        selected: market.query.area == band.value,
        code: None,
        cells: vec![
            number(band.figures.count),
            median_rent(text, band.figures),
            median_per_area(text, band.figures),
        ],
    });
    let table = Table {
        id: "areas",
        caption: words.by_area.to_owned(),
        columns: vec![
            words.area,
            words.homes,
            words.median_rent,
            words.median_per_area,
        ],
        rows: rows.collect(),
    };
    let charts = market
        .density
        .as_ref()
        .filter(|density| density.cells.len() > 1)
        .map(|density| density_chart(text, &market.query, density, &says))
        .into_any();
    figure(text, words.by_area, sentences, charts, table)
}

/// Every home with an area, counted into a grid: thousands of points would hide each other.
fn density_chart(
    text: &'static Text,
    query: &ListingQuery,
    density: &Density,
    says: &str,
) -> AnyView {
    let words = text.market();
    let base = ListingQuery {
        rent: Range::default(),
        area: Range::default(),
        ..query.clone()
    };
    view! {
        {module_element("MARKET-CHART")
            .class("chart chart-square")
            .attr("kind", "density")
            .attr("data", cells(density))
            .attr("link", base.to_path())
            .attr("x-label", words.area)
            .attr("y-label", words.rent)
            .attr("tip", words.density_tip)
            .attr("at-least", (text.words.at_least)("{n}"))
            .attr("role", "img")
            .attr("aria-label", says.to_owned())}
        <p class="muted">{words.density}</p>
    }
    .into_any()
}

/// The grid as the chart takes it: width, height and number of the cells along areas and rents, then
/// each cell with its two places and its homes.
fn cells(density: &Density) -> String {
    let mut data = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        data,
        "[[{},{},{},{}]",
        density.area_step, density.rent_step, density.areas, density.rents
    );
    for (area, rent, count) in &density.cells {
        let _ = write!(data, ",[{area},{rent},{count}]");
    }
    data.push(']');
    data
}
