//! Viewings as their two sides find them, by day.

use super::{
    address, nav, other_pages,
    server_fns::{
        ChangeViewing, ChosenViewing, RenewCalendar, RevokeCalendar, ViewingsPage, list_viewings,
    },
    slots::{day_words, moment_words, slot_field, time_of},
};
use crate::{
    context::absolute,
    features::listing::listing_path,
    forms::{Address, Form, Shown, done, form_page, frame},
    locales::Text,
};
use domain::contact::{
    CancelReason, NOTE_MAX, Side, Viewing, ViewingAction, ViewingQuery, ViewingStatus, ViewingTime,
    china_date,
};
use leptos::prelude::*;
use ui::{
    Badge, Choice, EmptyState, LinkButton, Notice, NoticeTone, SelectField, SendButton, TextField,
    Tone, Weight,
};

const fn path_of(side: Side) -> &'static str {
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
        return match page.side {
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
                <a href=listing_path(viewing.home.id)>{viewing.home.title.clone()}</a>
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
    let reviewed = side == Side::Renter && viewing.status == ViewingStatus::Done;
    let review = reviewed.then(|| {
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

/// The form of the viewing that is to be moved or called off.
fn chosen_view(shown: &Shown<ViewingsPage>, chosen: &ChosenViewing) -> AnyView {
    let text = shown.text;
    let words = text.contacts();
    let viewing = &chosen.viewing;
    let what = match chosen.slots {
        Some(_) => ViewingAction::Move,
        None => ViewingAction::Cancel,
    };
    let action = ServerAction::<ChangeViewing>::new();
    let form = Form::of(text, "chosen", action, shown.submitted.as_ref());
    let fields = match &chosen.slots {
        Some(slots) if slots.is_empty() => {
            view! { <p class="muted">{words.no_slots}</p> }.into_any()
        }
        Some(slots) => slot_field(text, form, slots),
        None => reason_fields(text, form),
    };
    let title = [
        &moment_words(text, viewing.starts_at),
        crate::format::SEPARATOR,
        &viewing.home.title,
    ]
    .concat();
    let (id, version) = (viewing.id.to_string(), viewing.version.to_string());
    let back = path_of(viewing.side);
    view! {
        <section class="form-card">
            <h2>{(words.action)(what)}</h2>
            <p>{title}</p>
            <ActionForm action attr:class="form form-wide" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="viewing" value=id />
                <input type="hidden" name="version" value=version />
                <input type="hidden" name="action" value=what.as_str() />
                {fields}
                <div class="form-actions">
                    <SendButton
                        label=(words.action)(what)
                        weight=Weight::Primary
                        busy=form.busy()
                    />
                    <LinkButton href=back label=words.back />
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}

fn reason_fields(text: &'static Text, form: Form) -> AnyView {
    let words = text.contacts();
    let reasons = CancelReason::CHOICES
        .iter()
        .map(|reason| Choice::new(reason.as_str(), (words.reason)(*reason)))
        .collect::<Vec<_>>();
    view! {
        <SelectField
            id=form.id("reason")
            name="reason"
            label=text.form().label_of("reason")
            choices=reasons
            value=form.value("reason", CancelReason::Time.as_str())
            problem=form.problem("reason")
        />
        <TextField
            id=form.id("note")
            name="note"
            label=text.form().label_of("note")
            value=form.value("note", "")
            problem=form.problem("note")
            optional=true
            maxlength=u32::try_from(NOTE_MAX).unwrap_or(u32::MAX)
        />
    }
    .into_any()
}

/// The calendar to subscribe to.
fn calendar(shown: &Shown<ViewingsPage>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer);
    let words = text.contacts();
    let renew = ServerAction::<RenewCalendar>::new();
    let revoke = ServerAction::<RevokeCalendar>::new();
    let sent = shown.submitted.as_ref();
    let (renewing, revoking) = (
        Form::of(text, "renew", renew, sent),
        Form::of(text, "revoke", revoke, sent),
    );
    let side = page.side.as_str();
    let secret = page.secret.as_ref().map(|secret| {
        let path = ["/calendars/", secret, ".ics"].concat();
        view! {
            <div class="done" role="status" tabindex="-1" autofocus=true>
                <Notice tone=NoticeTone::Good>
                    <p>{words.calendar_new}</p>
                    <p class="secret-address">
                        <code>{absolute(&path)}</code>
                    </p>
                </Notice>
            </div>
        }
    });
    let label = if page.calendar {
        words.calendar_renew
    } else {
        words.calendar_make
    };
    let off = page.calendar.then(|| {
        view! {
            <ActionForm action=revoke>
                <input type="hidden" name="side" value=side />
                <SendButton label=words.calendar_off busy=revoking.busy() />
            </ActionForm>
        }
    });
    view! {
        <section class="form-card">
            <h2>{words.calendar}</h2>
            <p class="muted">{words.calendar_about}</p>
            {secret}
            {renewing.summary()}
            {revoking.summary()}
            <div class="row-actions">
                <ActionForm action=renew>
                    <input type="hidden" name="side" value=side />
                    <SendButton label=label busy=renewing.busy() />
                </ActionForm>
                {off}
            </div>
        </section>
    }
    .into_any()
}
