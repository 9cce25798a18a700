//! The page for making an account. The phone number comes first: without script its code is asked for
//! before anything that would have to be typed twice.

use super::{
    entrance::{already_in, entrance, next, next_field},
    server_fns::{Entrance, SignUp, entrance_page},
};
use crate::forms::{Address, Form, SendCodeButton, Shown, enter_button, form_page, frame};
use domain::account::{CODE_DIGITS, CodePurpose};
use leptos::prelude::*;
use ui::{CodeField, PasswordField, PasswordUse, SendButton, TextField, TextKind, Weight};

/// The page at `/sign-up`.
pub(super) fn sign_up_page() -> AnyView {
    form_page(
        "/sign-up",
        |_: Address| entrance_page(String::new()),
        view_of,
    )
}

fn view_of(shown: Shown<Entrance>) -> AnyView {
    let words = shown.text.account();
    let next = next(&shown.address);
    let next = next.as_deref();
    let form = if shown.answer.signed_in {
        already_in(shown.text, next)
    } else {
        sign_up_form(&shown, next)
    };
    let body = view! {
        <div class="form-card">
            {form}
            <p class="form-links">
                <a href=entrance("/sign-in", next)>{words.to_sign_in}</a>
            </p>
        </div>
    };
    frame(
        shown.text,
        &shown.address,
        words.sign_up,
        "entrance",
        body.into_any(),
    )
}

fn sign_up_form(shown: &Shown<Entrance>, next: Option<&str>) -> AnyView {
    let text = shown.text;
    let (words, own) = (text.form(), text.account());
    let action = ServerAction::<SignUp>::new();
    let submitted = shown.submitted.clone();
    let next = next_field(next);
    let purpose = CodePurpose::SignUp;
    let form =
        Form::of(text, "up", action, submitted.as_ref()).with_code(purpose, submitted.as_ref());
    let field = move |name: &'static str, kind: TextKind, hint: Option<&'static str>| {
        view! {
            <TextField
                id=form.id(name)
                name=name
                label=words.label_of(name)
                value=form.value(name, "")
                kind=kind
                hint=hint.unwrap_or_default()
                problem=form.problem(name)
            />
        }
    };
    let email = [words.label_of("email"), words.optional].concat();
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            {form.summary()}
            {next}
            {enter_button(own.sign_up)}
            {field("phone", TextKind::Phone, Some(own.phone_hint))}
            <CodeField
                id=form.id("code")
                name="code"
                label=words.label_of("code")
                digits=CODE_DIGITS
                hint=words.code_hint
                problem=form.problem("code")
            >
                <SendCodeButton form purpose to="phone" submitted />
            </CodeField>
            {field("username", TextKind::Username, Some(own.username_hint))}
            <PasswordField
                id=form.id("password")
                name="password"
                label=words.label_of("password")
                usage=PasswordUse::New
                show=words.show_password
                hint=words.password_hint
                problem=form.problem("password")
            />
            {field("real_name", TextKind::Name, Some(own.real_name_hint))}
            <TextField
                id=form.id("email")
                name="email"
                label=email
                value=form.value("email", "")
                kind=TextKind::Email
                problem=form.problem("email")
                optional=true
            />
            <SendButton label=own.sign_up weight=Weight::Primary busy=form.busy() />
        </ActionForm>
    }
    .into_any()
}
