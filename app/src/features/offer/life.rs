//! The steps that a publisher can take with a home.

use super::server_fns::StepListing;
use crate::{format::minute_in_china, forms::Form, locales::Text};
use domain::{
    ListingId,
    offer::{ListingAction, Step},
};
use leptos::prelude::*;
use ui::{CardTable, SendButton};

/// A button for each of these steps; each is a form of its own.
pub(super) fn step_buttons(
    text: &'static Text,
    id: ListingId,
    version: i64,
    steps: Vec<ListingAction>,
    back: &'static str,
) -> AnyView {
    steps
        .into_iter()
        .map(|step| {
            let action = ServerAction::<StepListing>::new();
            let form = Form::of(text, "step", action, None);
            view! {
                <ActionForm action>
                    {form.summary()}
                    <input type="hidden" name="listing" value=id.to_string() />
                    <input type="hidden" name="version" value=version.to_string() />
                    <input type="hidden" name="action" value=step.as_str() />
                    <input type="hidden" name="back" value=back />
                    <SendButton label=(text.offer().action)(step) busy=form.busy() />
                </ActionForm>
            }
        })
        .collect_view()
        .into_any()
}

/// What happened to a home, the latest first.
pub(super) fn history(text: &'static Text, steps: &[Step]) -> AnyView {
    if steps.is_empty() {
        return ().into_any();
    }
    let words = text.offer();
    let row = |step: &Step| {
        let reasons: Vec<&str> = step
            .reasons
            .iter()
            .map(|reason| (words.reason)(reason))
            .collect();
        let said = [reasons.join(text.admin().comma), step.note.clone()];
        let said: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
        vec![
            minute_in_china(step.at).into_any(),
            (words.step)(&step.action).into_any(),
            step.actor
                .clone()
                .unwrap_or_else(|| words.system.to_owned())
                .into_any(),
            said.join(text.form().colon).into_any(),
        ]
    };
    view! {
        <section class="wide-card">
            <h2>{words.history}</h2>
            <CardTable
                caption=words.history
                columns=vec![
                    text.account().when,
                    text.account().action,
                    text.admin().actor,
                    text.form().label_of("note"),
                ]
                rows=steps.iter().map(row).collect()
            />
        </section>
    }
    .into_any()
}
