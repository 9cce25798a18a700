//! The way from being shown to being let: in sum, and day by day.

use super::{
    table::{Cell, Row, chart, figure, table},
    text::DashboardText,
};
use crate::format::{tenths, thousands};
use domain::agents::dashboard::{Dashboard, Funnel};
use leptos::prelude::*;

const FUNNEL: &str = "funnel";
const DAYS: &str = "days";

/// The steps of a funnel, by their names.
pub(super) fn steps(words: &DashboardText, funnel: &Funnel) -> [(&'static str, u32); 5] {
    [
        (words.impressions, funnel.impressions),
        (words.views, funnel.views),
        (words.contacts, funnel.contacts),
        (words.viewings, funnel.viewings),
        (words.lets, funnel.lets),
    ]
}

/// The sums of the span, each beside the step before it.
pub(super) fn funnel(words: &'static DashboardText, dashboard: &Dashboard) -> AnyView {
    let steps = steps(words, &dashboard.total);
    let before = std::iter::once(None).chain(steps.map(|(_, number)| Some(number)));
    let rows = steps
        .into_iter()
        .zip(before)
        .map(|((name, number), before)| {
            let share = match before.filter(|before| *before > 0) {
                Some(before) => {
                    let permille = u64::from(number) * 1_000 / u64::from(before);
                    let permille = u32::try_from(permille).unwrap_or(u32::MAX);
                    Cell::said(permille, [&tenths(permille), "%"].concat())
                }
                None => Cell::missing("–"),
            };
            Row {
                name: name.into_any(),
                cells: vec![Cell::number(number), share],
            }
        });
    let says: Vec<String> = steps
        .iter()
        .map(|(name, number)| [*name, " ", &thousands(*number)].concat())
        .collect();
    let says = says.join(words.comma);
    let table = table(
        FUNNEL,
        words.funnel,
        vec![words.step, words.times, words.of_before],
        rows.collect(),
    );
    figure(
        words.funnel,
        view! { <p class="muted">{words.funnel_about}</p> }.into_any(),
        chart("bars", FUNNEL, 1, steps.len(), says),
        (None, table),
    )
}

/// What happened day by day.
pub(super) fn over_time(words: &'static DashboardText, dashboard: &Dashboard) -> AnyView {
    let days = &dashboard.days;
    let rows = days.iter().map(|day| {
        let steps = steps(words, &day.funnel);
        Row {
            name: domain::day::text(day.day).into_any(),
            cells: steps
                .iter()
                .map(|(_, number)| Cell::number(*number))
                .collect(),
        }
    });
    let table = table(
        DAYS,
        words.over_time,
        vec![
            words.day,
            words.impressions,
            words.views,
            words.contacts,
            words.viewings,
            words.lets,
        ],
        rows.collect(),
    );
    let says = |name: &str, number: u32| [name, words.colon, &thousands(number)].concat();
    let total = &dashboard.total;
    let charts = view! {
        <p class="muted" aria-hidden="true">{words.views}</p>
        {chart("line", DAYS, 2, days.len(), says(words.views, total.views))}
        <p class="muted" aria-hidden="true">{words.contacts}</p>
        {chart("line", DAYS, 3, days.len(), says(words.contacts, total.contacts))}
    };
    figure(
        words.over_time,
        ().into_any(),
        charts.into_any(),
        (Some(words.show_table), table),
    )
}
