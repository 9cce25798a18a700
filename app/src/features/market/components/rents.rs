//! How the rents are spread.

use super::{
    figure::{Kind, chart, figure},
    table::{Row, Table, number, share},
};
use crate::{
    features::market::{labels, links},
    format::thousands,
    locales::Text,
};
use domain::Market;
use leptos::prelude::*;

/// Homes by rent.
pub(crate) fn rents(text: &'static Text, market: &Market) -> AnyView {
    let words = text.market();
    let total: u32 = market.rent_bins.iter().map(|bin| bin.count).sum();
    let most = market.rent_bins.iter().max_by_key(|bin| bin.count);
    let (Some(most), Some(rents)) = (most, market.rents) else {
        return ().into_any();
    };
    let says = (words.rents)(
        &labels::range(text, most.rent),
        &labels::share(most.count, total),
        &thousands(rents.lower_quartile),
        &thousands(rents.upper_quartile),
    );
    let rows = market.rent_bins.iter().map(|bin| Row {
        name: labels::range(text, bin.rent),
        href: Some(links::rent(&market.query, bin.rent)),
        selected: market.query.rent == bin.rent,
        code: None,
        cells: vec![number(bin.count), share(bin.count, total)],
    });
    let table = Table {
        id: "rents",
        caption: words.by_rent.to_owned(),
        columns: vec![words.rent, words.homes, words.share],
        rows: rows.collect(),
    };
    let charts = (table.rows.len() > 1)
        .then(|| chart(Kind::Columns, &table, 1, &says))
        .into_any();
    figure(text, words.by_rent, vec![says], charts, table)
}
