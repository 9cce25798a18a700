//! The table of homes side by side.

use super::rows::{Cell, Row, rows};
use crate::{
    features::listing::{floor_plan, listing_path, photo_view, picture_subject},
    locales::Text,
};
use domain::{CompareQuery, ComparedHome, ComparedListing};
use leptos::prelude::*;
use ui::Icon;

/// The homes in columns, what is compared in rows. Homes that cannot be shown keep a column that
/// says why.
pub(super) fn table(text: &'static Text, query: &CompareQuery, homes: &[ComparedHome]) -> AnyView {
    let words = text.compare();
    let shown: Vec<&ComparedListing> = homes.iter().filter_map(listing).collect();
    let heads = homes
        .iter()
        .map(|home| head(text, query, home))
        .collect_view();
    let photos = homes
        .iter()
        .map(|home| view! { <td>{listing(home).map(|home| photo(text, home))}</td> })
        .collect_view();
    let mut drawn = 0_usize;
    let rows = rows(text, &shown, query.payment)
        .into_iter()
        .filter(|row| row.differs || !query.different_only)
        .inspect(|_| drawn += 1)
        .map(|row| row_view(text, homes, row))
        .collect_view();
    let agree = (drawn == 0 && shown.len() > 1)
        .then(|| view! { <p role="status">{words.none_different}</p> });
    view! {
        <div class="compare-frame" role="region" aria-label=words.table tabindex="0">
            <table class="compare-table">
                <thead>
                    <tr>
                        <th scope="col">{words.feature}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>
                    <tr class="compare-photos">
                        <th scope="row">{words.photo}</th>
                        {photos}
                    </tr>
                    {rows}
                </tbody>
            </table>
        </div>
        {agree}
    }
    .into_any()
}

fn listing(home: &ComparedHome) -> Option<&ComparedListing> {
    match home {
        ComparedHome::Shown(listing) => Some(listing),
        ComparedHome::Gone { .. } => None,
    }
}

/// A home's title, or what became of it, and the way to take it out.
fn head(text: &'static Text, query: &CompareQuery, home: &ComparedHome) -> AnyView {
    let words = text.compare();
    let id = home.id();
    let (name, gone) = match home {
        ComparedHome::Shown(listing) => (Some(listing.card.title.clone()), None),
        ComparedHome::Gone { last, .. } => (
            last.as_ref().map(|last| last.title.clone()),
            Some(match last {
                Some(last) => (text.over().title)(last.status),
                None => words.no_such_home,
            }),
        ),
    };
    let title = match &name {
        Some(name) => view! { <a href=listing_path(id)>{name.clone()}</a> }.into_any(),
        None => (words.home_number)(&id.to_string()).into_any(),
    };
    let name = name.unwrap_or_else(|| (words.home_number)(&id.to_string()));
    let gone = gone.map(|gone| view! { <strong class="gone">{gone}</strong> });
    view! {
        <th scope="col">
            <div class="compare-title">{title} {gone}</div>
            <a
                class="compare-remove"
                href=query.without(id).to_path()
                data-forget=["compare ", &id.to_string()].concat()
                data-noscroll=""
                aria-label=(words.remove)(&name)
            >
                {Icon::Close.draw()}
                <span>{words.remove_short}</span>
            </a>
        </th>
    }
    .into_any()
}

fn photo(text: &'static Text, home: &ComparedListing) -> AnyView {
    let card = &home.card;
    let picture = match &card.photo {
        Some(photo) => photo_view(text, photo, picture_subject(card), false),
        None => floor_plan(text, card.layout, false),
    };
    view! { <div class="card-photo">{picture}</div> }.into_any()
}

fn row_view(text: &'static Text, homes: &[ComparedHome], row: Row) -> AnyView {
    let words = text.compare();
    let mut cells = row.cells.into_iter();
    let cells = homes
        .iter()
        .map(|home| match listing(home) {
            Some(_) => cell(text, cells.next().unwrap_or_default()),
            None => view! { <td>"—"</td> }.into_any(),
        })
        .collect_view();
    let mark = row.differs.then(|| {
        view! {
            <span class="differs-mark" aria-hidden="true">
                "≠"
            </span>
            <span class="hidden">{words.differs}</span>
        }
    });
    view! {
        <tr class=if row.differs { "differs" } else { "" }>
            <th scope="row">{row.name} {mark}</th>
            {cells}
        </tr>
    }
    .into_any()
}

fn cell(text: &'static Text, cell: Cell) -> AnyView {
    let words = match (cell.words, &cell.detail) {
        (Some(words), _) => Some(view! { <span>{words}</span> }.into_any()),
        (None, Some(_)) => None,
        (None, None) => {
            Some(view! { <span class="muted">{text.compare().unknown}</span> }.into_any())
        }
    };
    let detail = cell.detail.map(|detail| view! { <small>{detail}</small> });
    view! { <td>{words} {detail}</td> }.into_any()
}
