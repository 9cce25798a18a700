use crate::{features::listing::listing_card, format::thousands, locales::Text};
use domain::PlacePage;
use leptos::prelude::*;
use ui::{EmptyState, LinkButton, piece};

/// The newest homes of the place, and the way to all of them.
pub(in crate::features::places) fn newest(text: &'static Text, page: &PlacePage) -> AnyView {
    let words = text.places();
    if page.newest.is_empty() {
        return view! {
            <EmptyState title=words.no_homes_title explanation=words.no_homes>
                <p class="actions">
                    <LinkButton href="/listings" label=text.site.all_homes />
                </p>
            </EmptyState>
        }
        .into_any();
    }
    let cards = page
        .newest
        .iter()
        .enumerate()
        .map(|(index, card)| listing_card(text, card, index == 0))
        .collect_view();
    let shown = u32::try_from(page.newest.len()).unwrap_or(u32::MAX);
    let all = (page.homes > shown).then(|| {
        let label = (words.see_all)(&thousands(page.homes));
        view! {
            <p>
                <LinkButton href=page.search().to_path() label=label />
            </p>
        }
    });
    piece(view! {
        <section class="place-section">
            <h2>{words.newest}</h2>
            <ol class="cards">{cards}</ol>
            {all}
        </section>
    })
    .into_any()
}
