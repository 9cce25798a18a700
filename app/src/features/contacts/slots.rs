//! Choosing one of the half hours in which a home can be seen.

use crate::{format::minute_in_china, forms::Form, locales::Text};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::contact::china_date;
use leptos::prelude::*;
use ui::RadioField;

/// A day and its weekday: `2026-06-02 周二`.
pub(super) fn day_words(text: &'static Text, day: NaiveDate) -> String {
    let weekday = day.weekday().num_days_from_monday() as usize;
    let weekday = text.contacts().weekdays.get(weekday).copied();
    [&domain::day::text(day), " ", weekday.unwrap_or_default()].concat()
}

/// The time of day in China: `09:30`.
pub(super) fn time_of(moment: DateTime<Utc>) -> String {
    let whole = minute_in_china(moment);
    whole.get(11..).unwrap_or_default().to_owned()
}

/// A moment with its weekday: `2026-06-02 周二 09:30`.
pub(super) fn moment_words(text: &'static Text, moment: DateTime<Utc>) -> String {
    [&day_words(text, china_date(moment)), " ", &time_of(moment)].concat()
}

/// The slots by day, of which one is chosen as the field `starts_at` of `form`.
pub(super) fn slot_field(text: &'static Text, form: Form, slots: &[DateTime<Utc>]) -> AnyView {
    let problem = form.problem("starts_at");
    let chosen = form.value("starts_at", "");
    let days = slots
        .chunk_by(|one, other| china_date(*one) == china_date(*other))
        .map(|slots| {
            let day = slots.first().map(|slot| day_words(text, china_date(*slot)));
            let times = slots
                .iter()
                .map(|slot| {
                    let value = domain::moment::text(*slot);
                    let checked = value == chosen;
                    view! {
                        <RadioField name="starts_at" value=value label=time_of(*slot) checked=checked />
                    }
                })
                .collect_view();
            view! {
                <fieldset class="slot-day">
                    <legend>{day}</legend>
                    <div class="slot-times">{times}</div>
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <div class="slots" id=form.id("starts_at") tabindex="-1">
            <p class="field-problem">{move || problem.get()}</p>
            {days}
        </div>
    }
    .into_any()
}
