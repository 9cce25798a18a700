//! Another password.

use super::super::server_fns::{ChangePassword, Security};
use crate::forms::{Form, Shown};
use leptos::prelude::*;
use ui::{PasswordField, PasswordUse, SendButton};

pub(super) fn section(shown: &Shown<Security>) -> AnyView {
    let text = shown.text;
    let (words, own) = (text.form(), text.account());
    let action = ServerAction::<ChangePassword>::new();
    let form = Form::of(text, "password", action, shown.submitted.as_ref());
    let username = shown.answer.profile.username.clone();
    view! {
        <section class="form-card">
            <h2>{own.change_password}</h2>
            <p class="muted">{own.change_password_about}</p>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                // Password managers ask whose password it is.
                <input
                    class="hidden"
                    type="text"
                    autocomplete="username"
                    tabindex="-1"
                    aria-hidden="true"
                    readonly=true
                    value=username
                />
                <PasswordField
                    id=form.id("old_password")
                    name="old_password"
                    label=words.label_of("old_password")
                    usage=PasswordUse::Current
                    show=words.show_password
                    problem=form.problem("old_password")
                />
                <PasswordField
                    id=form.id("password")
                    name="password"
                    label=words.label_of("new_password")
                    usage=PasswordUse::New
                    show=words.show_password
                    hint=words.password_hint
                    problem=form.problem("password")
                />
                <SendButton label=own.change_password busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}
