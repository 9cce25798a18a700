//! Choosing the estates that one serves: those that are served, and those that a name finds.

use super::{OwnAgentPage, PATH, ServeEstates};
use crate::{
    forms::{Form, Shown},
    layout::place_name,
};
use domain::NamedPlace;
use leptos::prelude::*;
use ui::{SendButton, SubmitButton, Weight};

pub(super) fn estates(shown: &Shown<OwnAgentPage>) -> AnyView {
    let text = shown.text;
    let (words, page) = (text.agent_profile(), &shown.answer);
    let sought = shown.address.parameter("estate").unwrap_or_default();
    let action = ServerAction::<ServeEstates>::new();
    let form = Form::of(text, "served", action, shown.submitted.as_ref());
    let tick = |estate: &NamedPlace, checked: bool| {
        view! {
            <label class="tick">
                <input type="checkbox" name="estates[]" value=estate.id.to_string() checked=checked />
                <span>{place_name(&estate.name)}</span>
            </label>
        }
    };
    let served = page.profile.estates.iter().map(|estate| tick(estate, true));
    let found = page.found.iter().map(|estate| tick(estate, false));
    let ticks = served.chain(found).collect_view();
    let nothing = (!sought.trim().is_empty() && page.found.is_empty())
        .then(|| view! { <p role="status">{words.no_estate}</p> });
    let version = page.profile.version.to_string();
    let none = page.profile.estates.is_empty() && page.found.is_empty();
    let chosen = (!none).then(|| {
        view! {
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="version" value=version />
                <fieldset class="ticks" id=form.id("estates") tabindex="-1">
                    <legend>{words.served}</legend>
                    {ticks}
                </fieldset>
                <SendButton label=words.save_estates weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        }
    });
    view! {
        <section class="form-card">
            <h2>{text.form().label_of("estates")}</h2>
            <p class="muted">{words.estates_about}</p>
            <form class="search-row" method="get" action=PATH role="search">
                <div class="field">
                    <label for="estate-sought">{words.find_estate}</label>
                    <input
                        class="input"
                        type="text"
                        id="estate-sought"
                        name="estate"
                        value=sought
                        maxlength="40"
                        autocomplete="off"
                    />
                </div>
                <SubmitButton label=words.find />
            </form>
            {nothing}
            {chosen}
        </section>
    }
    .into_any()
}
