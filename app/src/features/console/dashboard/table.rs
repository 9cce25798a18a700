//! A table of figures, and the chart that draws it. The chart reads the numbers from the page: they stand
//! in `<data>` elements in the form that programs read.

use crate::format::thousands;
use leptos::{oco::Oco, prelude::*};
use ui::{Disclosure, FigureTable, module_element};

/// A cell: the number for programs, and what people read.
pub(super) struct Cell(Option<String>, String);

impl Cell {
    /// A whole number.
    pub(super) fn number(number: u32) -> Self {
        Self(Some(number.to_string()), thousands(number))
    }

    /// A number that people read otherwise.
    pub(super) fn said(value: impl ToString, label: String) -> Self {
        Self(Some(value.to_string()), label)
    }

    /// Why there is no number.
    pub(super) fn missing(why: &'static str) -> Self {
        Self(None, why.to_owned())
    }

    fn view(self) -> AnyView {
        match self {
            Self(Some(value), label) => view! {
                <td>
                    <data value=value>{label}</data>
                </td>
            }
            .into_any(),
            Self(None, why) => view! { <td class="muted">{why}</td> }.into_any(),
        }
    }
}

/// A row: its name, and its cells.
pub(super) struct Row {
    pub(super) name: AnyView,
    pub(super) cells: Vec<Cell>,
}

/// A table of the page; `id` is how charts find it.
pub(super) fn table(
    id: &'static str,
    caption: &'static str,
    columns: Vec<&'static str>,
    rows: Vec<Row>,
) -> AnyView {
    let columns: Vec<Oco<'static, str>> = columns.into_iter().map(Into::into).collect();
    let rows: Vec<AnyView> = rows.into_iter().map(Row::view).collect();
    view! {
        <FigureTable id=id caption=caption columns=columns>
            {rows}
        </FigureTable>
    }
    .into_any()
}

impl Row {
    fn view(self) -> AnyView {
        let cells: Vec<AnyView> = self.cells.into_iter().map(Cell::view).collect();
        view! {
            <tr>
                <th scope="row">{self.name}</th>
                {cells}
            </tr>
        }
        .into_any()
    }
}

/// A chart of a column (from 1, after the names) of the table `source`, with what it says in words.
pub(super) fn chart(
    kind: &'static str,
    source: &'static str,
    column: u32,
    limit: usize,
    says: String,
) -> AnyView {
    let class = if kind == "bars" && limit <= 6 {
        "chart chart-low"
    } else {
        "chart"
    };
    module_element("MARKET-CHART")
        .class(class)
        .attr("kind", kind)
        .attr("source", source)
        .attr("column", column)
        .attr("limit", limit)
        .attr("role", "img")
        .attr("aria-label", says)
        .into_any()
}

/// A figure of the page: what it says, its charts, and its table, which opens where `open` or on demand.
pub(super) fn figure(
    heading: &'static str,
    says: AnyView,
    charts: AnyView,
    (summary, table): (Option<&'static str>, AnyView),
) -> AnyView {
    let table = match summary {
        Some(summary) => view! { <Disclosure summary=summary>{table}</Disclosure> }.into_any(),
        None => table,
    };
    view! {
        <section class="market-figure">
            <h2>{heading}</h2>
            {says}
            {charts}
            {table}
        </section>
    }
    .into_any()
}
