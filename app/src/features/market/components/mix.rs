//! What homes there are: by rooms, and by how they are let.

use super::{
    figure::{Kind, chart, figure},
    table::{Row, Table, median_per_area, median_rent, number, share},
};
use crate::{
    features::market::{labels, links},
    locales::Text,
};
use domain::{
    Market,
    market::{Figures, Group},
};
use leptos::prelude::*;

/// Homes by number of rooms.
pub(crate) fn rooms(text: &'static Text, market: &Market) -> AnyView {
    let words = text.market();
    let name = |rooms: &domain::Rooms| (text.words.rooms)(rooms.get());
    let total = total(&market.rooms);
    let rows = market.rooms.iter().map(|group| Row {
        name: name(&group.value).to_owned(),
        href: Some(links::rooms(&market.query, group.value)),
        selected: market.query.selects("rooms", &group.value.to_string()),
        code: None,
        cells: cells(text, group.figures, total),
    });
    let (says, rows) = (commonest(text, &market.rooms, name), rows.collect());
    mix(text, "rooms", words.by_rooms, words.rooms, says, rows)
}

/// Homes by rent mode.
pub(crate) fn modes(text: &'static Text, market: &Market) -> AnyView {
    let words = text.market();
    let name = |mode: &domain::RentMode| (text.words.mode)(*mode);
    let total = total(&market.modes);
    let rows = market.modes.iter().map(|group| Row {
        name: name(&group.value).to_owned(),
        href: Some(links::mode(&market.query, group.value)),
        selected: market.query.selects("mode", &group.value.to_string()),
        code: None,
        cells: cells(text, group.figures, total),
    });
    let (says, rows) = (commonest(text, &market.modes, name), rows.collect());
    mix(text, "modes", words.by_mode, words.mode, says, rows)
}

fn total<T>(groups: &[Group<T>]) -> u32 {
    groups.iter().map(|group| group.figures.count).sum()
}

fn cells(text: &'static Text, figures: Figures, total: u32) -> Vec<super::table::Cell> {
    vec![
        number(figures.count),
        share(figures.count, total),
        median_rent(text, figures),
        median_per_area(text, figures),
    ]
}

fn commonest<T>(
    text: &Text,
    groups: &[Group<T>],
    name: impl Fn(&T) -> &'static str,
) -> Option<String> {
    let most = groups.iter().max_by_key(|group| group.figures.count)?;
    let share = labels::share(most.figures.count, total(groups));
    Some((text.market().commonest)(name(&most.value), &share))
}

fn mix(
    text: &'static Text,
    id: &'static str,
    heading: &'static str,
    kind: &'static str,
    says: Option<String>,
    rows: Vec<Row>,
) -> AnyView {
    let words = text.market();
    let Some(says) = says else {
        return ().into_any();
    };
    let table = Table {
        id,
        caption: heading.to_owned(),
        columns: vec![
            kind,
            words.homes,
            words.share,
            words.median_rent,
            words.median_per_area,
        ],
        rows,
    };
    let charts = (table.rows.len() > 1)
        .then(|| chart(Kind::Bars, &table, 1, &says))
        .into_any();
    figure(text, heading, vec![says], charts, table)
}
