//! The page of what waits for a decision (审核).

use super::server_fns::{Onward, admin_queue};
use crate::{
    features::admin::{admin_nav, other_pages},
    format::{minute_in_china, thousands},
    forms::{Address, Shown, done_about, form_page, frame},
    locales::Text,
};
use chrono::{DateTime, Utc};
use domain::moderation::{
    QueueReason,
    queue::{Queue, QueueEntry, QueueQuery, QueueSort},
};
use leptos::prelude::*;
use ui::{Badge, CardTable, Choice, SelectField, SubmitButton, TextField, Tone, Weight};

const PATH: &str = "/admin/moderation";
/// Hours from which on an age is said in days.
const IN_DAYS: i64 = 48;

/// The page at `/admin/moderation`.
pub(crate) fn queue_page() -> AnyView {
    form_page(
        PATH,
        |address: Address| {
            let decided = decided_in(&address);
            admin_queue(address.search, decided)
        },
        view_of,
    )
}

/// What a query string asks for: `q`, `reason`, `sort`, `page`.
pub(super) fn query_of(search: &str) -> QueueQuery {
    let mut query = QueueQuery::default();
    for (name, value) in form_urlencoded::parse(search.as_bytes()) {
        match &*name {
            "q" => query.q = value.trim().chars().take(100).collect(),
            "reason" => query.reason = value.parse().ok(),
            "sort" => query.sort = value.parse().unwrap_or(QueueSort::Oldest),
            "page" => query.page = value.parse().unwrap_or(1).max(1),
            _ => {}
        }
    }
    query
}

/// The listing about which something was decided a moment ago.
pub(super) fn decided_in(address: &Address) -> Option<i64> {
    address.parameter("decided")?.parse().ok()
}

/// What was just decided, and about which listing: the page shows others by now.
pub(super) fn decided<T>(shown: &Shown<Onward<T>>) -> AnyView {
    let word = shown.address.parameter("done").unwrap_or_default();
    let told = (shown.text.moderation().done)(&word);
    let home = shown.answer.decided.as_ref().map(|decided| {
        let href = [PATH, "/", &decided.listing.to_string()].concat();
        view! { <a href=href>{decided.title.clone()}</a> }
    });
    done_about(told, home.into_any())
}

fn view_of(shown: Shown<Onward<Queue>>) -> AnyView {
    let (text, queue) = (shown.text, &shown.answer.page);
    let words = text.moderation();
    let entries = &queue.entries;
    let total = u32::try_from(entries.total).unwrap_or(u32::MAX);
    let list = if entries.items.is_empty() {
        let query = query_of(&shown.address.search);
        let narrowed = query.reason.is_some() || !query.q.is_empty();
        let said = if narrowed {
            words.nothing_like_that
        } else {
            words.nothing_waits
        };
        view! { <p class="muted">{said}</p> }.into_any()
    } else {
        let rows = entries.items.iter();
        view! {
            <CardTable
                caption=words.queue_about
                columns=vec![
                    words.home,
                    words.publisher,
                    words.why,
                    words.changed_fields,
                    words.since,
                    words.age,
                ]
                rows=rows.map(|entry| row(text, entry, queue.now)).collect()
            />
        }
        .into_any()
    };
    let body = view! {
        {admin_nav(text, PATH)}
        {decided(&shown)}
        {search_form(text, &query_of(&shown.address.search))}
        <p role="status">{(words.waiting)(&thousands(total))}</p>
        {list}
        {other_pages(text, (PATH, &shown.address.search), (entries.page, entries.pages))}
    };
    frame(text, &shown.address, words.queue, "admin", body.into_any())
}

fn row(text: &'static Text, entry: &QueueEntry, now: DateTime<Utc>) -> Vec<AnyView> {
    let words = text.moderation();
    let href = [PATH, "/", &entry.listing.to_string()].concat();
    let why = entry
        .why
        .iter()
        .map(|reason| {
            let tone = match reason {
                QueueReason::New | QueueReason::Changed => Tone::Neutral,
                QueueReason::Appeal | QueueReason::Reported => Tone::Accent,
            };
            view! { <Badge label=(words.queue_reason)(*reason) tone=tone /> " " }
        })
        .collect_view();
    let changed: Vec<&str> = entry
        .changed
        .iter()
        .map(|field| (text.offer().label)(field))
        .collect();
    vec![
        view! { <a href=href>{entry.title.clone()}</a> }.into_any(),
        publisher(text, entry.publisher, entry.publisher_name.clone()),
        view! { <span>{why}</span> }.into_any(),
        changed.join(text.admin().comma).into_any(),
        minute_in_china(entry.since).into_any(),
        age(text, entry.since, now).into_any(),
    ]
}

/// The one who published a home, with the way to their account.
pub(super) fn publisher(
    text: &'static Text,
    id: Option<domain::UserId>,
    name: Option<String>,
) -> AnyView {
    match (id, name) {
        (Some(id), Some(name)) => {
            let href = ["/admin/users/", &id.to_string()].concat();
            view! { <a href=href>{name}</a> }.into_any()
        }
        _ => text.moderation().nobody.into_any(),
    }
}

fn age(text: &'static Text, since: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let words = text.moderation();
    let hours = (now - since).num_hours().max(0);
    if hours < IN_DAYS {
        (words.hours)(&hours.to_string())
    } else {
        (words.days)(&(hours / 24).to_string())
    }
}

fn search_form(text: &'static Text, query: &QueueQuery) -> AnyView {
    let (words, admin) = (text.moderation(), text.admin());
    let fine = Signal::stored(None);
    let reasons = [Choice::new("", admin.any)]
        .into_iter()
        .chain(
            QueueReason::ALL
                .iter()
                .map(|reason| Choice::new(reason.as_str(), (words.queue_reason)(*reason))),
        )
        .collect::<Vec<_>>();
    let sorts = vec![
        Choice::new(QueueSort::Oldest.as_str(), words.oldest),
        Choice::new(QueueSort::Newest.as_str(), words.newest),
    ];
    let reason = query.reason.map(QueueReason::as_str).unwrap_or_default();
    view! {
        <form class="search-row" method="get" action=PATH role="search">
            <TextField
                id="queue-q"
                name="q"
                label=words.find
                value=query.q.clone()
                problem=fine
                optional=true
            />
            <SelectField
                id="queue-reason"
                name="reason"
                label=words.why
                choices=reasons
                value=reason
                problem=fine
            />
            <SelectField
                id="queue-sort"
                name="sort"
                label=words.sort
                choices=sorts
                value=query.sort.as_str()
                problem=fine
            />
            <SubmitButton label=text.site.search weight=Weight::Primary />
        </form>
    }
    .into_any()
}
