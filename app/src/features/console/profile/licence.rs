//! The licence (从业证书): where it stands, and handing one in. The browser sends the file by itself.

use super::{HandLicenceIn, OwnAgentPage};
use crate::{
    format::minute_in_china,
    forms::{Form, Shown},
};
use domain::agents::{LICENCE_NUMBER_MAX, Licence, LicenceState};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Notice, NoticeTone, SubmitButton, TextField, Weight};

pub(super) fn licence(shown: &Shown<OwnAgentPage>) -> AnyView {
    let text = shown.text;
    let (words, labels) = (text.agent_profile(), text.form());
    let form = Form::plain::<HandLicenceIn>(text, "papers", shown.submitted.as_ref());
    let problem = form.problem("licence");
    let state = shown.answer.profile.licence.as_ref();
    view! {
        <section class="form-card">
            <h2>{labels.label_of("licence")}</h2>
            <p class="muted">{words.licence_about}</p>
            {state.map(|licence| state_of(shown, licence))}
            <form
                class="form"
                method="post"
                action=HandLicenceIn::PATH
                enctype="multipart/form-data"
            >
                {form.summary()}
                <TextField
                    id=form.id("number")
                    name="number"
                    label=labels.label_of("number")
                    value=form.value("number", "")
                    problem=form.problem("number")
                    maxlength=LICENCE_NUMBER_MAX as u32
                />
                <div class="field">
                    <label for=form.id("licence")>{words.choose_file}</label>
                    <input
                        class="input"
                        type="file"
                        id=form.id("licence")
                        name="licence"
                        accept="image/jpeg,image/png,image/webp,application/pdf"
                        required=true
                        aria-invalid=move || problem.get().map(|_| "true")
                        aria-describedby="papers-hint"
                    />
                    <p class="field-hint" id="papers-hint">
                        {words.licence_hint}
                    </p>
                    <p class="field-problem">{move || problem.get()}</p>
                </div>
                <SubmitButton label=words.hand_in weight=Weight::Primary />
            </form>
        </section>
    }
    .into_any()
}

fn state_of(shown: &Shown<OwnAgentPage>, licence: &Licence) -> AnyView {
    let words = shown.text.agent_profile();
    let (tone, says) = match licence.status {
        LicenceState::InReview => (NoticeTone::Info, words.in_review),
        LicenceState::Accepted => (NoticeTone::Good, words.accepted),
        LicenceState::Rejected => (NoticeTone::Warning, words.rejected),
    };
    let reason = (!licence.reason.is_empty())
        .then(|| view! { <p>{words.reason} {licence.reason.clone()}</p> });
    let (number, at) = (
        licence.number.clone(),
        minute_in_china(licence.handed_in_at),
    );
    let file = ["/licences/", &licence.id.to_string()].concat();
    view! {
        <Notice tone=tone>
            <p>{says}</p>
            {reason}
            <p>
                {number} " · " {at} " · "
                <a href=file rel="external">
                    {words.see_file}
                </a>
            </p>
        </Notice>
    }
    .into_any()
}
