//! The page of what somebody may do about a home: ask, see its number, book a viewing.

use super::{
    server_fns::{AskAbout, BookViewing, RevealPhone, home_contact_of},
    slots::slot_field,
};
use crate::{
    error::PageError,
    features::listing::{answers, listing_path},
    format::{facts, place, thousands},
    forms::{Address, Form, Shown, done, form_page, frame},
    layout::place_name,
    locales::Text,
};
use domain::{
    AppError, ErrorCode,
    contact::{HomeContact, MESSAGE_MAX, NOTE_MAX},
};
use leptos::prelude::*;
use ui::{AreaField, LinkButton, Notice, NoticeTone, SendButton, TextField, Weight};

const ROOT: &str = "/account/contact/";

/// The page at `/account/contact/{listing}`.
pub(crate) fn contact_page() -> AnyView {
    form_page(ROOT, fetch, view_of)
}

async fn fetch(address: Address) -> Result<HomeContact, PageError> {
    let id = address.path.strip_prefix(ROOT);
    match id.and_then(|id| id.trim_end_matches('/').parse().ok()) {
        Some(id) => home_contact_of(id).await,
        None => Err(PageError(AppError::new(ErrorCode::NotFound))),
    }
}

fn view_of(shown: Shown<HomeContact>) -> AnyView {
    let text = shown.text;
    let words = text.contacts();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let contact = &shown.answer;
    let body = if contact.own {
        view! {
            <Notice>
                <p>{words.own_home}</p>
            </Notice>
        }
        .into_any()
    } else if contact.reserved {
        reserved(text, contact)
    } else {
        view! { {phone(&shown)} {ask(&shown)} {viewing(&shown)} }.into_any()
    };
    let body = view! {
        {done(told)}
        {home(text, contact)}
        {body}
    };
    frame(text, &shown.address, words.contact, "own", body.into_any())
}

/// Nothing is begun about a home that is promised to somebody; what was begun before is still there.
fn reserved(text: &'static Text, contact: &HomeContact) -> AnyView {
    let words = text.contacts();
    let enquiry = contact.enquiry.map(|enquiry| {
        let href = ["/account/enquiries/", &enquiry.to_string()].concat();
        view! {
            <p>
                <a href=href>{words.enquiry_before}</a>
            </p>
        }
    });
    let viewing = contact.viewing.map(|_| {
        view! {
            <p>
                <a href="/account/viewings">{words.viewing_before}</a>
            </p>
        }
    });
    view! {
        <Notice tone=NoticeTone::Warning>
            <p>{words.reserved}</p>
            {enquiry}
            {viewing}
        </Notice>
    }
    .into_any()
}

/// The home, and who answers.
fn home(text: &'static Text, contact: &HomeContact) -> AnyView {
    let words = text.contacts();
    let card = &contact.home;
    let rent = (text.words.yuan_per_month)(&thousands(card.rent));
    let host = match &contact.host {
        Some(host) => (words.host)(host),
        None => words.no_host.to_owned(),
    };
    let rate = contact.response.map(|rate| answers(text, rate));
    view! {
        <section class="form-card">
            <h2>
                <a href=listing_path(card.id)>{card.title.clone()}</a>
            </h2>
            <p>
                <strong>{rent}</strong>
            </p>
            <p class="muted">{facts(text, card)}</p>
            <p class="muted">{place_name(&place(card))}</p>
            <p>{host}</p>
            {rate.map(|rate| view! { <p class="muted">{rate}</p> })}
        </section>
    }
    .into_any()
}

fn phone(shown: &Shown<HomeContact>) -> AnyView {
    let (text, contact) = (shown.text, &shown.answer);
    let words = text.contacts();
    let action = ServerAction::<RevealPhone>::new();
    let form = Form::of(text, "phone", action, shown.submitted.as_ref());
    let id = contact.home.id.to_string();
    let body = match &contact.phone {
        Some(phone) => {
            let href = ["tel:", phone].concat();
            view! {
                <p class="phone-number">
                    <a href=href>{phone.clone()}</a>
                </p>
                <p class="muted">{words.phone_shown}</p>
            }
            .into_any()
        }
        None if contact.callable => view! {
            <p class="muted">{words.phone_about}</p>
            <ActionForm action attr:class="form">
                {form.summary()}
                <input type="hidden" name="listing" value=id />
                <SendButton label=words.show_phone busy=form.busy() />
            </ActionForm>
        }
        .into_any(),
        None => view! { <p class="muted">{words.no_phone}</p> }.into_any(),
    };
    view! {
        <section class="form-card" id="phone">
            <h2>{words.phone}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn ask(shown: &Shown<HomeContact>) -> AnyView {
    let (text, contact) = (shown.text, &shown.answer);
    let words = text.contacts();
    if contact.host.is_none() {
        return ().into_any();
    }
    let action = ServerAction::<AskAbout>::new();
    let form = Form::of(text, "ask", action, shown.submitted.as_ref());
    let id = contact.home.id.to_string();
    let before = contact.enquiry.map(|enquiry| {
        let href = ["/account/enquiries/", &enquiry.to_string()].concat();
        view! {
            <p>
                <a href=href>{words.enquiry_before}</a>
            </p>
        }
    });
    view! {
        <section class="form-card" id="ask">
            <h2>{words.ask}</h2>
            {before}
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="listing" value=id />
                <AreaField
                    id=form.id("message")
                    name="message"
                    label=text.form().label_of("message")
                    value=form.value("message", "")
                    hint=words.message_hint
                    problem=form.problem("message")
                    maxlength=u32::try_from(MESSAGE_MAX).unwrap_or(u32::MAX)
                />
                <SendButton label=words.send weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}

fn viewing(shown: &Shown<HomeContact>) -> AnyView {
    let (text, contact) = (shown.text, &shown.answer);
    let words = text.contacts();
    let body = if contact.viewing.is_some() {
        view! {
            <p>{words.viewing_before}</p>
            <p>
                <LinkButton href="/account/viewings" label=words.own_viewings />
            </p>
        }
        .into_any()
    } else if contact.slots.is_empty() {
        view! { <p class="muted">{words.no_slots}</p> }.into_any()
    } else {
        booking(shown)
    };
    view! {
        <section class="form-card" id="viewing">
            <h2>{words.book}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn booking(shown: &Shown<HomeContact>) -> AnyView {
    let (text, contact) = (shown.text, &shown.answer);
    let words = text.contacts();
    let action = ServerAction::<BookViewing>::new();
    let form = Form::of(text, "book", action, shown.submitted.as_ref());
    let id = contact.home.id.to_string();
    let problem = form.problem("note");
    let slots = slot_field(text, form, &contact.slots);
    view! {
        <p class="muted">{words.book_about}</p>
        <ActionForm action attr:class="form form-wide" attr:novalidate=true>
            {form.summary()}
            <input type="hidden" name="listing" value=id />
            {slots}
            <TextField
                id=form.id("note")
                name="note"
                label=text.form().label_of("note")
                value=form.value("note", "")
                hint=words.note_hint
                problem=problem
                optional=true
                maxlength=u32::try_from(NOTE_MAX).unwrap_or(u32::MAX)
            />
            <SendButton label=words.book weight=Weight::Primary busy=form.busy() />
        </ActionForm>
    }
    .into_any()
}
