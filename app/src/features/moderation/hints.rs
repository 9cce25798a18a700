//! Hints for who decides, each with its reason.

use crate::{
    format::{SEPARATOR, thousands},
    locales::Text,
};
use domain::moderation::hint::{Alike, Hint};
use leptos::prelude::*;

/// The hints as a list.
pub(super) fn hint_list(text: &'static Text, hints: &[Hint]) -> AnyView {
    let words = text.moderation();
    if hints.is_empty() {
        return view! { <p class="muted">{words.no_hints}</p> }.into_any();
    }
    let lines = hints
        .iter()
        .map(|hint| view! { <li>{line(text, hint)}</li> })
        .collect_view();
    view! {
        <p class="muted">{words.hints_about}</p>
        <ul class="hint-list">{lines}</ul>
    }
    .into_any()
}

fn line(text: &'static Text, hint: &Hint) -> AnyView {
    let words = text.moderation();
    match hint {
        Hint::Duplicate { other } => view! { {words.duplicate} " " {home(text, other)} }.into_any(),
        Hint::SamePhotos { other, photos } => {
            let said = (words.same_photos)(&photos.to_string());
            view! { {said} " " {home(text, other)} }.into_any()
        }
        Hint::Rent {
            percent,
            above,
            count,
            median,
        } => (words.rent_off)(
            *above,
            &percent.to_string(),
            &thousands(*count),
            &thousands(*median),
        )
        .into_any(),
        Hint::RentForArea {
            percent,
            above,
            count,
            expected,
        } => (words.rent_for_area_off)(
            *above,
            &percent.to_string(),
            &thousands(*count),
            &thousands(*expected),
        )
        .into_any(),
        Hint::Contact { field, contact } => {
            (words.contact)((text.offer().label)(field), &contact.quote).into_any()
        }
        Hint::Strikes { active, limit } => {
            (words.strikes_hint)(&active.to_string(), &limit.to_string()).into_any()
        }
        Hint::Reports { open } => (words.reports_hint)(&open.to_string()).into_any(),
    }
}

/// Another home, with the way to it.
fn home(text: &'static Text, other: &Alike) -> AnyView {
    let words = text.moderation();
    let href = ["/admin/moderation/", &other.listing.to_string()].concat();
    let mut facts = vec![(text.words.yuan_per_month)(&thousands(other.rent))];
    if let Some(area) = other.area {
        facts.push(crate::format::area(area as f32));
    }
    if other.same_publisher {
        facts.push(words.same_publisher.to_owned());
    }
    view! {
        <a href=href>{other.title.clone()}</a>
        " "
        {facts.join(SEPARATOR)}
    }
    .into_any()
}
