//! The page of one account, for admins.

use super::{
    admin_nav::{admin_nav, role_name},
    server_fns::{AssignRoles, DisableAccount, EnableAccount, EndSessionsOf, User, admin_user},
    users_page::status_badge,
};
use crate::{
    error::PageError,
    features::{
        account::{device::device_name, security::log::sign_in_table},
        moderation::strikes_card,
    },
    format::{minute_in_china, thousands},
    forms::{Address, Form, Shown, done, form_page, frame},
};
use domain::{
    AppError, ErrorCode,
    account::{AccountStatus, profile::Session},
};
use leptos::prelude::*;
use ui::{CardTable, CheckField, SendButton, Weight};

const ROOT: &str = "/admin/users/";

/// The page at `/admin/users/{id}`.
pub(super) fn user_page() -> AnyView {
    form_page(ROOT, fetch, view_of)
}

async fn fetch(address: Address) -> Result<User, PageError> {
    let id = address
        .path
        .strip_prefix(ROOT)
        .and_then(|id| id.parse().ok());
    match id {
        Some(id) => admin_user(id).await,
        None => Err(PageError(AppError::new(ErrorCode::NotFound))),
    }
}

fn view_of(shown: Shown<User>) -> AnyView {
    let text = shown.text;
    let words = text.admin();
    let done_word = shown.address.parameter("done").unwrap_or_default();
    let told = (words.done)(&done_word).or_else(|| (text.moderation().done)(&done_word));
    let body = view! {
        {admin_nav(text, &shown.address.path)}
        {done(told)}
        <div class="admin-columns">
            {facts(&shown)}
            {roles(&shown)}
            {state(&shown)}
        </div>
        {strikes_card(text, &shown.answer.standing, shown.submitted.as_ref())}
        {devices(&shown)}
        <section class="wide-card">
            <h2>{text.account().log}</h2>
            {sign_ins(&shown)}
        </section>
    };
    frame(text, &shown.address, words.user, "admin", body.into_any())
}

fn facts(shown: &Shown<User>) -> AnyView {
    let (words, own) = (shown.text.form(), shown.text.account());
    let profile = &shown.answer.account.profile;
    let lines = [
        (words.label_of("username"), profile.username.clone()),
        (words.label_of("real_name"), profile.real_name.clone()),
        (words.label_of("phone"), profile.phone.clone()),
        (
            words.label_of("email"),
            profile.email.clone().unwrap_or_default(),
        ),
        (own.points, thousands(profile.points)),
        (own.registered, minute_in_china(profile.registered_at)),
    ];
    let lines = lines
        .map(|(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> })
        .collect_view();
    view! {
        <section class="form-card">
            <h2>{own.summary}</h2>
            <dl class="facts-list">
                {lines}
                <dt>{shown.text.admin().status}</dt>
                <dd>{status_badge(shown.text, profile.status)}</dd>
            </dl>
        </section>
    }
    .into_any()
}

fn roles(shown: &Shown<User>) -> AnyView {
    let text = shown.text;
    let account = &shown.answer.account;
    let action = ServerAction::<AssignRoles>::new();
    let form = Form::of(text, "roles", action, shown.submitted.as_ref());
    let boxes = shown
        .answer
        .roles
        .iter()
        .map(|role| {
            view! {
                <CheckField
                    name="roles[]"
                    value=role.id.to_string()
                    label=role_name(text, role)
                    checked=account.roles.contains(&role.id)
                />
            }
        })
        .collect_view();
    let (id, version) = (
        account.profile.id.to_string(),
        account.profile.version.to_string(),
    );
    view! {
        <section class="form-card">
            <h2>{text.form().label_of("roles")}</h2>
            <ActionForm action attr:class="form">
                {form.summary()}
                <input type="hidden" name="user" value=id />
                <input type="hidden" name="version" value=version />
                <fieldset class="ticks" id=form.id("roles") tabindex="-1">
                    <legend class="hidden">{text.form().label_of("roles")}</legend>
                    {boxes}
                </fieldset>
                <SendButton label=text.form().save weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}

/// Closing the account, or opening it again.
fn state(shown: &Shown<User>) -> AnyView {
    let text = shown.text;
    let words = text.admin();
    let profile = &shown.answer.account.profile;
    let sent = shown.submitted.as_ref();
    let id = profile.id.to_string();
    let form = match profile.status {
        AccountStatus::Disabled => {
            let action = ServerAction::<EnableAccount>::new();
            let form = Form::of(text, "enable", action, sent);
            view! {
                <ActionForm action attr:class="form">
                    {form.summary()}
                    <input type="hidden" name="user" value=id />
                    <SendButton label=words.enable busy=form.busy() />
                </ActionForm>
            }
            .into_any()
        }
        AccountStatus::Active | AccountStatus::Leaving => {
            let action = ServerAction::<DisableAccount>::new();
            let form = Form::of(text, "disable", action, sent);
            view! {
                <ActionForm action attr:class="form">
                    {form.summary()}
                    <p class="muted">{words.disable_about}</p>
                    <input type="hidden" name="user" value=id />
                    <SendButton label=words.disable busy=form.busy() />
                </ActionForm>
            }
            .into_any()
        }
        AccountStatus::Left => view! { <p class="muted">{words.left_about}</p> }.into_any(),
    };
    view! {
        <section class="form-card">
            <h2>{words.status}</h2>
            {form}
        </section>
    }
    .into_any()
}

fn sign_ins(shown: &Shown<User>) -> AnyView {
    let (words, entries) = (shown.text.admin(), &shown.answer.account.sign_ins);
    if entries.is_empty() {
        return view! { <p class="muted">{words.no_sign_ins}</p> }.into_any();
    }
    sign_in_table(shown.text, words.sign_ins_about, entries)
}

fn devices(shown: &Shown<User>) -> AnyView {
    let text = shown.text;
    let words = text.account();
    let action = ServerAction::<EndSessionsOf>::new();
    let form = Form::of(text, "sessions", action, shown.submitted.as_ref());
    let sessions = &shown.answer.account.sessions;
    let row = |session: &Session| {
        vec![
            device_name(&session.device, words.unknown_device).into_any(),
            session.ip.clone().into_any(),
            minute_in_china(session.started_at).into_any(),
            minute_in_china(session.renewed_at).into_any(),
        ]
    };
    let rows = sessions.iter().map(row).collect();
    let id = shown.answer.account.profile.id.to_string();
    let list = if sessions.is_empty() {
        view! { <p class="muted">{text.admin().no_devices}</p> }.into_any()
    } else {
        view! {
            <CardTable
                caption=words.devices_about
                columns=vec![words.device, words.address, words.signed_in_at, words.last_seen]
                rows
            />
            <ActionForm action>
                <input type="hidden" name="user" value=id />
                <SendButton label=text.admin().end_sessions busy=form.busy() />
            </ActionForm>
        }
        .into_any()
    };
    view! {
        <section class="wide-card">
            <h2>{text.admin().devices}</h2>
            {form.summary()}
            {list}
        </section>
    }
    .into_any()
}
