use crate::{
    format::{facts, thousands},
    layout::{chinese, lang_of, place_line},
    locales::Text,
};
use domain::ListingDetail;
use leptos::prelude::*;
use ui::{Badge, Notice, Tone, piece};

/// The rent, what the home is, and where.
pub(in crate::features::listing) fn headline(
    text: &'static Text,
    listing: &ListingDetail,
) -> AnyView {
    let card = &listing.card;
    let words = &text.words;
    let per_area = card
        .rent_per_area()
        .map(|rent| (words.rent_per_area)(&thousands(rent.round() as u32)));
    let payment = listing.card.payment.map(words.payment);
    let tags = card
        .tags
        .iter()
        .map(|tag| {
            view! {
                <li lang=lang_of(&text.site, &tag.name)>
                    <Badge label=tag.name.clone() />
                </li>
            }
        })
        .collect_view();
    let demo = card.demo.then(|| {
        view! {
            <Notice>
                <p>
                    <strong>{words.demo}</strong>
                    " "
                    {words.demo_notice}
                </p>
            </Notice>
        }
    });
    view! {
        <header class="headline">
            <p class="rent">
                <b>{thousands(card.rent)}</b>
                " "
                <span>{words.per_month}</span>
                {per_area.map(|rent| view! { <small>{rent}</small> })}
                {payment.map(|payment| view! { <small>{payment}</small> })}
            </p>
            <h1 lang=chinese(&text.site)>{card.title.clone()}</h1>
            <p class="facts">
                <Badge label=(words.mode)(card.mode) tone=Tone::Accent />
                " "
                {facts(text, card)}
            </p>
            <p class="place">{place_line(card)}</p>
            <ul class="badges">{tags}</ul>
            {demo}
        </header>
    }
    .into_any()
}

/// What the offerer writes, and what the home comes with.
pub(in crate::features::listing) fn description(
    text: &'static Text,
    listing: &ListingDetail,
) -> AnyView {
    let paragraphs = listing
        .detail
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view();
    let about = (!listing.detail.trim().is_empty()).then(|| {
        piece(view! {
            <section class="section">
                <h2>{text.listing().about}</h2>
                <div class="prose" lang=chinese(&text.site)>{paragraphs}</div>
            </section>
        })
    });
    let facilities = (!listing.facilities.is_empty()).then(|| {
        let items = listing
            .facilities
            .iter()
            .map(|facility| {
                view! { <li>{ui::Icon::Check.draw()} {(text.words.facility)(facility)}</li> }
            })
            .collect_view();
        piece(view! {
            <section class="section">
                <h2>{text.listing().facilities}</h2>
                <ul class="facilities">{items}</ul>
            </section>
        })
    });
    view! { {about} {facilities} }.into_any()
}
