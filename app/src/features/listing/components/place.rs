use super::stations::stations;
use crate::{
    format::{degrees, thousands},
    layout::place_name,
    locales::Text,
};
use domain::{DivisionCode, EstateId, ListingDetail, ListingQuery, PlaceKind};
use leptos::prelude::*;
use ui::{Icon, LinkButton, piece};

/// Where the home lies: address, estate, coordinates, and the other homes of the estate.
pub(in crate::features::listing) fn place(text: &'static Text, listing: &ListingDetail) -> AnyView {
    let (names, card) = (text.listing(), &listing.card);
    let mut address = vec![listing.province.name.as_str()];
    let parts = [
        Some(card.city.name.as_str()),
        card.district.as_ref().map(|place| place.name.as_str()),
        card.business_district
            .as_ref()
            .map(|place| place.name.as_str()),
        card.street.as_deref(),
    ];
    // A directly governed municipality is province and city under one name.
    for part in parts.into_iter().flatten() {
        if address.last() != Some(&part) {
            address.push(part);
        }
    }
    let estate = card.estate.as_ref().map(|estate| {
        view! {
            <div>
                <dt>{names.estate}</dt>
                <dd>
                    <a href=PlaceKind::Estate.path(estate.id)>{place_name(&estate.name)}</a>
                </dd>
            </div>
        }
    });
    let coordinates = card.point.map(|point| {
        let east = if point.lon < 0.0 { "W" } else { "E" };
        let north = if point.lat < 0.0 { "S" } else { "N" };
        let said = [&degrees(point.lat), north, " ", &degrees(point.lon), east].concat();
        view! {
            <div class="double">
                <dt>{names.coordinates}</dt>
                <dd class="numbers">{said}</dd>
            </div>
        }
    });
    let others = card
        .estate
        .as_ref()
        .filter(|_| listing.estate_listings > 1)
        .map(|estate| {
            let query = ListingQuery {
                city: i32::try_from(card.city.id).ok().map(DivisionCode),
                estates: vec![EstateId(estate.id)],
                ..ListingQuery::default()
            };
            let label = (names.estate_listings)(&thousands(listing.estate_listings));
            view! {
                <p>
                    <LinkButton href=query.to_path() label=label />
                </p>
            }
        });
    piece(view! {
        <section class="section">
            <h2>{names.place}</h2>
            <dl class="fact-list">
                <div class="wide">
                    <dt>{names.address}</dt>
                    <dd>{Icon::Pin.draw()} {address.into_iter().map(|name| view! { {place_name(name)} " " }).collect_view()}</dd>
                </div>
                {stations(text, listing)}
                {estate}
                {coordinates}
            </dl>
            {others}
        </section>
    })
    .into_any()
}
