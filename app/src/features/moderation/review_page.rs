//! The page on which a moderator decides about a listing.

use super::{
    differences::{differences, photos},
    hints::hint_list,
    queue_page::{decided, decided_in, publisher},
    server_fns::{
        AnswerAppeal, ApproveListing, Onward, RejectListing, TakeDownListing, admin_review,
    },
};
use crate::{
    error::PageError,
    features::admin::admin_nav,
    format::minute_in_china,
    forms::{Address, Form, Shown, asked_first, form_page, frame},
    locales::Text,
};
use domain::{
    AppError, ErrorCode,
    moderation::{AppealStatus, NOTE_MAX, RejectReason, appeal::Appeal, queue::Review},
    offer::{ListingAction, Step},
};
use leptos::prelude::*;
use ui::{
    AreaField, CardTable, CheckField, Choice, LinkButton, Notice, SelectField, SendButton, Weight,
};

const ROOT: &str = "/admin/moderation/";

/// The page at `/admin/moderation/{listing}`.
pub(crate) fn review_page() -> AnyView {
    form_page(ROOT, fetch, view_of)
}

async fn fetch(address: Address) -> Result<Onward<Review>, PageError> {
    let id = address
        .path
        .strip_prefix(ROOT)
        .and_then(|id| id.parse().ok());
    match id {
        Some(id) => admin_review(id, decided_in(&address)).await,
        None => Err(PageError(AppError::new(ErrorCode::NotFound))),
    }
}

fn view_of(shown: Shown<Onward<Review>>) -> AnyView {
    let (text, review) = (shown.text, &shown.answer.page);
    let words = text.moderation();
    let public = review.public.is_some().then(|| {
        let href = ["/listings/", &review.listing.to_string()].concat();
        view! { <LinkButton href=href label=words.public_now /> }
    });
    let reports = [
        "/admin/reports?status=all&listing=",
        &review.listing.to_string(),
    ]
    .concat();
    let next = review.next.map(|next| {
        let href = [ROOT, &next.to_string()].concat();
        view! { <LinkButton href=href label=words.next /> }
    });
    let title = review.form.title.clone();
    let body = view! {
        {admin_nav(text, &shown.address.path)}
        {decided(&shown)}
        <h2>{title}</h2>
        <p class="row-actions">
            <LinkButton href="/admin/moderation" label=words.queue />
            <LinkButton href=reports label=words.reports />
            {public}
            {next}
        </p>
        <dl class="facts-list">
            <dt>{words.publisher}</dt>
            <dd>{publisher(text, review.publisher, review.publisher_name.clone())}</dd>
            <dt>{words.since}</dt>
            <dd>{review.submitted_at.map(minute_in_china)}</dd>
        </dl>
        <section class="wide-card">
            <h2>{words.hints}</h2>
            {hint_list(text, &review.hints)}
        </section>
        <section class="wide-card">
            <h2>{words.differences}</h2>
            {differences(text, review)}
        </section>
        <section class="wide-card">
            <h2>{words.photos}</h2>
            {photos(text, review)}
        </section>
        {appeal(&shown)}
        {decision(&shown)}
        {taking_down(&shown)}
        <section class="wide-card">
            <h2>{words.history}</h2>
            {history(&shown)}
        </section>
    };
    frame(text, &shown.address, words.review, "admin", body.into_any())
}

fn decision(shown: &Shown<Onward<Review>>) -> AnyView {
    let (text, review) = (shown.text, &shown.answer.page);
    let words = text.moderation();
    if !review.in_review {
        return view! { <p class="muted">{words.not_in_review}</p> }.into_any();
    }
    if review.own {
        return view! {
            <Notice>
                <p>{words.own}</p>
            </Notice>
        }
        .into_any();
    }
    let sent = shown.submitted.as_ref();
    let approve = ServerAction::<ApproveListing>::new();
    let approval = Form::of(text, "approve", approve, sent);
    let reject = ServerAction::<RejectListing>::new();
    let rejection = Form::of(text, "reject", reject, sent);
    let (listing, version) = (review.listing.to_string(), review.version.to_string());
    let next = review.next.map(|next| next.to_string());
    let hidden = move || {
        let next = next
            .clone()
            .map(|next| view! { <input type="hidden" name="next" value=next /> });
        view! {
            <input type="hidden" name="listing" value=listing.clone() />
            <input type="hidden" name="version" value=version.clone() />
            {next}
        }
    };
    let (first, second) = (hidden(), hidden());
    view! {
        <div class="admin-columns">
            <section class="form-card">
                <h2>{words.approve}</h2>
                <ActionForm action=approve attr:class="form">
                    {approval.summary()}
                    {first}
                    <SendButton label=words.approve weight=Weight::Primary busy=approval.busy() />
                </ActionForm>
            </section>
            <section class="form-card">
                <h2>{words.reject}</h2>
                <p class="muted">{words.reject_about}</p>
                <ActionForm action=reject attr:class="form" attr:novalidate=true>
                    {rejection.summary()}
                    {second}
                    {why(text, rejection)}
                    <SendButton label=words.reject busy=rejection.busy() />
                </ActionForm>
            </section>
        </div>
    }
    .into_any()
}

/// Why, in words of a list and in one's own.
fn why(text: &'static Text, form: Form) -> AnyView {
    let words = text.moderation();
    let chosen = form.value("reasons", "");
    let boxes = RejectReason::ALL
        .iter()
        .map(|reason| {
            let ticked = chosen.split(',').any(|word| word == reason.as_str());
            view! {
                <CheckField
                    name="reasons[]"
                    value=reason.as_str()
                    label=(words.reject_reason)(*reason)
                    checked=ticked
                />
            }
        })
        .collect_view();
    view! {
        <fieldset class="ticks" id=form.id("reasons") tabindex="-1">
            <legend class="hidden">{text.form().label_of("reasons")}</legend>
            {boxes}
        </fieldset>
        <AreaField
            id=form.id("note")
            name="note"
            label=text.form().label_of("note")
            value=form.value("note", "")
            problem=form.problem("note")
            maxlength=NOTE_MAX as u32
        />
    }
    .into_any()
}

/// Taking a home down that is public, without a report about it.
fn taking_down(shown: &Shown<Onward<Review>>) -> AnyView {
    let (text, review) = (shown.text, &shown.answer.page);
    let words = text.moderation();
    if review.status.after(ListingAction::TakeDown).is_none() {
        return ().into_any();
    }
    let action = ServerAction::<TakeDownListing>::new();
    let form = Form::of(text, "down", action, shown.submitted.as_ref());
    let listing = review.listing.to_string();
    let fields = view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            {form.summary()}
            <input type="hidden" name="listing" value=listing />
            {why(text, form)}
            <SendButton label=form.sure(words.take_down) busy=form.busy() />
        </ActionForm>
    };
    view! {
        <section class="form-card" id="take-down">
            <h2>{words.take_down}</h2>
            {asked_first(form, words.take_down, words.take_down_about, fields.into_any())}
        </section>
    }
    .into_any()
}

fn appeal(shown: &Shown<Onward<Review>>) -> AnyView {
    let text = shown.text;
    let words = text.moderation();
    let Some(appeal) = shown.answer.page.appeal.as_ref() else {
        return ().into_any();
    };
    let below = if appeal.status == AppealStatus::Open && shown.answer.page.own {
        view! { <p>{words.own}</p> }.into_any()
    } else if appeal.status == AppealStatus::Open {
        appeal_form(shown, appeal)
    } else {
        view! {
            <p>
                {(words.appeal_status)(appeal.status)} " · "
                {appeal.decided_at.map(minute_in_china)}
            </p>
            <p class="note-text">{appeal.answer.clone()}</p>
        }
        .into_any()
    };
    view! {
        <section class="form-card">
            <h2>{words.appeal}</h2>
            <p class="muted">{minute_in_china(appeal.made_at)}</p>
            <p class="note-text">{appeal.body.clone()}</p>
            {below}
        </section>
    }
    .into_any()
}

fn appeal_form(shown: &Shown<Onward<Review>>, appeal: &Appeal) -> AnyView {
    let text = shown.text;
    let words = text.moderation();
    let action = ServerAction::<AnswerAppeal>::new();
    let form = Form::of(text, "appeal", action, shown.submitted.as_ref());
    let choices = vec![
        Choice::new("true", words.grant),
        Choice::new("false", words.refuse),
    ];
    let id = appeal.id.to_string();
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            {form.summary()}
            <input type="hidden" name="appeal" value=id />
            <SelectField
                id=form.id("uphold")
                name="uphold"
                label=words.verdict
                choices=choices
                value=form.value("uphold", "true")
                hint=words.grant_about
                problem=form.problem("uphold")
            />
            <AreaField
                id=form.id("answer")
                name="answer"
                label=text.form().label_of("answer")
                value=form.value("answer", "")
                problem=form.problem("answer")
                maxlength=NOTE_MAX as u32
            />
            <SendButton label=words.answer_it busy=form.busy() />
        </ActionForm>
    }
    .into_any()
}

fn history(shown: &Shown<Onward<Review>>) -> AnyView {
    let text = shown.text;
    let (words, account) = (text.moderation(), text.account());
    let row = |step: &Step| {
        let reasons: Vec<&str> = step
            .reasons
            .iter()
            .map(|word| (words.reason_word)(word))
            .collect();
        vec![
            minute_in_china(step.at).into_any(),
            step.actor.clone().into_any(),
            (words.step)(&step.action).into_any(),
            reasons.join(text.admin().comma).into_any(),
            step.note.clone().into_any(),
        ]
    };
    view! {
        <CardTable
            caption=words.history
            columns=vec![
                account.when,
                text.admin().actor,
                text.admin().deed,
                text.form().label_of("reasons"),
                text.form().label_of("note"),
            ]
            rows=shown.answer.page.steps.iter().map(row).collect()
        />
    }
    .into_any()
}
