use crate::{format::thousands, layout::place_name, locales::Text};
use domain::{PlaceFigures, PlaceKind, PlacePage};
use leptos::prelude::*;
use ui::piece;

/// The places of which a place consists; nothing where there are none.
pub(in crate::features::places) fn parts(text: &'static Text, page: &PlacePage) -> AnyView {
    page.parts_kind
        .filter(|_| !page.parts.is_empty())
        .map(|kind| section(text, (text.places().parts)(kind), kind, &page.parts))
        .into_any()
}

/// The places nearby; nothing where there are none.
pub(in crate::features::places) fn neighbours(text: &'static Text, page: &PlacePage) -> AnyView {
    let words = text.places();
    let heading = if page.nearest {
        words.nearest
    } else {
        words.beside
    };
    (!page.neighbours.is_empty())
        .then(|| section(text, heading(page.kind), page.kind, &page.neighbours))
        .into_any()
}

fn section(
    text: &'static Text,
    heading: &'static str,
    kind: PlaceKind,
    places: &[PlaceFigures],
) -> AnyView {
    piece(view! {
        <section class="place-section">
            <h2>{heading}</h2>
            {place_tiles(text, kind, places)}
        </section>
    })
    .into_any()
}

/// Places of one kind, each with its homes and what they cost.
pub(crate) fn place_tiles(
    text: &'static Text,
    kind: PlaceKind,
    places: &[PlaceFigures],
) -> AnyView {
    let words = text.places();
    let tiles = places
        .iter()
        .map(|figures| {
            let rents = match figures.entire {
                Some(entire) => {
                    (words.part_median)(&thousands(entire.median), &thousands(entire.count))
                }
                None => words.too_few.to_owned(),
            };
            view! {
                <li>
                    <a class="tile" href=kind.path(figures.place.id)>
                        <strong>{place_name(&figures.place.name)}</strong>
                        <span>{(words.homes)(&thousands(figures.homes))}</span>
                        <small>{rents}</small>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="tiles">{tiles}</ul> }.into_any()
}
