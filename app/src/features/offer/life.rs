//! The steps that a publisher can take with a home.

use super::server_fns::StepListing;
use crate::{
    context::Submitted,
    format::minute_in_china,
    forms::{Form, asked_first},
    locales::Text,
};
use domain::{
    ListingId,
    offer::{ListingAction, Step},
};
use leptos::prelude::*;
use ui::{CardTable, SendButton};

/// The ways to take these steps with a home; each is a form of its own, which says itself what was wrong with it.
/// `submitted` is what was sent from this page without script.
pub(super) fn step_buttons(
    text: &'static Text,
    (id, version): (ListingId, i64),
    steps: &[ListingAction],
    back: &'static str,
    submitted: Option<&Submitted>,
) -> AnyView {
    let step = |step: &ListingAction| step_form(text, (id, version), *step, back, submitted);
    steps.iter().map(step).collect_view().into_any()
}

fn step_form(
    text: &'static Text,
    (id, version): (ListingId, i64),
    step: ListingAction,
    back: &'static str,
    submitted: Option<&Submitted>,
) -> AnyView {
    let words = text.offer();
    let action = ServerAction::<StepListing>::new();
    let word = step.as_str();
    let sent = submitted.filter(|sent| {
        let taken = sent.values.get("action");
        taken.is_some_and(|taken| taken == word)
    });
    let form = Form::one_of(text, word, ("listing", id.0), action, sent)
        .worded(words.label, words.problem);
    let label = (words.action)(step);
    let about = (words.step_about)(step);
    let button = match about {
        Some(_) => form.sure(label),
        None => label.to_owned(),
    };
    let fields = view! {
        <ActionForm action>
            {form.summary()}
            <input type="hidden" name="listing" value=id.to_string() />
            <input type="hidden" name="version" value=version.to_string() />
            <input type="hidden" name="action" value=word />
            <input type="hidden" name="back" value=back />
            <SendButton label=button busy=form.busy() />
        </ActionForm>
    }
    .into_any();
    match about {
        Some(about) => asked_first(form, label, about, fields),
        None => fields,
    }
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
