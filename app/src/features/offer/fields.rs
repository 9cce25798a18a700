//! The fields of the editor.

use crate::{forms::Form, locales::Text};
use leptos::prelude::*;
use ui::{AreaField, CheckField, Choice, SelectField, TextField, TextKind};

/// A line of text: the field `name`, sent as `sent`.
pub(super) fn line(
    form: Form,
    text: &'static Text,
    (name, sent): (&'static str, &'static str),
    value: &str,
) -> AnyView {
    let words = text.offer();
    let (id, label) = (form.id(name), (words.label)(name));
    let (value, problem) = (form.value(name, value), form.problem(name));
    let kind = match name {
        "rent" | "area" | "lon" | "lat" => TextKind::Amount,
        "rooms" | "halls" | "baths" | "floor_total" => TextKind::Count,
        // The floor may be below the ground, and keyboards for numbers have no sign.
        _ => TextKind::Plain,
    };
    match (words.hint)(name) {
        Some(hint) => view! {
            <TextField id name=sent label value kind problem hint=hint optional=true maxlength=120 />
        }
        .into_any(),
        None => {
            view! { <TextField id name=sent label value kind problem optional=true maxlength=120 /> }
                .into_any()
        }
    }
}

/// One of a few values, or none.
pub(super) fn choice(
    form: Form,
    text: &'static Text,
    (name, sent): (&'static str, &'static str),
    choices: Vec<Choice>,
    value: &str,
) -> AnyView {
    let words = text.offer();
    let choices: Vec<Choice> = [Choice::new("", words.not_said)]
        .into_iter()
        .chain(choices)
        .collect();
    view! {
        <SelectField
            id=form.id(name)
            name=sent
            label=(words.label)(name)
            choices=choices
            value=form.value(name, value)
            problem=form.problem(name)
        />
    }
    .into_any()
}

/// Yes, no, or not said.
pub(super) fn yes_no(
    form: Form,
    text: &'static Text,
    names: (&'static str, &'static str),
    value: &str,
) -> AnyView {
    let words = text.offer();
    let choices = vec![
        Choice::new("true", words.yes),
        Choice::new("false", words.no),
    ];
    choice(form, text, names, choices, value)
}

/// Any of several values, as boxes: word and label of each.
pub(super) fn boxes(
    form: Form,
    text: &'static Text,
    (name, sent): (&'static str, &'static str),
    values: Vec<(&'static str, &'static str)>,
    ticked: &str,
) -> AnyView {
    let ticked = form.value(name, ticked);
    let ticked: Vec<&str> = domain::offer::ListingForm::words_of(&ticked).collect();
    let boxes = values
        .into_iter()
        .map(|(word, label)| {
            view! {
                <CheckField name=sent value=word label=label checked=ticked.contains(&word) />
            }
        })
        .collect_view();
    view! {
        <fieldset class="ticks boxes" id=form.id(name) tabindex="-1">
            <legend>{(text.offer().label)(name)}</legend>
            {boxes}
        </fieldset>
    }
    .into_any()
}

/// A text of several lines.
pub(super) fn lines(
    form: Form,
    text: &'static Text,
    (name, sent): (&'static str, &'static str),
    value: &str,
) -> AnyView {
    let words = text.offer();
    view! {
        <AreaField
            id=form.id(name)
            name=sent
            label=(words.label)(name)
            value=form.value(name, value)
            hint=(words.hint)(name).unwrap_or_default()
            problem=form.problem(name)
            rows=8
            maxlength=2000
        />
    }
    .into_any()
}
