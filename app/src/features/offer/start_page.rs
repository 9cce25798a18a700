//! The page on which a home begins.

use super::{
    fields::line,
    server_fns::{Start, StartListing, listing_start},
};
use crate::{
    features::console::console_nav,
    forms::{Address, Form, Shown, form_page, frame},
};
use domain::RentMode;
use leptos::prelude::*;
use ui::{Choice, SelectField, SendButton, SubmitButton, Weight};

const PATH: &str = "/console/listings/new";

/// The page at `/console/listings/new`.
pub(crate) fn start_page() -> AnyView {
    form_page(
        PATH,
        |address: Address| listing_start(address.parameter("city").unwrap_or_default()),
        view_of,
    )
}

fn view_of(shown: Shown<Start>) -> AnyView {
    let text = shown.text;
    let words = text.offer();
    let body = view! {
        {console_nav(text, "/console/listings")}
        {city_form(&shown)}
        {home_form(&shown)}
    };
    frame(text, &shown.address, words.new, "own", body.into_any())
}

/// Another city has other districts: it is chosen first.
fn city_form(shown: &Shown<Start>) -> AnyView {
    let words = shown.text.offer();
    let choices: Vec<Choice> = shown
        .answer
        .cities
        .iter()
        .map(|(code, name)| Choice::new(code.to_string(), name.clone()))
        .collect();
    view! {
        <form class="search-row" method="get" action=PATH>
            <SelectField
                id="start-city"
                name="city"
                label=(words.label)("city")
                choices=choices
                value=shown.answer.city.to_string()
                problem=Signal::stored(None)
            />
            <SubmitButton label=words.choose_city />
        </form>
    }
    .into_any()
}

fn home_form(shown: &Shown<Start>) -> AnyView {
    let text = shown.text;
    let words = text.offer();
    let action = ServerAction::<StartListing>::new();
    let form = Form::of(text, "start", action, shown.submitted.as_ref())
        .worded(words.label, words.problem);
    let modes = RentMode::ALL
        .iter()
        .map(|mode| Choice::new(mode.as_str(), (text.words.mode)(*mode)))
        .collect::<Vec<_>>();
    let districts: Vec<Choice> = [Choice::new("", words.not_said)]
        .into_iter()
        .chain(
            shown
                .answer
                .districts
                .iter()
                .map(|(code, name)| Choice::new(code.to_string(), name.clone())),
        )
        .collect();
    let field = move |name, sent| line(form, text, (name, sent), "");
    let city = shown.answer.city.to_string();
    view! {
        <section class="form-card">
            <p class="muted">{words.start_about}</p>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="form[city]" value=city />
                <SelectField
                    id=form.id("mode")
                    name="form[mode]"
                    label=(words.label)("mode")
                    choices=modes
                    value=form.value("mode", RentMode::Entire.as_str())
                    problem=form.problem("mode")
                />
                <SelectField
                    id=form.id("district")
                    name="form[district]"
                    label=(words.label)("district")
                    choices=districts
                    value=form.value("district", "")
                    problem=form.problem("district")
                />
                {field("estate_name", "form[estate_name]")}
                {field("rooms", "form[rooms]")}
                {field("area", "form[area]")}
                {field("rent", "form[rent]")}
                <SendButton label=words.start weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}
