//! An enquiry with all that was written.

use super::{
    enquiries_page::path_of,
    home_path, nav,
    server_fns::{MarkEnquiry, WriteMessage, show_enquiry},
};
use crate::{
    error::PageError,
    format::minute_in_china,
    forms::{Address, Form, Shown, done, form_page, frame},
};
use domain::{
    AppError, ErrorCode,
    contact::{EnquiryMark, EnquiryMessage, EnquiryThread, MESSAGE_MAX, Side},
};
use leptos::prelude::*;
use ui::{AreaField, Choice, SelectField, SendButton, Weight};

/// The page at `/account/enquiries/{id}`.
pub(crate) fn own_enquiry_page() -> AnyView {
    form_page("/account/enquiries/", fetch, view_of)
}

/// The page at `/console/enquiries/{id}`.
pub(crate) fn host_enquiry_page() -> AnyView {
    form_page("/console/enquiries/", fetch, view_of)
}

async fn fetch(address: Address) -> Result<EnquiryThread, PageError> {
    let id = address.path.trim_end_matches('/').rsplit('/').next();
    match id.and_then(|id| id.parse().ok()) {
        Some(id) => show_enquiry(id).await,
        None => Err(PageError(AppError::new(ErrorCode::NotFound))),
    }
}

fn view_of(shown: Shown<EnquiryThread>) -> AnyView {
    let text = shown.text;
    let words = text.contacts();
    let enquiry = &shown.answer.enquiry;
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let messages = shown.answer.messages.iter();
    let messages = messages
        .map(|message| message_view(&shown, message))
        .collect_view();
    let contact = (enquiry.side == Side::Renter && enquiry.home.public).then(|| {
        let href = ["/account/contact/", &enquiry.home.id.to_string()].concat();
        view! { <a href=href>{words.to_contact}</a> }
    });
    let body = view! {
        {nav(text, enquiry.side, path_of(enquiry.side))}
        {done(told)}
        <section class="form-card">
            <h2>{enquiry.with.clone()}</h2>
            <p class="form-links">
                <a href=home_path(enquiry.side, &enquiry.home)>{enquiry.home.title.clone()}</a>
                {contact}
            </p>
            <ol class="messages">{messages}</ol>
            {answer(&shown)}
        </section>
        {(enquiry.side == Side::Host).then(|| mark(&shown))}
    };
    frame(text, &shown.address, words.enquiry, "own", body.into_any())
}

fn message_view(shown: &Shown<EnquiryThread>, message: &EnquiryMessage) -> AnyView {
    let enquiry = &shown.answer.enquiry;
    let mine = message.from == enquiry.side;
    let (class, from) = if mine {
        ("message mine", shown.text.contacts().me.to_owned())
    } else {
        ("message", enquiry.with.clone())
    };
    view! {
        <li class=class>
            <p class="message-head">
                <span>{from}</span>
                <time>{minute_in_china(message.at)}</time>
            </p>
            <p class="message-body">{message.body.clone()}</p>
        </li>
    }
    .into_any()
}

fn answer(shown: &Shown<EnquiryThread>) -> AnyView {
    let text = shown.text;
    let enquiry = &shown.answer.enquiry;
    let action = ServerAction::<WriteMessage>::new();
    let form = Form::of(text, "answer", action, shown.submitted.as_ref());
    let (id, side) = (enquiry.id.to_string(), enquiry.side.as_str());
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            {form.summary()}
            <input type="hidden" name="enquiry" value=id />
            <input type="hidden" name="side" value=side />
            <AreaField
                id=form.id("message")
                name="message"
                label=text.form().label_of("message")
                value=form.value("message", "")
                problem=form.problem("message")
                maxlength=u32::try_from(MESSAGE_MAX).unwrap_or(u32::MAX)
            />
            <SendButton label=text.contacts().send weight=Weight::Primary busy=form.busy() />
        </ActionForm>
    }
    .into_any()
}

/// What the host makes of it.
fn mark(shown: &Shown<EnquiryThread>) -> AnyView {
    let text = shown.text;
    let words = text.contacts();
    let enquiry = &shown.answer.enquiry;
    let action = ServerAction::<MarkEnquiry>::new();
    let form = Form::of(text, "mark", action, shown.submitted.as_ref());
    let choices = EnquiryMark::ALL
        .iter()
        .map(|mark| Choice::new(mark.as_str(), (words.mark)(*mark)))
        .collect::<Vec<_>>();
    let (id, now) = (enquiry.id.to_string(), enquiry.mark.as_str());
    view! {
        <section class="form-card">
            <h2>{words.mark_heading}</h2>
            <ActionForm action attr:class="form">
                {form.summary()}
                <input type="hidden" name="enquiry" value=id />
                <SelectField
                    id=form.id("mark")
                    name="mark"
                    label=text.form().label_of("mark")
                    choices=choices
                    value=now
                    problem=form.problem("mark")
                />
                <SendButton label=text.form().save busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}
