//! The devices on which somebody is signed in.

use super::super::{
    device::device_name,
    server_fns::{EndOtherSessions, EndSession, Security},
};
use crate::{
    format::minute_in_china,
    forms::{Form, Shown},
};
use domain::account::profile::Session;
use leptos::prelude::*;
use ui::{Badge, CardTable, SendButton, Tone};

pub(super) fn section(shown: &Shown<Security>) -> AnyView {
    let text = shown.text;
    let words = text.account();
    let sent = shown.submitted.as_ref();
    let end = ServerAction::<EndSession>::new();
    let end_others = ServerAction::<EndOtherSessions>::new();
    let one = Form::of(text, "session", end, sent);
    let others = Form::of(text, "sessions", end_others, sent);
    let row = |session: &Session| {
        let act = if session.id == shown.answer.current {
            view! { <Badge label=words.this_device tone=Tone::Good /> }.into_any()
        } else {
            let id = session.id.to_string();
            view! {
                <ActionForm action=end>
                    <input type="hidden" name="session" value=id />
                    <SendButton label=words.end_session busy=one.busy() />
                </ActionForm>
            }
            .into_any()
        };
        vec![
            device_name(&session.device, words.unknown_device).into_any(),
            session.ip.clone().into_any(),
            minute_in_china(session.started_at).into_any(),
            minute_in_china(session.renewed_at).into_any(),
            act,
        ]
    };
    let rows = shown.answer.sessions.iter().map(row).collect();
    let all = (shown.answer.sessions.len() > 1).then(|| {
        view! {
            <ActionForm action=end_others>
                <SendButton label=words.end_others busy=others.busy() />
            </ActionForm>
        }
    });
    view! {
        <section class="wide-card">
            <h2>{words.devices}</h2>
            {one.summary()}
            {others.summary()}
            <CardTable
                caption=words.devices_about
                columns=vec![
                    words.device,
                    words.address,
                    words.signed_in_at,
                    words.last_seen,
                    words.action,
                ]
                rows
            />
            {all}
        </section>
    }
    .into_any()
}
