//! The page of points (积分): how many, and what they were for.

use super::{
    own_nav::own_nav,
    server_fns::{Points, own_points},
};
use crate::{
    format::{minute_in_china, thousands},
    forms::{Address, Shown, form_page, frame},
};
use domain::account::profile::PointEntry;
use leptos::prelude::*;
use ui::CardTable;

/// The page at `/account/points`.
pub(super) fn points_page() -> AnyView {
    form_page("/account/points", |_: Address| own_points(), view_of)
}

fn view_of(shown: Shown<Points>) -> AnyView {
    let (text, points) = (shown.text, &shown.answer);
    let words = text.account();
    let row = |entry: &PointEntry| {
        let sign = if entry.points < 0 { "−" } else { "+" };
        vec![
            minute_in_china(entry.at).into_any(),
            (words.point_reason)(entry.reason).into_any(),
            [sign, &thousands(entry.points.unsigned_abs())]
                .concat()
                .into_any(),
        ]
    };
    let history = if points.entries.is_empty() {
        view! { <p class="muted">{words.no_points}</p> }.into_any()
    } else {
        view! {
            <CardTable
                caption=words.points_history
                columns=vec![words.when, words.what_for, words.points]
                rows=points.entries.iter().map(row).collect()
            />
        }
        .into_any()
    };
    let body = view! {
        {own_nav(text, "/account/points")}
        <section class="form-card">
            <p>
                <span class="figure-value">{thousands(points.total)}</span>
            </p>
            <p class="muted">{words.points_about}</p>
        </section>
        {history}
    };
    frame(text, &shown.address, words.points, "own", body.into_any())
}
