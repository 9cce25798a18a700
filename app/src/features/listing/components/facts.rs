use crate::{
    format::{area, date_in_china, floor, orientation},
    layout::day_ago,
    locales::Text,
};
use domain::{ListingDetail, day};
use leptos::prelude::*;
use ui::piece;

/// What is known of the home, fact by fact. What is unknown is left out.
pub(in crate::features::listing) fn facts_list(
    text: &'static Text,
    listing: &ListingDetail,
) -> AnyView {
    let days = [
        (text.listing().published, listing.card.published_on),
        (text.listing().updated, date_in_china(listing.updated_at)),
    ]
    .map(|(name, day)| (name, day_ago(text, day)));
    let facts = known(text, listing)
        .into_iter()
        .map(|(name, value)| (name, value.into_any()))
        .chain(days)
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect_view();
    piece(view! {
        <section class="section">
            <h2>{text.listing().facts}</h2>
            <dl class="fact-list">{facts}</dl>
        </section>
    })
    .into_any()
}

fn known(text: &Text, listing: &ListingDetail) -> Vec<(&'static str, String)> {
    let (words, names, card) = (&text.words, text.listing(), &listing.card);
    let layout = (words.layout)(card.layout);
    let either = |value: Option<bool>, yes: &str, no: &str| {
        value.map(|value| if value { yes } else { no }.to_owned())
    };
    let subway = match listing.subway_metres {
        Some(metres) => Some((names.subway_metres)(&metres.to_string())),
        None => card.near_subway.then(|| names.subway_near.to_owned()),
    };
    let available = match card.available_from {
        Some(from) => day::text(from),
        None => names.available_now.to_owned(),
    };
    let facts = [
        (names.mode, Some((words.mode)(card.mode).to_owned())),
        (names.layout, (!layout.is_empty()).then_some(layout)),
        (
            names.area,
            card.area.map(|size| (words.square_metres)(&area(size))),
        ),
        (names.orientation, orientation(text, card.orientation)),
        (names.floor, floor(text, card.floor)),
        (names.lift, either(card.lift, names.has_lift, names.no_lift)),
        (
            names.decoration,
            card.decoration.map(|it| (words.decoration)(it).to_owned()),
        ),
        (
            names.payment,
            listing
                .card
                .payment
                .map(|it| (words.payment)(it).to_owned()),
        ),
        (
            names.agent_fee,
            either(card.agent_fee, names.fee_due, names.fee_free),
        ),
        (names.subway, subway),
        (names.available, Some(available)),
    ];
    facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}
