//! The page of licences (从业证书) that agents hand in.

use super::text::{self, AgentsText};
use crate::{
    features::admin::{
        admin_nav::{admin_nav, other_pages},
        server_fns::{DecideLicence, admin_licences},
    },
    format::minute_in_china,
    forms::{Address, Form, Shown, done, form_page, frame},
};
use domain::{
    account::admin::Paged,
    agents::{BODY_MAX, LicenceEntry, LicenceState},
    place_page::agent_path,
};
use leptos::prelude::*;
use ui::{CardTable, Segment, Segments, SendButton, TextField, Weight};

const PATH: &str = "/admin/licences";

/// The page at `/admin/licences`.
pub(in crate::features::admin) fn licences_page() -> AnyView {
    form_page(
        PATH,
        |at: Address| {
            let page = at.parameter("page").and_then(|page| page.parse().ok());
            admin_licences(state_of(&at), page.unwrap_or(1))
        },
        view_of,
    )
}

fn state_of(address: &Address) -> LicenceState {
    let status = address.parameter("status");
    let status = status.and_then(|status| status.parse().ok());
    status.unwrap_or(LicenceState::InReview)
}

fn view_of(shown: Shown<Paged<LicenceEntry>>) -> AnyView {
    let text = shown.text;
    let words = text::of(text.locale);
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let state = state_of(&shown.address);
    let states = LicenceState::ALL.iter().map(|status| Segment {
        label: (words.state)(*status).into(),
        href: [PATH, "?status=", status.as_str()].concat(),
        current: *status == state,
        lang: None,
    });
    let list = if shown.answer.items.is_empty() {
        view! { <p class="muted">{words.no_licences}</p> }.into_any()
    } else {
        table(&shown, words, state)
    };
    let body = view! {
        {admin_nav(text, PATH)}
        {done(told)}
        <Segments label=text.admin().status segments=states.collect() />
        <section class="wide-card">{list}</section>
        {other_pages(
            text,
            (PATH, &shown.address.search),
            (shown.answer.page, shown.answer.pages),
        )}
    };
    frame(
        text,
        &shown.address,
        words.licences,
        "admin",
        body.into_any(),
    )
}

fn table(
    shown: &Shown<Paged<LicenceEntry>>,
    words: &'static AgentsText,
    state: LicenceState,
) -> AnyView {
    let text = shown.text;
    let waiting = state == LicenceState::InReview;
    let row = |entry: &LicenceEntry| {
        let licence = &entry.licence;
        let file = ["/licences/", &licence.id.to_string()].concat();
        let last = if waiting {
            decision(shown, words, entry)
        } else {
            licence.reason.clone().into_any()
        };
        let reviews = ["/admin/agents/", &entry.agent.to_string()].concat();
        vec![
            view! {
                <a href=agent_path(entry.agent.0)>{entry.name.clone()}</a>
                " "
                <a href=reviews>{words.reviews}</a>
            }
            .into_any(),
            entry.agency.clone().into_any(),
            licence.number.clone().into_any(),
            view! {
                <a href=file rel="external">
                    {if licence.pdf { "PDF" } else { words.picture }}
                </a>
            }
            .into_any(),
            minute_in_china(licence.handed_in_at).into_any(),
            last,
        ]
    };
    view! {
        <CardTable
            caption=words.licences
            columns=vec![
                words.agent,
                text.form().label_of("agency"),
                text.form().label_of("number"),
                words.file,
                text.account().when,
                if waiting { text.account().action } else { text.form().label_of("reason") },
            ]
            rows=shown.answer.items.iter().map(row).collect()
        />
    }
    .into_any()
}

/// Accepting a licence, and rejecting it for a reason.
fn decision(
    shown: &Shown<Paged<LicenceEntry>>,
    words: &'static AgentsText,
    entry: &LicenceEntry,
) -> AnyView {
    let text = shown.text;
    let id = entry.licence.id;
    // What was wrong with a decision stands beside the licence that it was about.
    let action = ServerAction::<DecideLicence>::new();
    let sent = shown.submitted.as_ref();
    let form = Form::one_of(text, "decision", ("licence", id.0), action, sent);
    let (accepted, rejected) = (id.to_string(), id.to_string());
    view! {
        {form.summary()}
        <div class="row-actions">
            <ActionForm action>
                <input type="hidden" name="licence" value=accepted />
                <input type="hidden" name="accepted" value="true" />
                <SendButton label=words.accept weight=Weight::Primary busy=form.busy() />
            </ActionForm>
            <ActionForm action attr:class="search-row" attr:novalidate=true>
                <input type="hidden" name="licence" value=rejected />
                <TextField
                    id=form.id("reason")
                    name="reason"
                    label=words.reason
                    value=form.value("reason", "")
                    problem=form.problem("reason")
                    maxlength=BODY_MAX as u32
                />
                <SendButton label=words.reject busy=form.busy() />
            </ActionForm>
        </div>
    }
    .into_any()
}
