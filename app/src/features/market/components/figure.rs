//! One statistic: what it says in a sentence, its chart, and its table.

use super::table::Table;
use crate::locales::Text;
use domain::DivisionCode;
use leptos::prelude::*;
use ui::{Disclosure, module_element, piece};

/// How a chart looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A bar to the right for each row.
    Bars,
    /// A column for each row, side by side.
    Columns,
    /// A point for each row, joined.
    Line,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Bars => "bars",
            Self::Columns => "columns",
            Self::Line => "line",
        }
    }

    /// The class that keeps the place of a chart of so many rows.
    const fn class(self, rows: usize) -> &'static str {
        match (self, rows) {
            (Self::Bars, ..=5) => "chart chart-low",
            (Self::Bars, 6..=10) => "chart",
            (Self::Bars, _) => "chart chart-tall",
            _ => "chart",
        }
    }
}

/// The most rows that a chart shows; the table has all.
pub(super) const ROWS_MAX: usize = 20;

/// A chart that draws the column `column` (from 1, after the names) of the table `table`.
pub(super) fn chart(kind: Kind, table: &Table, column: u32, says: &str) -> AnyView {
    let drawn = table.rows.len().min(ROWS_MAX);
    let measure = table.columns.get(column as usize).copied();
    view! {
        <p class="muted" aria-hidden="true">{measure}</p>
        {module_element("MARKET-CHART")
            .class(kind.class(drawn))
            .attr("kind", kind.name())
            .attr("source", table.id)
            .attr("column", column)
            .attr("limit", ROWS_MAX)
            .attr("role", "img")
            .attr("aria-label", says.to_owned())}
    }
    .into_any()
}

/// A map of the districts of `city`, coloured by the column `column` of the table `table`.
pub(super) fn district_map(city: DivisionCode, table: &Table, column: u32, says: &str) -> AnyView {
    module_element("MARKET-CHART")
        .class("chart chart-square")
        .attr("kind", "map")
        .attr("city", city.to_string())
        .attr("source", table.id)
        .attr("column", column)
        .attr("limit", table.rows.len())
        .attr("role", "img")
        .attr("aria-label", says.to_owned())
        .into_any()
}

/// The section of one statistic. Its table comes last, so that the sentence and the chart stand
/// together.
pub(super) fn figure(
    text: &'static Text,
    heading: &'static str,
    sentences: Vec<String>,
    charts: AnyView,
    table: Table,
) -> AnyView {
    let sentences: Vec<AnyView> = sentences
        .into_iter()
        .map(|sentence| view! { <p>{sentence}</p> }.into_any())
        .collect();
    piece(view! {
        <section class="market-figure">
            <h2>{heading}</h2>
            {sentences}
            {charts}
            <Disclosure summary=text.market().show_table>{table.view(text)}</Disclosure>
        </section>
    })
    .into_any()
}
