//! The page on which a renter reports a home (举报房源).

use super::server_fns::{ReportHome, reportable};
use crate::{
    error::PageError,
    features::account::own_nav,
    forms::{Address, Form, Shown, form_page, frame},
};
use domain::{
    AppError, ErrorCode,
    moderation::{NOTE_MAX, ReportReason, report::Reportable},
};
use leptos::prelude::*;
use ui::{AreaField, Choice, Notice, NoticeTone, SelectField, SendButton, Weight};

const ROOT: &str = "/account/report/";

/// The page at `/account/report/{listing}`.
pub(crate) fn report_page() -> AnyView {
    form_page(ROOT, fetch, view_of)
}

async fn fetch(address: Address) -> Result<Reportable, PageError> {
    let id = address
        .path
        .strip_prefix(ROOT)
        .and_then(|id| id.parse().ok());
    match id {
        Some(id) => reportable(id).await,
        None => Err(PageError(AppError::new(ErrorCode::NotFound))),
    }
}

fn view_of(shown: Shown<Reportable>) -> AnyView {
    let (text, home) = (shown.text, &shown.answer);
    let words = text.report();
    let href = ["/listings/", &home.listing.to_string()].concat();
    let below = if home.open.is_some() {
        view! {
            <Notice tone=NoticeTone::Info>
                <p>{words.open_already}</p>
                <p>
                    <a href="/account/reports">{words.see_reports}</a>
                </p>
            </Notice>
        }
        .into_any()
    } else {
        form(&shown)
    };
    let body = view! {
        {own_nav(text, &shown.address.path)}
        <section class="form-card">
            <p>
                <a href=href>{home.title.clone()}</a>
            </p>
            <p class="muted">{words.about}</p>
            {below}
        </section>
    };
    frame(text, &shown.address, words.report, "own", body.into_any())
}

fn form(shown: &Shown<Reportable>) -> AnyView {
    let text = shown.text;
    let (words, labels) = (text.report(), text.form());
    let action = ServerAction::<ReportHome>::new();
    let form = Form::of(text, "report", action, shown.submitted.as_ref());
    let reasons = ReportReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.as_str(), (words.reason)(*reason)))
        .collect::<Vec<_>>();
    let listing = shown.answer.listing.to_string();
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            {form.summary()}
            <input type="hidden" name="listing" value=listing />
            <SelectField
                id=form.id("reason")
                name="reason"
                label=labels.label_of("reason")
                choices=reasons
                value=form.value("reason", ReportReason::NotAvailable.as_str())
                problem=form.problem("reason")
            />
            <AreaField
                id=form.id("note")
                name="note"
                label=labels.label_of("note")
                value=form.value("note", "")
                hint=words.note_hint
                problem=form.problem("note")
                maxlength=NOTE_MAX as u32
            />
            <SendButton label=words.send weight=Weight::Primary busy=form.busy() />
        </ActionForm>
    }
    .into_any()
}
