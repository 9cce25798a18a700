//! What rent to ask, beside the field for it.

use super::server_fns::suggest_rent;
use crate::{error::PageError, features::listing::listing_card, format::thousands, locales::Text};
use domain::offer::{ListingForm, RentSuggestion};
use leptos::{prelude::*, task::spawn_local};

/// The button that asks for a rent, and what was answered. `read` says what is written at that moment,
/// `take` puts a rent into its field.
pub(super) fn suggestion(
    text: &'static Text,
    read: fn() -> Option<ListingForm>,
    take: fn(u32),
) -> AnyView {
    let words = text.offer();
    let busy = RwSignal::new(false);
    let answer = RwSignal::<Option<Result<Option<RentSuggestion>, PageError>>>::new(None);
    let ask = move |_| {
        let Some(form) = read() else { return };
        busy.set(true);
        spawn_local(async move {
            answer.set(Some(suggest_rent(form).await));
            busy.set(false);
        });
    };
    let shown = move || {
        answer.with(|answer| {
            answer.as_ref().map(|answer| match answer {
                Ok(Some(suggested)) => found(text, suggested, take),
                Ok(None) => view! { <p class="muted">{words.too_few}</p> }.into_any(),
                Err(PageError(error)) => {
                    let first = error.fields.first();
                    let said = match first {
                        Some(wrong) => [
                            (words.label)(&wrong.field),
                            text.form().colon,
                            (words.problem)(&wrong.code)
                                .unwrap_or_else(|| (text.form().problem)(&wrong.code)),
                        ]
                        .concat(),
                        None => (text.form().error)(error),
                    };
                    view! { <p class="field-problem">{said}</p> }.into_any()
                }
            })
        })
    };
    view! {
        <div class="suggestion with-script">
            <button class="button" type="button" disabled=move || busy.get() on:click=ask>
                {words.suggest}
            </button>
            <div aria-live="polite">{shown}</div>
        </div>
    }
    .into_any()
}

fn found(text: &'static Text, suggested: &RentSuggestion, take: fn(u32)) -> AnyView {
    let words = text.offer();
    let rent = suggested.rent;
    let said = (words.suggested)(
        &thousands(suggested.low),
        &thousands(rent),
        &thousands(suggested.high),
    );
    let basis = (words.basis)(suggested.basis, &thousands(suggested.count));
    let homes = suggested
        .homes
        .iter()
        .map(|home| view! { <li>{listing_card(text, home, false)}</li> })
        .collect_view();
    view! {
        <p>
            <strong>{said}</strong>
        </p>
        <p class="muted">{basis}</p>
        <button class="button" type="button" on:click=move |_| take(rent)>
            {words.take_rent}
        </button>
        <details>
            <summary>{words.compared}</summary>
            <ul class="cards">{homes}</ul>
        </details>
    }
    .into_any()
}
