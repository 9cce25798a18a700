use crate::{features::listing::listing_card, locales::Text};
use domain::ListingDetail;
use leptos::prelude::*;
use ui::piece;

/// Homes like this one; nothing when there is none.
pub(in crate::features::listing) fn similar(
    text: &'static Text,
    listing: &ListingDetail,
) -> AnyView {
    (!listing.similar.is_empty())
        .then(|| {
            let cards = listing
                .similar
                .iter()
                .map(|card| listing_card(text, card, false))
                .collect_view();
            piece(view! {
                <section class="section similar">
                    <h2>{text.listing().similar}</h2>
                    <ol class="cards">{cards}</ol>
                </section>
            })
        })
        .into_any()
}
