//! The page of one's own account: name, picture, how the site is shown, which messages may come.

use super::{
    avatar::avatar,
    own_nav::own_nav,
    server_fns::{ChangeProfile, own_account},
};
use crate::{
    Locale, Theme,
    format::{day_in_china, thousands},
    forms::{Address, Form, Shown, done, form_page, frame},
};
use domain::account::{AccountStatus, Sex, profile::Profile};
use leptos::prelude::*;
use ui::{CheckField, Choice, SelectField, SendButton, TextField, TextKind, Weight};

/// The page at `/account`.
pub(super) fn account_page() -> AnyView {
    form_page("/account", |_: Address| own_account(), view_of)
}

fn view_of(shown: Shown<Profile>) -> AnyView {
    let text = shown.text;
    let words = text.account();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let body = view! {
        {own_nav(text, "/account")}
        {done(told)}
        {summary(&shown)}
        {profile_form(&shown)}
        {avatar(text, &shown.answer, shown.submitted.as_ref())}
    };
    frame(
        text,
        &shown.address,
        text.site.nav.account,
        "own",
        body.into_any(),
    )
}

fn summary(shown: &Shown<Profile>) -> AnyView {
    let (words, profile) = (shown.text.account(), &shown.answer);
    let leaving = (profile.status == AccountStatus::Leaving).then_some(words.leaving);
    view! {
        <section class="form-card">
            <h2>{words.summary}</h2>
            <dl class="facts-list">
                <dt>{shown.text.form().label_of("username")}</dt>
                <dd>{profile.username.clone()}</dd>
                <dt>{words.points}</dt>
                <dd>
                    <a href="/account/points">{thousands(profile.points)}</a>
                </dd>
                <dt>{words.registered}</dt>
                <dd>{day_in_china(profile.registered_at)}</dd>
            </dl>
            {leaving.map(|leaving| view! { <p class="muted">{leaving}</p> })}
        </section>
    }
    .into_any()
}

fn profile_form(shown: &Shown<Profile>) -> AnyView {
    let text = shown.text;
    let (words, own, profile) = (text.form(), text.account(), shown.answer.clone());
    let action = ServerAction::<ChangeProfile>::new();
    let form = Form::of(text, "profile", action, shown.submitted.as_ref());
    let sexes = [Choice::new("", own.not_said)]
        .into_iter()
        .chain(
            Sex::ALL
                .iter()
                .map(|sex| Choice::new(sex.as_str(), (own.sex)(*sex))),
        )
        .collect::<Vec<_>>();
    let languages = [Choice::new("", own.as_browser)]
        .into_iter()
        .chain(Locale::ALL.map(|locale| Choice::new(locale.tag(), locale.name())))
        .collect::<Vec<_>>();
    let themes = Theme::ALL
        .map(|theme| Choice::new(theme.tag(), (text.site.theme_name)(theme)))
        .to_vec();
    let chosen = |field: &Option<String>, otherwise: &str| {
        field.clone().unwrap_or_else(|| otherwise.to_owned())
    };
    let sex = profile.sex.map(Sex::as_str).unwrap_or_default();
    view! {
        <section class="form-card">
            <h2>{own.profile}</h2>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="version" value=profile.version.to_string() />
                <TextField
                    id=form.id("real_name")
                    name="real_name"
                    label=words.label_of("real_name")
                    value=form.value("real_name", &profile.real_name)
                    kind=TextKind::Name
                    problem=form.problem("real_name")
                    maxlength=40
                />
                <SelectField
                    id=form.id("sex")
                    name="sex"
                    label=words.label_of("sex")
                    choices=sexes
                    value=form.value("sex", sex)
                    problem=form.problem("sex")
                />
                <SelectField
                    id=form.id("locale")
                    name="locale"
                    label=words.label_of("locale")
                    choices=languages
                    value=form.value("locale", &chosen(&profile.locale, ""))
                    problem=form.problem("locale")
                />
                <SelectField
                    id=form.id("theme")
                    name="theme"
                    label=words.label_of("theme")
                    choices=themes
                    value=form.value("theme", &chosen(&profile.theme, Theme::System.tag()))
                    problem=form.problem("theme")
                />
                <fieldset class="ticks">
                    <legend>{own.messages}</legend>
                    <CheckField
                        name="notify_sms"
                        label=own.by_sms
                        checked=form.ticked("notify_sms", profile.notify_sms)
                    />
                    <CheckField
                        name="notify_email"
                        label=own.by_email
                        checked=form.ticked("notify_email", profile.notify_email)
                    />
                </fieldset>
                <SendButton label=words.save weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}
