//! The page of tokens (访问令牌).

use super::{
    super::{
        own_nav::own_nav,
        server_fns::{MakeToken, OwnTokensPage, RevokeToken, RevokeTokens, own_tokens},
    },
    shown_once, text, words,
};
use crate::{
    format::minute_in_china,
    forms::{Address, Form, Shown, asked_first, done, form_page, frame},
};
use domain::account::token::{ApiToken, TOKEN_DAYS, TOKEN_NAME_MAX, TOKEN_PREFIX, TokenScope};
use leptos::prelude::*;
use ui::{Badge, CardTable, CheckField, Choice, SelectField, SendButton, TextField, Tone, Weight};

const PATH: &str = "/account/tokens";

/// The page at `/account/tokens`.
pub(in super::super) fn tokens_page() -> AnyView {
    form_page(PATH, |_: Address| own_tokens(), view_of)
}

fn view_of(shown: Shown<OwnTokensPage>) -> AnyView {
    let text = shown.text;
    let words = words(text);
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let fresh = shown.answer.fresh.clone();
    let fresh = fresh.map(|secret| shown_once(words.fresh, words.fresh_about, secret));
    let publishes = shown.answer.scopes.contains(&TokenScope::ListingsRead);
    let body = view! {
        {own_nav(text, PATH)}
        {done(told)}
        {publishes
            .then(|| {
                view! {
                    <p>
                        <a href="/account/webhooks">{words.to_webhooks}</a>
                    </p>
                }
            })}
        {fresh}
        {list(&shown)}
        {make(&shown)}
        <p>
            // A document of the server's own: the router must not look for it among the pages.
            <a href="/api/docs" rel="external">{words.to_api}</a>
        </p>
    };
    frame(text, &shown.address, words.tokens, "own", body.into_any())
}

/// The tokens there are.
fn list(shown: &Shown<OwnTokensPage>) -> AnyView {
    let (text, words) = (shown.text, words(shown.text));
    let sent = shown.submitted.as_ref();
    let tokens = &shown.answer.tokens;
    let revoke = ServerAction::<RevokeToken>::new();
    let revoke_all = ServerAction::<RevokeTokens>::new();
    let all = Form::of(text, "tokens", revoke_all, sent);
    let rows = tokens.iter().map(|token| {
        let form = Form::one_of(text, "revoke", ("token", token.id.0), revoke, sent);
        row(shown, token, revoke, form)
    });
    let rows: Vec<Vec<AnyView>> = rows.collect();
    let table = if tokens.is_empty() {
        view! { <p class="muted">{words.no_tokens}</p> }.into_any()
    } else {
        view! {
            <CardTable
                caption=words.tokens_about
                columns=vec![
                    words.name,
                    words.scopes,
                    words.made_at,
                    words.expires_at,
                    words.last_used,
                    words.action,
                ]
                rows
            />
        }
        .into_any()
    };
    let all = (tokens.len() > 1).then(|| {
        let fields = view! {
            {all.summary()}
            <ActionForm action=revoke_all>
                <SendButton label=all.sure(words.revoke_all) busy=all.busy() />
            </ActionForm>
        };
        asked_first(all, words.revoke_all, words.revoke_about, fields.into_any())
    });
    view! {
        <section class="wide-card">
            <h2>{words.tokens}</h2>
            {table}
            {all}
        </section>
    }
    .into_any()
}

fn row(
    shown: &Shown<OwnTokensPage>,
    token: &ApiToken,
    revoke: ServerAction<RevokeToken>,
    form: Form,
) -> Vec<AnyView> {
    let words = words(shown.text);
    let scopes = token.scopes.iter().map(|scope| {
        view! { <li>{(words.scope)(*scope)}</li> }
    });
    let scopes = scopes.collect_view();
    let expires = minute_in_china(token.expires_at);
    let expires = if token.expires_at <= shown.answer.now {
        view! { <Badge label=words.expired tone=Tone::Neutral /> }.into_any()
    } else {
        expires.into_any()
    };
    let used = match (token.last_used_at, &token.last_used_ip) {
        (Some(at), Some(ip)) => {
            let ip = ip.clone();
            view! {
                {minute_in_china(at)}
                <br />
                {ip}
            }
            .into_any()
        }
        _ => words.never.into_any(),
    };
    let id = token.id.to_string();
    let fields = view! {
        {form.summary()}
        <ActionForm action=revoke>
            <input type="hidden" name="token" value=id />
            <SendButton label=form.sure(words.revoke) busy=form.busy() />
        </ActionForm>
    };
    let ending = [TOKEN_PREFIX, "…", &token.ending].concat();
    vec![
        view! {
            <strong>{token.name.clone()}</strong>
            <br />
            <code>{ending}</code>
        }
        .into_any(),
        view! { <ul class="plain">{scopes}</ul> }.into_any(),
        minute_in_china(token.created_at).into_any(),
        expires,
        used,
        asked_first(form, words.revoke, words.revoke_about, fields.into_any()),
    ]
}

/// The form for another.
fn make(shown: &Shown<OwnTokensPage>) -> AnyView {
    let (text, words) = (shown.text, words(shown.text));
    let action = ServerAction::<MakeToken>::new();
    let form = Form::of(text, "token", action, shown.submitted.as_ref())
        .worded(text::label(text.locale), text::problem(text.locale));
    let days = [Choice::new("", words.choose)].into_iter();
    let days = days.chain(TOKEN_DAYS.iter().map(|days| {
        let label = (words.days)(*days);
        Choice::new(days.to_string(), label)
    }));
    let boxes = shown.answer.scopes.iter().map(|scope: &TokenScope| {
        view! {
            <CheckField
                name="scopes[]"
                value=scope.as_str()
                label=(words.scope)(*scope)
                checked=false
            />
        }
    });
    let (boxes, days) = (boxes.collect_view(), days.collect::<Vec<_>>());
    let problem = form.problem("scopes");
    view! {
        <section class="wide-card">
            <h2>{words.make}</h2>
            <p class="muted">{words.make_about}</p>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <TextField
                    id=form.id("name")
                    name="name"
                    label=words.name
                    value=form.value("name", "")
                    hint=words.name_hint
                    problem=form.problem("name")
                    maxlength=TOKEN_NAME_MAX
                />
                <fieldset class="ticks" id=form.id("scopes") tabindex="-1">
                    <legend>{words.scopes}</legend>
                    {boxes}
                    <p class="field-problem">{move || problem.get()}</p>
                </fieldset>
                <SelectField
                    id=form.id("days")
                    name="days"
                    label=words.lasts
                    choices=days
                    value=form.value("days", "")
                    problem=form.problem("days")
                />
                <SendButton label=words.make weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}
