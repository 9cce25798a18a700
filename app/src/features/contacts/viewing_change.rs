//! Moving a viewing, and calling it off.

use super::{
    server_fns::{ChangeViewing, ChosenViewing, ViewingsPage},
    slots::{moment_words, slot_field},
    viewings_page::path_of,
};
use crate::{
    forms::{Form, Shown},
    locales::Text,
};
use domain::contact::{CancelReason, NOTE_MAX, ViewingAction};
use leptos::prelude::*;
use ui::{Choice, LinkButton, SelectField, SendButton, TextField, Weight};

/// The form of the viewing that is to be moved or called off.
pub(super) fn chosen_view(shown: &Shown<ViewingsPage>, chosen: &ChosenViewing) -> AnyView {
    let text = shown.text;
    let words = text.contacts();
    let viewing = &chosen.viewing;
    let what = match chosen.slots {
        Some(_) => ViewingAction::Move,
        None => ViewingAction::Cancel,
    };
    let action = ServerAction::<ChangeViewing>::new();
    let form = Form::of(text, "chosen", action, shown.submitted.as_ref());
    let fields = match &chosen.slots {
        Some(slots) if slots.is_empty() => {
            view! { <p class="muted">{words.no_slots}</p> }.into_any()
        }
        Some(slots) => slot_field(text, form, slots),
        None => reason_fields(text, form),
    };
    let title = [
        &moment_words(text, viewing.starts_at),
        crate::format::SEPARATOR,
        &viewing.home.title,
    ]
    .concat();
    let (id, version) = (viewing.id.to_string(), viewing.version.to_string());
    let back = path_of(viewing.side);
    view! {
        <section class="form-card">
            <h2>{(words.action)(what)}</h2>
            <p>{title}</p>
            <ActionForm action attr:class="form form-wide" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="viewing" value=id />
                <input type="hidden" name="version" value=version />
                <input type="hidden" name="action" value=what.as_str() />
                {fields}
                <div class="form-actions">
                    <SendButton
                        label=(words.action)(what)
                        weight=Weight::Primary
                        busy=form.busy()
                    />
                    <LinkButton href=back label=words.back />
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}

fn reason_fields(text: &'static Text, form: Form) -> AnyView {
    let words = text.contacts();
    let reasons = CancelReason::CHOICES
        .iter()
        .map(|reason| Choice::new(reason.as_str(), (words.reason)(*reason)))
        .collect::<Vec<_>>();
    view! {
        <SelectField
            id=form.id("reason")
            name="reason"
            label=text.form().label_of("reason")
            choices=reasons
            value=form.value("reason", CancelReason::Time.as_str())
            problem=form.problem("reason")
        />
        <TextField
            id=form.id("note")
            name="note"
            label=text.form().label_of("note")
            value=form.value("note", "")
            problem=form.problem("note")
            optional=true
            maxlength=u32::try_from(NOTE_MAX).unwrap_or(u32::MAX)
        />
    }
    .into_any()
}
