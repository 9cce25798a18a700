//! When the host shows homes.

use super::{
    server_fns::{HoursPage, SetDay, SetWeek, UnsetDay, show_hours},
    slots::day_words,
};
use crate::{
    features::console::console_nav,
    forms::{Address, Form, Shown, done, form_page, frame},
};
use domain::contact::{HoursException, WEEKDAYS};
use leptos::prelude::*;
use ui::{CardTable, Notice, NoticeTone, SendButton, TextField, Weight};

/// The page at `/console/hours`.
pub(crate) fn hours_page() -> AnyView {
    form_page("/console/hours", |_: Address| show_hours(), view_of)
}

fn view_of(shown: Shown<HoursPage>) -> AnyView {
    let text = shown.text;
    let words = text.contacts();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let without = shown.answer.hours.are_empty().then(|| {
        view! {
            <Notice tone=NoticeTone::Warning>
                <p>{words.without_hours}</p>
            </Notice>
        }
    });
    let body = view! {
        {console_nav(text, "/console/hours")}
        {done(told)}
        {without}
        {week(&shown)}
        {exceptions(&shown)}
    };
    frame(text, &shown.address, words.hours, "own", body.into_any())
}

fn week(shown: &Shown<HoursPage>) -> AnyView {
    let text = shown.text;
    let words = text.contacts();
    let action = ServerAction::<SetWeek>::new();
    let form = Form::of(text, "week", action, shown.submitted.as_ref());
    let days = WEEKDAYS
        .iter()
        .zip(&shown.answer.hours.week)
        .map(|(day, hours)| {
            view! {
                <TextField
                    id=form.id(day)
                    name=day
                    label=text.form().label_of(day)
                    value=form.value(day, &hours.to_string())
                    problem=form.problem(day)
                    optional=true
                    maxlength=120
                />
            }
        })
        .collect_view();
    view! {
        <section class="form-card">
            <h2>{words.week}</h2>
            <p class="muted">{words.week_about}</p>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                {days}
                <SendButton label=text.form().save weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}

fn exceptions(shown: &Shown<HoursPage>) -> AnyView {
    let text = shown.text;
    let words = text.contacts();
    let sent = shown.submitted.as_ref();
    let set = ServerAction::<SetDay>::new();
    let form = Form::of(text, "day", set, sent);
    let unset = ServerAction::<UnsetDay>::new();
    let removing = Form::of(text, "unset", unset, sent);
    let row = |exception: &HoursException| {
        let hours = match exception.hours.to_string() {
            hours if hours.is_empty() => words.closed.to_owned(),
            hours => hours,
        };
        let day = domain::day::text(exception.day);
        vec![
            day_words(text, exception.day).into_any(),
            hours.into_any(),
            view! {
                <ActionForm action=unset>
                    <input type="hidden" name="day" value=day />
                    <SendButton label=words.remove busy=removing.busy() />
                </ActionForm>
            }
            .into_any(),
        ]
    };
    let known = &shown.answer.hours.exceptions;
    let list = (!known.is_empty()).then(|| {
        view! {
            <CardTable
                caption=words.exceptions
                columns=vec![words.day, text.form().label_of("hours"), words.do_what]
                rows=known.iter().map(row).collect()
            />
        }
    });
    let today = domain::day::text(shown.answer.today);
    view! {
        <section class="form-card">
            <h2>{words.exceptions}</h2>
            <p class="muted">{words.exceptions_about}</p>
            {removing.summary()}
            {list}
            <ActionForm action=set attr:class="form" attr:novalidate=true>
                {form.summary()}
                <TextField
                    id=form.id("day")
                    name="day"
                    label=text.form().label_of("day")
                    value=form.value("day", &today)
                    hint=words.day_hint
                    problem=form.problem("day")
                    maxlength=10
                />
                <TextField
                    id=form.id("hours")
                    name="hours"
                    label=text.form().label_of("hours")
                    value=form.value("hours", "")
                    hint=words.day_hours_hint
                    problem=form.problem("hours")
                    optional=true
                    maxlength=120
                />
                <SendButton label=words.add busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}
