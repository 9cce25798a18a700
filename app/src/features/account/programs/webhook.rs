//! The page of one webhook: what it asks for, its secret, and its log.

use super::{
    super::{
        own_nav::own_nav,
        server_fns::{
            ChangeWebhook, OwnWebhookPage, RemoveWebhook, ReplayDelivery, RotateWebhook,
            SwitchWebhook, TestWebhook, own_webhook,
        },
    },
    shown_once, text,
    webhooks::{PATH, fields, state},
    words,
};
use crate::{
    error::PageError,
    features::admin::other_pages,
    format::minute_in_china,
    forms::{Address, Form, Shown, asked_first, done, form_page, frame},
};
use domain::{
    AppError, ErrorCode,
    webhook::{Delivery, DeliveryState},
};
use leptos::prelude::*;
use ui::{Badge, CardTable, Disclosure, Notice, NoticeTone, SendButton, Tone, Weight};

/// The page at `/account/webhooks/{id}`.
pub(in super::super) fn webhook_page() -> AnyView {
    form_page(PATH, fetch, view_of)
}

async fn fetch(address: Address) -> Result<OwnWebhookPage, PageError> {
    let id = address.path.trim_end_matches('/').rsplit('/').next();
    let id = id.and_then(|id| id.parse().ok());
    let id = id.ok_or_else(|| PageError(AppError::new(ErrorCode::NotFound)))?;
    let page = address.parameter("page");
    own_webhook(id, page.and_then(|page| page.parse().ok()).unwrap_or(1)).await
}

fn view_of(shown: Shown<OwnWebhookPage>) -> AnyView {
    let text = shown.text;
    let words = words(text);
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let fresh = shown.answer.fresh.clone();
    let fresh = fresh.map(|secret| shown_once(words.secret, words.secret_about, secret));
    let body = view! {
        {own_nav(text, PATH)}
        <p>
            <a href=PATH>{words.all_webhooks}</a>
        </p>
        {done(told)}
        {fresh}
        {standing(&shown)}
        {log(&shown)}
        {change(&shown)}
        {remove(&shown)}
    };
    frame(text, &shown.address, words.webhooks, "own", body.into_any())
}

/// How it stands, and what can be done at once.
fn standing(shown: &Shown<OwnWebhookPage>) -> AnyView {
    let (text, words, hook) = (shown.text, words(shown.text), &shown.answer.webhook);
    let sent = shown.submitted.as_ref();
    let worded = |form: Form| form.worded(text::label(text.locale), text::problem(text.locale));
    let test = ServerAction::<TestWebhook>::new();
    let switch = ServerAction::<SwitchWebhook>::new();
    let rotate = ServerAction::<RotateWebhook>::new();
    let tested = worded(Form::of(text, "test", test, sent));
    let switched = worded(Form::of(text, "switch", switch, sent));
    let rotated = worded(Form::of(text, "rotate", rotate, sent));
    let is_on = hook.off_since.is_none();
    let id = hook.id.to_string();
    let trouble = (hook.failing_since, hook.off_because);
    let trouble = match trouble {
        (_, Some(because)) => Some((words.off_about)(because).to_owned()),
        (Some(since), None) => Some((words.failing_since)(&minute_in_china(since))),
        _ => None,
    };
    let trouble = trouble.map(|trouble| {
        view! {
            <Notice tone=NoticeTone::Warning>
                <p>{trouble}</p>
            </Notice>
        }
    });
    let overlap = hook.old_secret_until.map(|until| {
        let said = (words.overlap)(&minute_in_china(until));
        view! { <p class="muted">{said}</p> }
    });
    let switch_label = if is_on {
        words.switch_off
    } else {
        words.switch_on
    };
    let (one, two, three) = (id.clone(), id.clone(), id);
    let to_rotate = view! {
        {rotated.summary()}
        <ActionForm action=rotate>
            <input type="hidden" name="webhook" value=three />
            <SendButton label=rotated.sure(words.rotate) busy=rotated.busy() />
        </ActionForm>
    };
    let test_form = is_on.then(|| {
        view! {
            <ActionForm action=test>
                <input type="hidden" name="webhook" value=one />
                <SendButton label=words.test weight=Weight::Primary busy=tested.busy() />
            </ActionForm>
        }
    });
    view! {
        <section class="wide-card">
            <h2>{hook.form.url.clone()}</h2>
            <p>{state(text, hook)}</p>
            {trouble}
            {tested.summary()}
            {switched.summary()}
            <div class="row-actions">
                {test_form}
                <ActionForm action=switch>
                    <input type="hidden" name="webhook" value=two />
                    <input type="hidden" name="active" value=(!is_on).to_string() />
                    <SendButton label=switch_label busy=switched.busy() />
                </ActionForm>
            </div>
            {overlap}
            {asked_first(rotated, words.rotate, words.rotate_about, to_rotate.into_any())}
        </section>
    }
    .into_any()
}

/// What was sent to it.
fn log(shown: &Shown<OwnWebhookPage>) -> AnyView {
    let (text, words) = (shown.text, words(shown.text));
    let page = &shown.answer.deliveries;
    let replay = ServerAction::<ReplayDelivery>::new();
    let form = Form::of(text, "replay", replay, shown.submitted.as_ref())
        .worded(text::label(text.locale), text::problem(text.locale));
    let is_on = shown.answer.webhook.off_since.is_none();
    let webhook = shown.answer.webhook.id.to_string();
    let row = |one: &Delivery| {
        let again = is_on.then(|| {
            let (webhook, id) = (webhook.clone(), one.id.to_string());
            view! {
                <ActionForm action=replay>
                    <input type="hidden" name="webhook" value=webhook />
                    <input type="hidden" name="delivery" value=id />
                    <SendButton label=words.replay busy=form.busy() />
                </ActionForm>
            }
        });
        let mut cells = described(shown, one);
        cells.push(again.into_any());
        cells
    };
    let rows: Vec<Vec<AnyView>> = page.items.iter().map(row).collect();
    let table = if rows.is_empty() {
        view! { <p class="muted">{words.no_deliveries}</p> }.into_any()
    } else {
        view! {
            <CardTable
                caption=words.log_about
                columns=vec![
                    words.when,
                    words.what,
                    words.state,
                    words.answered,
                    words.details,
                    words.action,
                ]
                rows
            />
        }
        .into_any()
    };
    let place = (shown.address.path.as_str(), shown.address.search.as_str());
    view! {
        <section class="wide-card" id="log">
            <h2>{words.log}</h2>
            {form.summary()}
            {table}
            {other_pages(text, place, (page.page, page.pages))}
        </section>
    }
    .into_any()
}

/// A delivery in the cells of its row.
fn described(shown: &Shown<OwnWebhookPage>, one: &Delivery) -> Vec<AnyView> {
    let words = words(shown.text);
    let tone = match one.state {
        DeliveryState::Delivered => Tone::Good,
        DeliveryState::Waiting => Tone::Accent,
        DeliveryState::Failed => Tone::Neutral,
    };
    let next = one.due_at.filter(|_| one.tries > 0);
    let next = next.map(|due| (words.next_try)(&minute_in_china(due)));
    let what = one.kind.parse().map_or(words.test_event, words.event);
    let again = one
        .replay_of
        .map(|_| view! { <p class="muted">{words.replayed}</p> });
    let answered = match (one.status, one.error, one.latency_ms) {
        (Some(status), _, Some(latency)) => {
            [&status.to_string(), " · ", &latency.to_string(), " ms"].concat()
        }
        (_, Some(problem), _) => (words.delivery_problem)(problem).to_owned(),
        _ => String::new(),
    };
    let (body, answer) = (one.body.clone(), one.answer.clone());
    let answer = (!answer.is_empty()).then(|| {
        view! {
            <p>{words.answer}</p>
            <pre class="payload">{answer}</pre>
        }
    });
    vec![
        minute_in_china(one.created_at).into_any(),
        view! {
            {what}
            {again}
        }
        .into_any(),
        view! {
            <Badge label=(words.delivery_state)(one.state) tone=tone />
            {next.map(|next| view! { <p class="muted">{next}</p> })}
        }
        .into_any(),
        answered.into_any(),
        view! {
            <Disclosure summary=words.show>
                <p>{words.sent_body}</p>
                <pre class="payload">{body}</pre>
                {answer}
            </Disclosure>
        }
        .into_any(),
    ]
}

fn change(shown: &Shown<OwnWebhookPage>) -> AnyView {
    let (text, words, hook) = (shown.text, words(shown.text), &shown.answer.webhook);
    let action = ServerAction::<ChangeWebhook>::new();
    let form = Form::of(text, "webhook", action, shown.submitted.as_ref())
        .worded(text::label(text.locale), text::problem(text.locale));
    let fields = fields(text, form, &hook.form, shown.answer.all);
    let id = hook.id.to_string();
    view! {
        <section class="wide-card">
            <h2>{words.change}</h2>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="webhook" value=id />
                {fields}
                <SendButton label=text.form().save weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}

fn remove(shown: &Shown<OwnWebhookPage>) -> AnyView {
    let (text, words) = (shown.text, words(shown.text));
    let action = ServerAction::<RemoveWebhook>::new();
    let form = Form::of(text, "remove", action, shown.submitted.as_ref());
    let id = shown.answer.webhook.id.to_string();
    let fields = view! {
        {form.summary()}
        <ActionForm action>
            <input type="hidden" name="webhook" value=id />
            <SendButton label=form.sure(words.remove) busy=form.busy() />
        </ActionForm>
    };
    view! {
        <section class="wide-card">
            {asked_first(form, words.remove, words.remove_about, fields.into_any())}
        </section>
    }
    .into_any()
}
