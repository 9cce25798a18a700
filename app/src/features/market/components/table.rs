//! The tables that say what the charts show. The charts read them: a number stands in a `<data>`
//! element in the form that programs read, and the link of a row is where a click on its bar leads.

use crate::{features::market::labels, format::thousands, layout::place_name, locales::Text};
use domain::market::{Figures, RentPerArea};
use leptos::prelude::*;
use ui::FigureTable;

/// A table of groups.
pub(super) struct Table {
    /// Its id, which charts name.
    pub(super) id: &'static str,
    /// What it is about.
    pub(super) caption: String,
    /// What the groups are, and what the columns say.
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<Row>,
}

/// A group as a row.
pub(super) struct Row {
    /// Its name.
    pub(super) name: String,
    /// Where its homes are listed.
    pub(super) href: Option<String>,
    /// Whether the search is limited to it.
    pub(super) selected: bool,
    /// The code of a division, by which a map finds its area.
    pub(super) code: Option<i64>,
    pub(super) cells: Vec<Cell>,
}

/// What a cell says, and the number behind it.
pub(super) enum Cell {
    Number { value: String, label: String },
    Missing(&'static str),
}

/// A whole number.
pub(super) fn number(number: u32) -> Cell {
    Cell::Number {
        value: number.to_string(),
        label: thousands(number),
    }
}

/// `part` of `whole` in percent.
pub(super) fn share(part: u32, whole: u32) -> Cell {
    Cell::Number {
        value: labels::tenths(labels::permille(part, whole)),
        label: labels::share(part, whole),
    }
}

pub(super) fn median_rent(text: &Text, figures: Figures) -> Cell {
    match figures.median_rent {
        Some(rent) => number(rent),
        None => Cell::Missing(text.market().sample_too_small),
    }
}

pub(super) fn median_per_area(text: &Text, figures: Figures) -> Cell {
    match figures.median_rent_per_area {
        Some(rent) => per_area(rent),
        None if figures.with_area == 0 => Cell::Missing(text.market().no_area),
        None => Cell::Missing(text.market().sample_too_small),
    }
}

fn per_area(rent: RentPerArea) -> Cell {
    Cell::Number {
        value: labels::tenths(rent.tenths().into()),
        label: labels::per_area(rent),
    }
}

impl Table {
    pub(super) fn view(self, text: &'static Text) -> AnyView {
        let columns = self.columns.into_iter().map(Into::into).collect::<Vec<_>>();
        let rows: Vec<AnyView> = self.rows.into_iter().map(|row| row.view(text)).collect();
        view! {
            <FigureTable id=self.id caption=self.caption columns=columns>
                {rows}
            </FigureTable>
        }
        .into_any()
    }
}

impl Row {
    fn view(self, text: &'static Text) -> AnyView {
        let name = place_name(&self.name);
        let name = match self.href {
            Some(href) => view! { <a href=href>{name}</a> }.into_any(),
            None => name,
        };
        let selected = self
            .selected
            .then(|| view! { <span class="badge badge-accent">{text.market().chosen}</span> });
        let cells: Vec<AnyView> = self.cells.into_iter().map(Cell::view).collect();
        view! {
            <tr data-code=self.code.map(|code| code.to_string()) data-selected=self.selected.then_some("")>
                <th scope="row">{name} {selected}</th>
                {cells}
            </tr>
        }
        .into_any()
    }
}

impl Cell {
    fn view(self) -> AnyView {
        match self {
            Self::Number { value, label } => view! {
                <td>
                    <data value=value>{label}</data>
                </td>
            }
            .into_any(),
            Self::Missing(why) => view! { <td class="muted">{why}</td> }.into_any(),
        }
    }
}
