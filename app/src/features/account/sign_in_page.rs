//! The page for signing in, with a password or with a code by SMS.

use super::{
    entrance::{already_in, captcha_field, entrance, next, next_field},
    server_fns::{Entrance, SignIn, SignInByCode, entrance_page},
};
use crate::{
    context::submitted,
    forms::{Address, Form, SendCodeButton, Shown, done, enter_button, form_page, frame, typed},
};
use domain::account::{CODE_DIGITS, CodePurpose};
use leptos::prelude::*;
use ui::{
    CodeField, PasswordField, PasswordUse, Segment, Segments, SendButton, TextField, TextKind,
    Weight,
};

const PATH: &str = "/sign-in";
const BY_CODE: &str = "/sign-in?way=code";

/// The page at `/sign-in`.
pub(super) fn sign_in_page() -> AnyView {
    let fetch = |_: Address| {
        let login = submitted().and_then(|sent| sent.values.get("login").cloned());
        entrance_page(login.unwrap_or_default())
    };
    form_page(PATH, fetch, view_of)
}

fn view_of(shown: Shown<Entrance>) -> AnyView {
    let words = shown.text.account();
    let address = shown.address.clone();
    let by_code = address.parameter("way").as_deref() == Some("code");
    let next = next(&address);
    let next = next.as_deref();
    let way = |path: &str, label: &'static str, current: bool| Segment {
        label: label.into(),
        href: entrance(path, next),
        current,
        lang: None,
    };
    let ways = vec![
        way(PATH, words.by_password, !by_code),
        way(BY_CODE, words.by_code, by_code),
    ];
    let told = done((words.done)(&address.parameter("done").unwrap_or_default()));
    let text = shown.text;
    let form = if shown.answer.signed_in {
        already_in(text, next)
    } else if by_code {
        code_form(&shown, next)
    } else {
        password_form(&shown, next)
    };
    let body = view! {
        {told}
        <div class="form-card">
            <Segments label=words.ways segments=ways />
            {form}
            <p class="form-links">
                <a href=entrance("/sign-up", next)>{words.to_sign_up}</a>
                <a href="/reset-password">{words.to_reset}</a>
            </p>
        </div>
    };
    frame(text, &address, words.sign_in, "entrance", body.into_any())
}

fn password_form(shown: &Shown<Entrance>, next: Option<&str>) -> AnyView {
    let text = shown.text;
    let words = text.form();
    let action = ServerAction::<SignIn>::new();
    let form = Form::of(text, "in", action, shown.submitted.as_ref());
    let next = next_field(next);
    let captcha = RwSignal::new(shown.answer.captcha.clone());
    // Whether one is asked for, and which, changes with every try.
    let another = move || {
        let login = typed(&form.id("login"));
        leptos::task::spawn_local(async move {
            if let Ok(entrance) = entrance_page(login).await {
                let _ = captcha.try_set(entrance.captcha);
            }
        });
    };
    let value = action.value();
    Effect::new(move |_| {
        if value.with(|value| matches!(value, Some(Err(_)))) {
            another();
        }
    });
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            {form.summary()}
            {next}
            <TextField
                id=form.id("login")
                name="login"
                label=words.label_of("login")
                value=form.value("login", "")
                kind=TextKind::Username
                problem=form.problem("login")
            />
            <PasswordField
                id=form.id("password")
                name="password"
                label=words.label_of("password")
                usage=PasswordUse::Current
                show=words.show_password
                problem=form.problem("password")
            />
            {move || captcha_field(form, text, captcha.get(), another)}
            <SendButton
                label=text.account().sign_in
                weight=Weight::Primary
                busy=form.busy()
            />
        </ActionForm>
    }
    .into_any()
}

fn code_form(shown: &Shown<Entrance>, next: Option<&str>) -> AnyView {
    let text = shown.text;
    let words = text.form();
    let purpose = CodePurpose::SignIn;
    let action = ServerAction::<SignInByCode>::new();
    let form = Form::of(text, "code", action, shown.submitted.as_ref())
        .with_code(purpose, shown.submitted.as_ref());
    let submitted = shown.submitted.clone();
    let next = next_field(next);
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            {form.summary()}
            {next}
            {enter_button(text.account().sign_in)}
            <TextField
                id=form.id("phone")
                name="phone"
                label=words.label_of("phone")
                value=form.value("phone", "")
                kind=TextKind::Phone
                problem=form.problem("phone")
                maxlength=20
            />
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
            <SendButton
                label=text.account().sign_in
                weight=Weight::Primary
                busy=form.busy()
            />
        </ActionForm>
    }
    .into_any()
}
