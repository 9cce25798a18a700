//! The kept homes in every state they can be in.

use super::{
    kept::{KeptHome, Trouble},
    saved_page::List,
};
use crate::{
    error::PageError,
    features::listing::listing_card,
    format::{day_in_china, thousands},
    layout::error_message,
    locales::Text,
};
use domain::{ListingCard, ListingId};
use leptos::prelude::*;
use ui::{CardSkeletons, EmptyState, LinkButton, Notice, Weight};

/// Cards that are known, and the homes that were asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Cards {
    /// What was asked.
    pub(super) asked: Vec<ListingId>,
    /// What is public of it.
    pub(super) found: Vec<ListingCard>,
}

/// Before the browser said what is kept, or the server what it looks like.
pub(super) fn waiting(text: &'static Text) -> AnyView {
    view! {
        <div class="needs-script">
            <Notice>
                <p>{text.saved().needs_script}</p>
            </Notice>
        </div>
        <ol class="cards with-script" aria-hidden="true">
            <CardSkeletons count=3 />
        </ol>
    }
    .into_any()
}

/// The homes of `list`; `cards` is the server's last answer.
pub(super) fn homes(
    text: &'static Text,
    list: List,
    kept: &[KeptHome],
    trouble: Option<Trouble>,
    cards: &Result<Cards, PageError>,
) -> AnyView {
    let words = text.saved();
    let trouble = trouble.map(|trouble| {
        let sentence = match trouble {
            Trouble::Off => words.storage_off,
            Trouble::Full => words.storage_full,
        };
        view! { <Notice>{sentence}</Notice> }
    });
    let body = match cards {
        _ if kept.is_empty() => empty(text, list),
        Err(PageError(error)) => error_message(text, error, list.path()),
        Ok(cards) if kept.iter().any(|home| !cards.asked.contains(&home.id)) => waiting(text),
        Ok(cards) => {
            let clear = match list {
                List::Favourites => words.clear_favourites,
                List::History => words.clear_history,
            };
            view! {
                <div class="tools">
                    <p role="status">{(words.count)(&thousands(kept.len() as u32))}</p>
                    <button class="button" type="button" data-clear=list.name()>
                        {clear}
                    </button>
                </div>
                {days(text, list, kept, &cards.found)}
            }
            .into_any()
        }
    };
    view! { {trouble} {body} }.into_any()
}

fn empty(text: &'static Text, list: List) -> AnyView {
    let words = text.saved();
    let (title, explanation) = match list {
        List::Favourites => (words.favourites_empty_title, words.favourites_empty),
        List::History => (words.history_empty_title, words.history_empty),
    };
    view! {
        <EmptyState title=title explanation=explanation>
            <LinkButton href="/listings" label=words.find_homes weight=Weight::Primary />
        </EmptyState>
    }
    .into_any()
}

/// Favourites in one list, the history by days.
fn days(text: &'static Text, list: List, kept: &[KeptHome], cards: &[ListingCard]) -> AnyView {
    let day = |home: &KeptHome| home.since().map(day_in_china);
    let same_day =
        |one: &KeptHome, other: &KeptHome| list == List::Favourites || day(one) == day(other);
    kept.chunk_by(same_day)
        .map(|homes| {
            let heading = homes
                .first()
                .and_then(day)
                .filter(|_| list == List::History)
                .map(|day| view! { <h2>{day}</h2> }.into_any())
                .unwrap_or_else(|| {
                    view! { <h2 class="hidden">{text.search.results}</h2> }.into_any()
                });
            let items = homes
                .iter()
                .map(|home| match cards.iter().find(|card| card.id == home.id) {
                    Some(card) => listing_card(text, card, false),
                    None => gone(text, list, home),
                })
                .collect_view();
            view! {
                {heading}
                <ol class="cards">{items}</ol>
            }
        })
        .collect_view()
        .into_any()
}

/// A home that is no longer public.
fn gone(text: &'static Text, list: List, home: &KeptHome) -> AnyView {
    let words = text.saved();
    let id = home.id.to_string();
    let title = match home.title.trim() {
        "" => (words.home_number)(&id),
        title => title.to_owned(),
    };
    let remove = (words.remove_named)(&title);
    view! {
        <li class="card card-gone">
            <p>
                <strong>{words.gone}</strong>
            </p>
            <h3>{title}</h3>
            <p class="muted">{words.gone_about}</p>
            <button
                class="button"
                type="button"
                data-forget=[list.name(), " ", &id].concat()
                aria-label=remove
            >
                {words.remove}
            </button>
        </li>
    }
    .into_any()
}
