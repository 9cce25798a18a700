//! A home in a list.

use crate::{
    format::{facts, thousands},
    layout::{chinese, lang_of, place_line, place_name},
    locales::Text,
};
use domain::{Layout, ListingCard, ListingId, PhotoRef};
use leptos::prelude::*;
use ui::{Badge, Price, Tone, later, module_element};

/// Tags on a card; more would be noise.
const TAGS: usize = 3;

/// The address of a listing's page.
pub(crate) fn listing_path(id: ListingId) -> String {
    ["/listings/", &id.to_string()].concat()
}

/// The card of a home, an item of a list. The photo of a list's `first` card loads at once, and comes
/// before others; a phone shows one card, and on a wide screen the others follow soon.
pub(crate) fn listing_card(text: &'static Text, card: &ListingCard, first: bool) -> AnyView {
    let card = card.clone();
    later(move || {
    let words = &text.words;
    let per_area = card
        .rent_per_area()
        .map(|rent| (words.rent_per_area)(&thousands(rent.round() as u32)));
    let estate = card.estate.as_ref().map(|estate| {
        view! { <span class="estate">{place_name(&estate.name)}</span> }
    });
    let tags = card
        .tags
        .iter()
        .take(TAGS)
        .map(|tag| view! { <li lang=lang_of(&text.site, &tag.name)>{tag.name.clone()}</li> })
        .collect_view();
    view! {
        <li class="card">
            <div class="card-photo">
                {match &card.photo {
                    Some(photo) => photo_view(text, photo, picture_subject(&card), !first),
                    None => floor_plan(text, card.layout, !first),
                }}
                {card.demo.then(|| view! { <Badge label=words.demo tone=Tone::Overlay /> })}
                {module_element("HOME-ACTIONS").attr("home", card.id.0)}
            </div>
            <div class="card-body">
                <Price
                    amount=thousands(card.rent)
                    unit=words.per_month
                    remarks=per_area.into_iter().collect()
                />
                <p class="facts">
                    <span class="mode">{(words.mode)(card.mode)}</span>
                    {facts(text, &card)}
                </p>
                <h3>
                    <a href=listing_path(card.id) lang=chinese(&text.site)>{card.title.clone()}</a>
                </h3>
                <p class="place">{estate} <span>{place_line(&card)}</span></p>
                <ul class="tags">{tags}</ul>
            </div>
        </li>
    }
    })
    .into_any()
}

/// What a photo shows, for its alternative text.
pub(crate) fn picture_subject(card: &ListingCard) -> &str {
    card.estate
        .as_ref()
        .map_or(card.title.as_str(), |estate| estate.name.as_str())
}

/// How wide the photo of a card is: three or two columns beside the filters, two, or one.
const CARD_SIZES: &str = "(min-width: 64rem) 21rem, (min-width: 40rem) 50vw, 100vw";

/// The photo of a card.
pub(crate) fn photo_view(
    text: &'static Text,
    photo: &PhotoRef,
    subject: &str,
    lazy: bool,
) -> AnyView {
    sized_photo(photo, (text.words.photo_of)(subject), CARD_SIZES, lazy)
}

/// A photo in the width that `sizes` asks for. It keeps its place, in its colour, while it loads;
/// one that the first screen shows is not `lazy` and comes before others.
pub(super) fn sized_photo(
    photo: &PhotoRef,
    alt: String,
    sizes: &'static str,
    lazy: bool,
) -> AnyView {
    let class = photo.tone().map(|tone| ["tone-", tone].concat());
    view! {
        <img
            class=class
            srcset=photo.srcset()
            sizes=sizes
            src=photo.path_at(640)
            width=photo.width.to_string()
            height=photo.height.to_string()
            loading=lazy.then_some("lazy")
            fetchpriority=(!lazy).then_some("high")
            decoding="async"
            alt=alt
        />
    }
    .into_any()
}

/// A drawn floor plan in the place of a photo, labelled as a drawing.
pub(crate) fn floor_plan(text: &'static Text, layout: Layout, lazy: bool) -> AnyView {
    let part = |count: Option<u8>, usual: u8| count.unwrap_or(usual).to_string();
    let path = [
        "/floor-plans/",
        &part(layout.rooms, 1),
        "-",
        &part(layout.halls, 1),
        "-",
        &part(layout.baths, 1),
        ".svg",
    ]
    .concat();
    let alt = (text.words.floor_plan_of)(&(text.words.layout)(layout));
    view! {
        <img
            class="floor-plan"
            src=path
            width="400"
            height="300"
            loading=lazy.then_some("lazy")
            decoding="async"
            alt=alt
        />
        <span class="caption" aria-hidden="true">{text.words.floor_plan}</span>
    }
    .into_any()
}
