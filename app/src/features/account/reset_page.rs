//! The page for choosing a new password with a code by SMS or e-mail.

use super::server_fns::{Entrance, ResetPassword, entrance_page};
use crate::forms::{Address, Form, SendCodeButton, Shown, enter_button, form_page, frame};
use domain::account::{CODE_DIGITS, CodePurpose};
use leptos::prelude::*;
use ui::{CodeField, PasswordField, PasswordUse, SendButton, TextField, TextKind, Weight};

/// The page at `/reset-password`.
pub(super) fn reset_page() -> AnyView {
    let fetch = |_: Address| entrance_page(String::new());
    form_page("/reset-password", fetch, view_of)
}

fn view_of(shown: Shown<Entrance>) -> AnyView {
    let text = shown.text;
    let (words, own) = (text.form(), text.account());
    let action = ServerAction::<ResetPassword>::new();
    let purpose = CodePurpose::ResetPassword;
    let submitted = shown.submitted.clone();
    let form =
        Form::of(text, "reset", action, submitted.as_ref()).with_code(purpose, submitted.as_ref());
    // The link of an e-mail brings both along.
    let linked = shown.address.parameter("to").unwrap_or_default();
    let code = shown.address.parameter("code").unwrap_or_default();
    let body = view! {
        <p class="muted">{own.reset_about}</p>
        <div class="form-card">
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                {enter_button(own.reset)}
                <TextField
                    id=form.id("recipient")
                    name="recipient"
                    label=words.label_of("recipient")
                    value=form.value("recipient", &linked)
                    kind=TextKind::Username
                    problem=form.problem("recipient")
                />
                <CodeField
                    id=form.id("code")
                    name="code"
                    label=words.label_of("code")
                    digits=CODE_DIGITS
                    value=code
                    hint=words.code_hint
                    problem=form.problem("code")
                >
                    <SendCodeButton form purpose to="recipient" submitted />
                </CodeField>
                <PasswordField
                    id=form.id("password")
                    name="password"
                    label=words.label_of("new_password")
                    usage=PasswordUse::New
                    show=words.show_password
                    hint=words.password_hint
                    problem=form.problem("password")
                />
                <SendButton label=own.reset weight=Weight::Primary busy=form.busy() />
            </ActionForm>
            <p class="form-links">
                <a href="/sign-in">{own.to_sign_in}</a>
            </p>
        </div>
    };
    frame(
        text,
        &shown.address,
        own.reset_heading,
        "entrance",
        body.into_any(),
    )
}
