//! Another phone number, another e-mail address: each with a code that is sent there.

use super::super::server_fns::{ChangeEmail, ChangePhone, Security};
use crate::forms::{Form, SendCodeButton, Shown, enter_button};
use domain::account::{CODE_DIGITS, CodePurpose};
use leptos::prelude::*;
use ui::{CodeField, PasswordField, PasswordUse, SendButton, TextField, TextKind};

pub(super) fn phone(shown: &Shown<Security>) -> AnyView {
    let own = shown.text.account();
    let action = ServerAction::<ChangePhone>::new();
    let sent = shown.submitted.as_ref();
    let form =
        Form::of(shown.text, "phone", action, sent).with_code(CodePurpose::ChangePhone, sent);
    let fields = fields(
        shown,
        form,
        "phone",
        TextKind::Phone,
        CodePurpose::ChangePhone,
    );
    view! {
        <section class="form-card">
            <h2>{own.change_phone}</h2>
            <p class="muted">{(own.now)(&shown.answer.profile.phone)}</p>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {fields}
            </ActionForm>
        </section>
    }
    .into_any()
}

pub(super) fn email(shown: &Shown<Security>) -> AnyView {
    let own = shown.text.account();
    let action = ServerAction::<ChangeEmail>::new();
    let sent = shown.submitted.as_ref();
    let form =
        Form::of(shown.text, "email", action, sent).with_code(CodePurpose::ChangeEmail, sent);
    let now = shown.answer.profile.email.as_deref();
    let now = now.map_or_else(|| own.no_email.to_owned(), own.now);
    let fields = fields(
        shown,
        form,
        "email",
        TextKind::Email,
        CodePurpose::ChangeEmail,
    );
    view! {
        <section class="form-card">
            <h2>{own.change_email}</h2>
            <p class="muted">{now}</p>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {fields}
            </ActionForm>
        </section>
    }
    .into_any()
}

fn fields(
    shown: &Shown<Security>,
    form: Form,
    to: &'static str,
    kind: TextKind,
    purpose: CodePurpose,
) -> AnyView {
    let (words, own) = (shown.text.form(), shown.text.account());
    let (label, action) = match kind {
        TextKind::Email => (own.new_email, own.change_email),
        _ => (own.new_phone, own.change_phone),
    };
    let submitted = shown.submitted.clone();
    // Signing up leads here with the address that is to be confirmed.
    let given = shown.address.parameter(to).unwrap_or_default();
    view! {
        {form.summary()}
        {enter_button(action)}
        <TextField
            id=form.id(to)
            name=to
            label=label
            value=form.value(to, &given)
            kind=kind
            problem=form.problem(to)
        />
        <CodeField
            id=form.id("code")
            name="code"
            label=words.label_of("code")
            digits=CODE_DIGITS
            hint=words.code_hint
            problem=form.problem("code")
        >
            <SendCodeButton form purpose to submitted />
        </CodeField>
        <PasswordField
            id=form.id("old_password")
            name="old_password"
            label=words.label_of("old_password")
            usage=PasswordUse::Current
            show=words.show_password
            problem=form.problem("old_password")
        />
        <SendButton label=action busy=form.busy() />
    }
    .into_any()
}
