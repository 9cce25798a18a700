//! The page of webhooks (网络回调), and the form that makes and changes one.

use super::{
    super::{
        own_nav::own_nav,
        server_fns::{MakeWebhook, OwnWebhooksPage, own_webhooks},
    },
    text, words,
};
use crate::{
    format::minute_in_china,
    forms::{Address, Form, Shown, done, form_page, frame},
    locales::Text,
};
use domain::webhook::{WEBHOOK_URL_MAX, Webhook, WebhookEvent, WebhookForm, WebhookReach};
use leptos::prelude::*;
use ui::{Badge, CardTable, CheckField, Choice, SelectField, SendButton, TextField, Tone, Weight};

pub(super) const PATH: &str = "/account/webhooks";

/// The page at `/account/webhooks`.
pub(in super::super) fn webhooks_page() -> AnyView {
    form_page(PATH, |_: Address| own_webhooks(), view_of)
}

fn view_of(shown: Shown<OwnWebhooksPage>) -> AnyView {
    let text = shown.text;
    let words = words(text);
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let body = view! {
        {own_nav(text, PATH)}
        {done(told)}
        {list(&shown)}
        {make(&shown)}
    };
    frame(text, &shown.address, words.webhooks, "own", body.into_any())
}

fn list(shown: &Shown<OwnWebhooksPage>) -> AnyView {
    let words = words(shown.text);
    let row = |hook: &Webhook| {
        let href = [PATH, "/", &hook.id.to_string()].concat();
        let events = hook.form.events.iter().map(|event| {
            view! { <li>{(words.event)(*event)}</li> }
        });
        let events = events.collect_view();
        vec![
            view! { <a href=href>{hook.form.url.clone()}</a> }.into_any(),
            view! { <ul class="plain">{events}</ul> }.into_any(),
            minute_in_china(hook.created_at).into_any(),
            state(shown.text, hook),
        ]
    };
    let rows: Vec<Vec<AnyView>> = shown.answer.webhooks.iter().map(row).collect();
    let table = if rows.is_empty() {
        view! { <p class="muted">{words.no_webhooks}</p> }.into_any()
    } else {
        view! {
            <CardTable
                caption=words.webhooks_about
                columns=vec![words.url, words.events, words.made_at, words.state]
                rows
            />
        }
        .into_any()
    };
    view! {
        <section class="wide-card">
            <h2>{words.webhooks}</h2>
            {table}
        </section>
    }
    .into_any()
}

/// How a webhook stands.
pub(super) fn state(text: &'static Text, hook: &Webhook) -> AnyView {
    let words = words(text);
    let (label, tone) = match (hook.off_because, hook.failing_since) {
        (Some(because), _) => ((words.off)(because), Tone::Neutral),
        (None, Some(_)) => (words.failing, Tone::Accent),
        (None, None) => (words.on, Tone::Good),
    };
    view! { <Badge label=label tone=tone /> }.into_any()
}

fn make(shown: &Shown<OwnWebhooksPage>) -> AnyView {
    let (text, words) = (shown.text, words(shown.text));
    let action = ServerAction::<MakeWebhook>::new();
    let form = Form::of(text, "webhook", action, shown.submitted.as_ref())
        .worded(text::label(text.locale), text::problem(text.locale));
    let empty = WebhookForm {
        url: String::new(),
        events: Vec::new(),
        reach: WebhookReach::Own,
        listings: Vec::new(),
    };
    let fields = fields(text, form, &empty, shown.answer.all);
    view! {
        <section class="wide-card">
            <h2>{words.make_webhook}</h2>
            <p class="muted">{words.make_webhook_about}</p>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                {fields}
                <SendButton label=words.make_webhook weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}

/// What a webhook is asked for.
pub(super) fn fields(text: &'static Text, form: Form, is: &WebhookForm, all: bool) -> AnyView {
    let words = words(text);
    let boxes = WebhookEvent::ALL.iter().map(|event| {
        view! {
            <CheckField
                name="events[]"
                value=event.as_str()
                label=(words.event)(*event)
                checked=is.events.contains(event)
            />
        }
    });
    let boxes = boxes.collect_view();
    let reaches = WebhookReach::ALL.iter();
    let reaches = reaches.filter(|reach| all || **reach != WebhookReach::All);
    let reaches: Vec<Choice> = reaches
        .map(|reach| Choice::new(reach.as_str(), (words.reach)(*reach)))
        .collect();
    let listings: Vec<String> = is.listings.iter().map(ToString::to_string).collect();
    let problem = form.problem("events");
    view! {
        <TextField
            id=form.id("url")
            name="url"
            label=words.url
            value=form.value("url", &is.url)
            hint=words.url_hint
            problem=form.problem("url")
            maxlength=WEBHOOK_URL_MAX
        />
        <fieldset class="ticks" id=form.id("events") tabindex="-1">
            <legend>{words.events}</legend>
            {boxes}
            <p class="field-problem">{move || problem.get()}</p>
        </fieldset>
        <SelectField
            id=form.id("reach")
            name="reach"
            label=words.homes
            choices=reaches
            value=form.value("reach", is.reach.as_str())
            problem=form.problem("reach")
        />
        <TextField
            id=form.id("listings")
            name="listings"
            label=words.chosen
            value=form.value("listings", &listings.join(", "))
            hint=words.chosen_hint
            problem=form.problem("listings")
            maxlength=2_000
        />
    }
    .into_any()
}
