//! The page on which a renter reviews the agent of a viewing.

mod text;

use super::{
    own_nav::own_nav,
    server_fns::{ReviewAgent, reviewable_viewing},
};
use crate::{
    error::PageError,
    format::minute_in_china,
    forms::{Address, Form, Shown, done, form_page, frame},
};
use domain::{
    AppError, ErrorCode,
    agents::{BODY_MAX, ViewingToReview},
};
use leptos::prelude::*;
use text::ReviewText;
use ui::{AreaField, RadioField, SendButton, Weight};

const ROOT: &str = "/account/reviews/";

/// The page at `/account/reviews/{viewing}`.
pub(super) fn review_page() -> AnyView {
    form_page(ROOT, fetch, view_of)
}

async fn fetch(address: Address) -> Result<ViewingToReview, PageError> {
    let id = address.path.strip_prefix(ROOT);
    match id.and_then(|id| id.parse().ok()) {
        Some(id) => reviewable_viewing(id).await,
        None => Err(PageError(AppError::new(ErrorCode::NotFound))),
    }
}

fn view_of(shown: Shown<ViewingToReview>) -> AnyView {
    let (text, viewing) = (shown.text, &shown.answer);
    let words = text::of(text.locale);
    let told = shown.address.parameter("done").map(|_| words.thanks);
    let form = if viewing.reviewed {
        view! { <p>{words.reviewed}</p> }.into_any()
    } else {
        review_form(&shown, words)
    };
    let home = ["/listings/", &viewing.listing.to_string()].concat();
    let body = view! {
        {own_nav(text, &shown.address.path)}
        {done(told)}
        <section class="form-card">
            <dl class="facts-list">
                <dt>{words.home}</dt>
                <dd>
                    <a href=home>{viewing.title.clone()}</a>
                </dd>
                <dt>{words.agent}</dt>
                <dd>{viewing.agent.clone()}</dd>
                <dt>{words.when}</dt>
                <dd>{minute_in_china(viewing.at)}</dd>
            </dl>
            {form}
        </section>
    };
    frame(text, &shown.address, words.review, "own", body.into_any())
}

fn review_form(shown: &Shown<ViewingToReview>, words: &'static ReviewText) -> AnyView {
    let labels = shown.text.form();
    let viewing = shown.answer.viewing.to_string();
    let action = ServerAction::<ReviewAgent>::new();
    let form = Form::of(shown.text, "review", action, shown.submitted.as_ref());
    let stars = ["service", "truth", "skill"].map(|name| {
        let given = form.value(name, "");
        let problem = form.problem(name);
        let choices = (1..=5u8)
            .map(|stars| {
                let value = stars.to_string();
                let checked = value == given;
                view! {
                    <RadioField name=name label=(words.stars)(stars) value=value checked=checked />
                }
            })
            .collect_view();
        view! {
            <fieldset class="ticks rating-choice" id=form.id(name) tabindex="-1">
                <legend>{labels.label_of(name)}</legend>
                {choices}
                <p class="field-problem">{move || problem.get()}</p>
            </fieldset>
        }
    });
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            {form.summary()}
            <input type="hidden" name="viewing" value=viewing />
            {stars.collect_view()}
            <AreaField
                id=form.id("body")
                name="body"
                label=labels.label_of("body")
                value=form.value("body", "")
                hint=words.body_hint
                problem=form.problem("body")
                maxlength=BODY_MAX as u32
            />
            <SendButton label=words.send weight=Weight::Primary busy=form.busy() />
        </ActionForm>
    }
    .into_any()
}
