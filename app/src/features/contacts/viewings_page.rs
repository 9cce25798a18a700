//! Viewings as their two sides find them, by day.

use super::{
    address,
    calendar_card::calendar,
    home_path, nav, other_pages,
    server_fns::{ChangeViewing, ViewingsPage, list_viewings},
    slots::{day_words, time_of},
    viewing_change::chosen_view,
};
use crate::{
    forms::{Address, Form, Shown, done, form_page, frame},
    locales::Text,
};
use chrono::TimeDelta;
use domain::{
    agents::REVIEW_DAYS,
    contact::{Side, Viewing, ViewingAction, ViewingQuery, ViewingStatus, ViewingTime, china_date},
};
use leptos::prelude::*;
use ui::{Badge, EmptyState, LinkButton, Notice, NoticeTone, SendButton, Tone, Weight};

/// Where the list of a side stands.
pub(super) const fn path_of(side: Side) -> &'static str {
    match side {
        Side::Renter => "/account/viewings",
        Side::Host => "/console/viewings",
    }
}

/// The page at `/account/viewings`.
pub(crate) fn own_viewings_page() -> AnyView {
    form_page(
        path_of(Side::Renter),
        |address: Address| list_viewings(Side::Renter, address.search),
        view_of,
    )
}

/// The page at `/console/viewings`.
pub(crate) fn host_viewings_page() -> AnyView {
    form_page(
        path_of(Side::Host),
        |address: Address| list_viewings(Side::Host, address.search),
        view_of,
    )
}

fn view_of(shown: Shown<ViewingsPage>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer);
    let words = text.contacts();
    let path = path_of(page.side);
    let search = shown.address.search.as_str();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let hours = (page.side == Side::Host).then(|| hours_link(text, page.without_hours));
    let body = view! {
        {nav(text, page.side, path)}
        {done(told)}
        {hours}
        {page.chosen.as_ref().map(|chosen| chosen_view(&shown, chosen))}
        {times(text, page.side, search)}
        {list(&shown)}
        {other_pages(text, (path, search), (page.viewings.page, page.viewings.pages))}
        {calendar(&shown)}
    };
    let heading = match page.side {
        Side::Renter => words.own_viewings,
        Side::Host => words.viewings,
    };
    frame(text, &shown.address, heading, "own", body.into_any())
}

/// The way to the hours; who has none is told what that means.
fn hours_link(text: &'static Text, without: bool) -> AnyView {
    let words = text.contacts();
    if without {
        view! {
            <Notice tone=NoticeTone::Warning>
                <p>{words.without_hours}</p>
                <p>
                    <LinkButton
                        href="/console/hours"
                        label=words.set_hours
                        weight=Weight::Primary
                    />
                </p>
            </Notice>
        }
        .into_any()
    } else {
        view! {
            <p>
                <a href="/console/hours">{words.set_hours}</a>
            </p>
        }
        .into_any()
    }
}

/// Those to come, and those that are over.
fn times(text: &'static Text, side: Side, search: &str) -> AnyView {
    let words = text.contacts();
    let now = ViewingQuery::parse(search).time;
    let choices = ViewingTime::ALL
        .iter()
        .map(|time| {
            let href = address(path_of(side), "", "time", time.as_str());
            let current = (*time == now).then_some("true");
            view! {
                <li>
                    <a class="choice" href=href aria-current=current>
                        {(words.viewing_time)(*time)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label=words.show>
            <ul class="choices">{choices}</ul>
        </nav>
    }
    .into_any()
}

fn list(shown: &Shown<ViewingsPage>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer);
    let words = text.contacts();
    if page.viewings.items.is_empty() {
        let past = ViewingQuery::parse(&shown.address.search).time == ViewingTime::Past;
        return match page.side {
            _ if past => view! { <p class="muted">{words.no_past_viewings}</p> }.into_any(),
            Side::Renter => view! {
                <EmptyState title=words.no_viewings explanation=words.no_viewings_about>
                    <LinkButton href="/listings" label=words.find_homes weight=Weight::Primary />
                </EmptyState>
            }
            .into_any(),
            Side::Host => view! { <p class="muted">{words.no_viewings}</p> }.into_any(),
        };
    }
    let action = ServerAction::<ChangeViewing>::new();
    // What was sent from the form of the chosen viewing is shown there.
    let sent = shown.submitted.as_ref();
    let sent = sent.filter(|sent| {
        let action = sent.values.get("action").map(String::as_str);
        !matches!(action, Some("move" | "cancel"))
    });
    let form = Form::of(text, "viewing", action, sent);
    let days = page
        .viewings
        .items
        .chunk_by(|one, other| china_date(one.starts_at) == china_date(other.starts_at))
        .map(|viewings| {
            let day = viewings
                .first()
                .map(|first| day_words(text, china_date(first.starts_at)));
            let items = viewings
                .iter()
                .map(|viewing| item(shown, viewing, action, form))
                .collect_view();
            view! {
                <section class="agenda-day">
                    <h2>{day}</h2>
                    <ol class="contact-list">{items}</ol>
                </section>
            }
        })
        .collect_view();
    view! {
        {form.summary()}
        {days}
    }
    .into_any()
}

fn item(
    shown: &Shown<ViewingsPage>,
    viewing: &Viewing,
    action: ServerAction<ChangeViewing>,
    form: Form,
) -> AnyView {
    let text = shown.text;
    let words = text.contacts();
    let tone = match viewing.status {
        ViewingStatus::Confirmed => Tone::Good,
        ViewingStatus::Requested => Tone::Accent,
        _ => Tone::Neutral,
    };
    let why = viewing.reason.map(|reason| {
        let by = match viewing.cancelled_by {
            Some(by) if by == viewing.side => words.me.to_owned(),
            _ => viewing.with.clone(),
        };
        let reason = (words.cancelled)(&by, (words.reason)(reason));
        let more = (!viewing.reason_note.is_empty()).then(|| viewing.reason_note.clone());
        view! {
            <p class="muted">{reason}</p>
            {more.map(|more| view! { <p class="muted">{more}</p> })}
        }
    });
    let note = (!viewing.note.is_empty()).then(|| view! { <p>{viewing.note.clone()}</p> });
    view! {
        <li class="contact-item">
            <p class="contact-head">
                <strong>{time_of(viewing.starts_at)}</strong>
                <Badge label=(words.viewing_status)(viewing.status) tone=tone />
                <span>{viewing.with.clone()}</span>
            </p>
            <p>
                <a href=home_path(viewing.side, &viewing.home)>{viewing.home.title.clone()}</a>
            </p>
            <p class="muted">{viewing.place.clone()}</p>
            {note}
            {why}
            {actions(shown, viewing, action, form)}
        </li>
    }
    .into_any()
}

/// What can be done to a viewing.
fn actions(
    shown: &Shown<ViewingsPage>,
    viewing: &Viewing,
    action: ServerAction<ChangeViewing>,
    form: Form,
) -> AnyView {
    let (words, now) = (shown.text.contacts(), shown.answer.now);
    let (side, path) = (viewing.side, path_of(viewing.side));
    let id = viewing.id.to_string();
    let can = |what: ViewingAction| {
        viewing
            .status
            .after(what, side, viewing.starts_at, now)
            .is_ok()
    };
    let button = |what: ViewingAction, weight: Weight| {
        can(what).then(|| {
            let (id, version) = (id.clone(), viewing.version.to_string());
            view! {
                <ActionForm action>
                    <input type="hidden" name="viewing" value=id />
                    <input type="hidden" name="version" value=version />
                    <input type="hidden" name="action" value=what.as_str() />
                    <SendButton label=(words.action)(what) weight=weight busy=form.busy() />
                </ActionForm>
            }
        })
    };
    let link = |what: ViewingAction| {
        can(what).then(|| {
            let href = address(path, &shown.address.search, what.as_str(), &id);
            view! { <LinkButton href=href label=(words.action)(what) /> }
        })
    };
    let file = ["/viewings/", &id, ".ics"].concat();
    let reviewable = side == Side::Renter
        && viewing.status.took_place(viewing.starts_at, now)
        && !viewing.reviewed
        && now - viewing.starts_at <= TimeDelta::days(REVIEW_DAYS);
    let review = reviewable.then(|| {
        let href = ["/account/reviews/", &id].concat();
        view! { <LinkButton href=href label=words.review /> }
    });
    view! {
        <div class="row-actions">
            {review}
            {button(ViewingAction::Confirm, Weight::Primary)}
            {button(ViewingAction::Done, Weight::Quiet)}
            {button(ViewingAction::Missed, Weight::Quiet)}
            {link(ViewingAction::Move)}
            {link(ViewingAction::Cancel)}
            <a class="button" href=file rel="external" download="">
                {words.to_calendar}
            </a>
        </div>
    }
    .into_any()
}
