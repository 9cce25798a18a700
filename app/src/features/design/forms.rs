//! The fields of forms, right and wrong.

use super::part;
use leptos::prelude::*;
use ui::{
    CardTable, CheckField, Choice, CodeField, ErrorSummary, PasswordField, PasswordUse, Problem,
    RadioField, SelectField, SubmitButton, SummaryLine, TextField, TextKind, Weight,
};

/// All fields, with ids that begin with `theme`.
pub(super) fn forms(theme: &'static str) -> AnyView {
    let id = move |name: &str| [theme, "-", name].concat();
    let fine: Problem = Signal::stored(None);
    let wrong = |words: &'static str| -> Problem { Signal::stored(Some(words)) };
    let lines = vec![
        SummaryLine {
            field: Some(id("phone")),
            words: "Phone number: please fill this in".into(),
        },
        SummaryLine {
            field: None,
            words: "Something else is wrong.".into(),
        },
    ];
    let body = view! {
        <div class="form-card">
            <div class="form">
                <ErrorSummary id=id("errors") title="Please look at this" lines />
                <TextField
                    id=id("username")
                    name="username"
                    label="Username"
                    value="luohao"
                    kind=TextKind::Username
                    hint="6 to 20 characters."
                    problem=fine
                />
                <TextField
                    id=id("phone")
                    name="phone"
                    label="Phone number"
                    value=""
                    kind=TextKind::Phone
                    problem=wrong("Please fill this in")
                />
                <CodeField
                    id=id("code")
                    name="code"
                    label="Code"
                    digits=6
                    hint="6 digits."
                    problem=fine
                >
                    <SubmitButton label="Send a code" />
                </CodeField>
                <PasswordField
                    id=id("password")
                    name="password"
                    label="Password"
                    usage=PasswordUse::New
                    show="Show"
                    problem=wrong("This password is too common")
                />
                <SelectField
                    id=id("language")
                    name="language"
                    label="Language"
                    choices=vec![Choice::new("zh-CN", "Chinese"), Choice::new("en", "English")]
                    value="en"
                    problem=fine
                />
                <fieldset class="ticks">
                    <legend>"Messages may come"</legend>
                    <CheckField name="sms" label="by SMS" checked=true />
                    <CheckField name="mail" label="by e-mail" checked=false />
                </fieldset>
                <fieldset class="ticks">
                    <legend>"One of two"</legend>
                    <RadioField name=theme value="a" label="This" checked=true />
                    <RadioField name=theme value="b" label="That" checked=false />
                </fieldset>
                <SubmitButton label="Save" weight=Weight::Primary />
            </div>
        </div>
        <CardTable
            caption="Devices"
            columns=vec!["Device", "Last seen"]
            rows=vec![
                vec!["Chrome · Windows".into_any(), "2026-11-24 18:05".into_any()],
                vec!["Safari · iPhone".into_any(), "2026-11-23 09:12".into_any()],
            ]
        />
    };
    part("Forms", body.into_any())
}
