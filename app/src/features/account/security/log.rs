//! The log of signing in (登录日志).

use super::super::device::device_name;
use crate::{format::minute_in_china, locales::Text};
use domain::account::{SignInOutcome, profile::SignInEntry};
use leptos::prelude::*;
use ui::{Badge, CardTable, Tone};

pub(super) fn section(text: &'static Text, entries: &[SignInEntry]) -> AnyView {
    let words = text.account();
    view! {
        <section class="wide-card">
            <h2>{words.log}</h2>
            {sign_in_table(text, words.log_about, entries)}
        </section>
    }
    .into_any()
}

/// The attempts to sign in, the newest first, under `caption`.
pub(crate) fn sign_in_table(
    text: &'static Text,
    caption: &'static str,
    entries: &[SignInEntry],
) -> AnyView {
    let words = text.account();
    let row = |entry: &SignInEntry| {
        let tone = match entry.outcome {
            SignInOutcome::Done => Tone::Good,
            _ => Tone::Neutral,
        };
        vec![
            minute_in_china(entry.at).into_any(),
            (words.sign_in_way)(entry.way).into_any(),
            view! { <Badge label=(words.sign_in_outcome)(entry.outcome) tone=tone /> }.into_any(),
            entry.ip.clone().into_any(),
            device_name(&entry.device, words.unknown_device).into_any(),
        ]
    };
    view! {
        <CardTable
            caption
            columns=vec![words.when, words.way, words.outcome, words.address, words.device]
            rows=entries.iter().map(row).collect()
        />
    }
    .into_any()
}
