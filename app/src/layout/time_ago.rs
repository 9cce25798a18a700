//! Days as people say them.

use crate::{
    context::today,
    format::{SEPARATOR, ago},
    locales::Text,
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// A day: how long ago it was, then which it is (`3 天前 · 2024-12-01`).
pub(crate) fn day_ago(text: &'static Text, day: NaiveDate) -> AnyView {
    let exact = domain::day::text(day);
    let ago = today().and_then(|today| ago(text, day, today));
    let said = match ago {
        Some(ago) => [&ago, SEPARATOR, &exact].concat(),
        None => exact.clone(),
    };
    view! {
        <time datetime=exact.clone() title=exact>
            {said}
        </time>
    }
    .into_any()
}
