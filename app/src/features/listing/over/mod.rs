//! The page of a home that is not offered any more: what happened, what may still be known of it,
//! and homes like it.

pub(crate) mod text;

use super::{
    card::listing_path,
    components::{breadcrumb, description, facts_list, gallery, headline, place, similar},
};
use crate::{
    context::answer_status,
    format::{day_in_china, facts, place as place_name, thousands},
    layout::{About, Preview, SearchBox, page_head, site_footer, site_header},
    locales::Text,
};
use domain::{DivisionCode, ListingDetail, ListingQuery, ListingStatus, Rooms};
use leptos::prelude::*;
use ui::{LinkButton, Notice, Weight};

/// Search engines are to forget the address, people who follow an old link are helped on.
const GONE: u16 = 410;

/// The whole page. A let home can still be looked at; of one that its agent took back, or that
/// nobody confirmed, only the headline is left.
pub(super) fn over_view(text: &'static Text, listing: &ListingDetail) -> AnyView {
    answer_status(GONE);
    let card = &listing.card;
    let path = listing_path(card.id);
    let title = (text.over().page_title)((text.over().title)(listing.status), &card.title);
    page_head(text, &path, title, || About {
        description: (text.listing().description)(
            &thousands(card.rent),
            &facts(text, card),
            &place_name(card),
        ),
        preview: Preview::Listing(card.id),
        listed: false,
    });
    let kept = (listing.status == ListingStatus::Let).then(|| {
        view! {
            {gallery(text, listing)}
            {facts_list(text, listing)}
            {description(text, listing)}
            {place(text, listing)}
        }
    });
    view! {
        {site_header(text, SearchBox::default(), &path).into_any()}
        <main id="main" class="listing">
            {breadcrumb(text, listing)} {status_notice(text, listing)} {headline(text, listing)}
            {kept} {similar(text, listing)}
        </main>
        {site_footer(text).into_any()}
    }
    .into_any()
}

/// What happened to the home and since when, with the way to others; nothing while it is offered.
pub(super) fn status_notice(text: &'static Text, listing: &ListingDetail) -> AnyView {
    let (words, status) = (text.over(), listing.status);
    let since = (words.since)(&day_in_china(listing.updated_at));
    let others = others(listing);
    (status != ListingStatus::Published)
        .then(|| {
            view! {
                <Notice>
                    <p>
                        <strong>{(words.title)(status)}</strong>
                        " · "
                        {since}
                    </p>
                    <p>{(words.explanation)(status)}</p>
                    <p class="actions">
                        <LinkButton
                            href=others
                            label=words.others
                            weight=Weight::Primary
                        />
                    </p>
                </Notice>
            }
        })
        .into_any()
}

/// The search for homes with as many rooms in the same district.
fn others(listing: &ListingDetail) -> String {
    let card = &listing.card;
    let division = |id: i64| i32::try_from(id).ok().map(DivisionCode);
    let query = ListingQuery {
        city: division(card.city.id),
        districts: card
            .district
            .as_ref()
            .and_then(|district| division(district.id))
            .into_iter()
            .collect(),
        rooms: card.layout.rooms.map(Rooms::of).into_iter().collect(),
        ..ListingQuery::default()
    };
    query.to_path()
}
