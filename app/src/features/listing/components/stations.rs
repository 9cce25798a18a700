use crate::{format::thousands, layout::place_name, locales::Text};
use domain::{DivisionCode, ListingDetail, ListingQuery, NearStation, PlaceName};
use leptos::prelude::*;

/// The nearest metro stations with their lines and how far they are; nothing where none is known.
/// Each leads to the homes around it.
pub(super) fn stations(text: &'static Text, listing: &ListingDetail) -> AnyView {
    if listing.stations.is_empty() {
        return ().into_any();
    }
    let city = i32::try_from(listing.card.city.id).ok().map(DivisionCode);
    let rows = listing
        .stations
        .iter()
        .map(|station| row(text, station, city))
        .collect_view();
    view! {
        <div class="wide">
            <dt>{text.listing().stations}</dt>
            <dd>
                <ul class="stations">{rows}</ul>
            </dd>
        </div>
    }
    .into_any()
}

fn row(text: &'static Text, station: &NearStation, city: Option<DivisionCode>) -> AnyView {
    let query = ListingQuery {
        city,
        station: Some(station.id),
        ..ListingQuery::default()
    };
    let lines = station
        .lines
        .iter()
        .map(|line| {
            view! {
                <span class="line">
                    <svg viewBox="0 0 8 8" aria-hidden="true">
                        <circle cx="4" cy="4" r="3.5" fill=line.color.clone() />
                    </svg>
                    {line.name.clone()}
                </span>
            }
        })
        .collect_view();
    // The romanised name says enough beside the heading.
    let name = match PlaceName::of(&station.name).latin {
        Some(_) => place_name(&station.name),
        None => (text.words.station)(&station.name).into_any(),
    };
    view! {
        <li>
            <a href=query.to_path()>{name}</a>
            {lines}
            <span class="muted">{(text.words.metres)(&thousands(station.metres))}</span>
        </li>
    }
    .into_any()
}
