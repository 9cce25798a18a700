//! The page of one home: what is written about it, how it stands, what happened to it.

use super::{
    differences::{changes_table, names_of, value_of},
    editor::editor,
    life::{history, step_buttons},
    own_page::status_badge,
    photo_board::photo_board,
    server_fns::{
        AppealListing, ChangePhotos, DeleteDraft, DiscardEdit, DuplicateListing, Editing,
        RecallListing, listing_editor,
    },
};
use crate::{
    error::PageError,
    features::console::console_nav,
    forms::{Address, Form, Shown, asked_first, done, form_page, frame},
};
use domain::{
    AppError, ErrorCode, ListingStatus,
    offer::{Actor, EditState, ListingAction},
};
use leptos::prelude::*;
use ui::{AreaField, LinkButton, Notice, NoticeTone, SendButton};

const ROOT: &str = "/console/listings";

/// The page at `/console/listings/{id}`.
pub(crate) fn editor_page() -> AnyView {
    form_page(ROOT, fetch, view_of)
}

async fn fetch(address: Address) -> Result<Editing, PageError> {
    let id = address.path.rsplit('/').find(|part| !part.is_empty());
    match id.and_then(|id| id.parse().ok()) {
        Some(id) => listing_editor(id).await,
        None => Err(PageError(AppError::new(ErrorCode::NotFound))),
    }
}

fn view_of(shown: Shown<Editing>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer.page);
    let words = text.offer();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let can_edit = page.status.is_editable() && page.state == EditState::Open;
    let body = view! {
        {console_nav(text, ROOT)}
        {done(told)}
        {head(&shown)}
        {rejection(&shown)}
        {pending(&shown)}
        {can_edit.then(|| photos(&shown))}
        {if can_edit { editor(&shown) } else { closed(&shown) }}
        {history(text, &page.steps)}
        {ends(&shown)}
    };
    frame(
        text,
        &shown.address,
        words.edit,
        "admin editor-page",
        body.into_any(),
    )
}

/// Which home it is, how it stands, and the steps that can be taken.
fn head(shown: &Shown<Editing>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer.page);
    let steps: Vec<ListingAction> = page
        .status
        .steps(Actor::Publisher)
        .filter(|step| !matches!(step, ListingAction::Submit | ListingAction::Recall))
        .filter(|step| !page.long_expired || *step != ListingAction::Confirm)
        .collect();
    let preview = [ROOT, "/", &page.id.to_string(), "/preview"].concat();
    let public = (page.status == ListingStatus::Published).then(|| {
        let href = ["/listings/", &page.id.to_string()].concat();
        view! { <LinkButton href=href label=text.offer().view /> }
    });
    let enquiries = page.status.was_public().then(|| {
        let href = ["/console/enquiries?listing=", &page.id.to_string()].concat();
        view! { <LinkButton href=href label=text.contacts().enquiries /> }
    });
    view! {
        <section class="editor-head">
            <p>
                <strong>{value_of(text, &[], "title", Some(&page.form.title))}</strong>
                " "
                {status_badge(text, page.status)}
            </p>
            <div class="row-actions">
                <LinkButton href=preview label=text.offer().preview />
                {enquiries}
                {public}
                {step_buttons(
                    text,
                    (page.id, page.listing_version),
                    &steps,
                    "editor",
                    shown.submitted.as_ref(),
                )}
            </div>
        </section>
    }
    .into_any()
}

/// Its photos, or the way to changing them.
fn photos(shown: &Shown<Editing>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer.page);
    match &shown.answer.photos {
        Some(list) => photo_board(text, page.id, list, shown.submitted.as_ref()),
        None => {
            let id = page.id.to_string();
            let action = ServerAction::<ChangePhotos>::new();
            let form = Form::of(text, "photos", action, shown.submitted.as_ref());
            view! {
                <ActionForm action>
                    {form.summary()} <input type="hidden" name="listing" value=id />
                    <SendButton label=text.offer().change_photos busy=form.busy() />
                </ActionForm>
            }
            .into_any()
        }
    }
}

/// Why it was sent back, when that is what happened last.
fn rejection(shown: &Shown<Editing>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer.page);
    let words = text.offer();
    let last = page
        .steps
        .iter()
        .find(|step| !step.action.starts_with("appeal"));
    let Some(step) = last.filter(|step| step.action == "reject" || step.action == "take_down")
    else {
        return ().into_any();
    };
    let reasons: Vec<&str> = step
        .reasons
        .iter()
        .map(|reason| (words.reason)(reason))
        .collect();
    let (note, what) = (step.note.clone(), (words.step)(&step.action));
    let reasons = reasons.join(text.admin().comma);
    let appeal = appeal(shown);
    view! {
        <Notice tone=NoticeTone::Warning>
            <p>
                <strong>{what}</strong>
                {text.form().colon}
                {reasons}
            </p>
            <p>{note}</p>
            {appeal}
        </Notice>
    }
    .into_any()
}

/// The form of an appeal, or what became of the one that was made.
fn appeal(shown: &Shown<Editing>) -> AnyView {
    let (text, standing) = (shown.text, &shown.answer.appeal);
    let words = text.offer();
    if !standing.possible {
        let said = standing.last.as_ref().map(|last| {
            let answer = last.answer.clone();
            view! { <p>{(words.appeal)(last.status)} {text.form().colon} {answer}</p> }
        });
        return said.into_any();
    }
    let id = shown.answer.page.id.to_string();
    let action = ServerAction::<AppealListing>::new();
    let form = Form::of(text, "appeal", action, shown.submitted.as_ref());
    view! {
        <details open=form.came_back()>
            <summary>{words.appeal_now}</summary>
            <ActionForm action attr:class="form">
                {form.summary()}
                <input type="hidden" name="listing" value=id />
                <AreaField
                    id=form.id("body")
                    name="body"
                    label=words.appeal_why
                    value=form.value("body", "")
                    problem=form.problem("body")
                    maxlength=500
                />
                <SendButton label=words.appeal_now busy=form.busy() />
            </ActionForm>
        </details>
    }
    .into_any()
}

/// How what is written differs from what is public.
fn pending(shown: &Shown<Editing>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer.page);
    // Something was begun about a public home: it can be given up, whatever it says.
    if !page.is_begun() || !page.status.was_public() {
        return ().into_any();
    }
    let words = text.offer();
    let id = page.id.to_string();
    let discard = (page.state == EditState::Open).then(|| {
        let action = ServerAction::<DiscardEdit>::new();
        let form = Form::of(text, "discard", action, shown.submitted.as_ref())
            .worded(words.label, words.problem);
        let fields = view! {
            <ActionForm action>
                {form.summary()} <input type="hidden" name="listing" value=id />
                <SendButton label=form.sure(words.discard) busy=form.busy() />
            </ActionForm>
        };
        asked_first(form, words.discard, words.discard_about, fields.into_any())
    });
    let changed = if page.changes.is_empty() {
        (!page.photos_changed)
            .then(|| view! { <p class="muted">{words.nothing_changed}</p> })
            .into_any()
    } else {
        changes_table(
            text,
            &names_of(page),
            &page.changes,
            (words.now, words.then),
        )
    };
    view! {
        <section class="wide-card">
            <h2>{words.pending}</h2>
            {changed}
            {page.photos_changed.then(|| view! { <p>{words.photos_changed}</p> })}
            {discard}
        </section>
    }
    .into_any()
}

/// What stands in the place of the editor while nothing can be written.
fn closed(shown: &Shown<Editing>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer.page);
    let words = text.offer();
    if page.state != EditState::InReview {
        let why = if page.long_expired {
            words.long_expired_about
        } else {
            words.not_editable
        };
        return view! {
            <Notice>
                <p>{why}</p>
            </Notice>
        }
        .into_any();
    }
    let id = page.id.to_string();
    let action = ServerAction::<RecallListing>::new();
    let form = Form::of(text, "recall", action, shown.submitted.as_ref())
        .worded(words.label, words.problem);
    let names = names_of(page);
    let rows = domain::offer::ListingForm::FIELDS
        .iter()
        .filter_map(|field| {
            let value = page.form.get(field).filter(|value| !value.is_empty())?;
            let value = value_of(text, &names, field, Some(value));
            Some(view! {
                <dt>{(words.label)(field)}</dt>
                <dd>{value}</dd>
            })
        })
        .collect_view();
    view! {
        <section class="form-card">
            <Notice>
                <p>{words.in_review}</p>
            </Notice>
            <ActionForm action>
                {form.summary()} <input type="hidden" name="listing" value=id />
                <SendButton label=words.recall busy=form.busy() />
            </ActionForm>
            <dl class="facts-list">{rows}</dl>
        </section>
    }
    .into_any()
}

/// What can be done beside writing: a copy, or the end of a draft.
fn ends(shown: &Shown<Editing>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer.page);
    let words = text.offer();
    let id = page.id.to_string();
    let action = ServerAction::<DuplicateListing>::new();
    let copy =
        Form::of(text, "copy", action, shown.submitted.as_ref()).worded(words.label, words.problem);
    let delete = (page.status == ListingStatus::Draft).then(|| {
        let action = ServerAction::<DeleteDraft>::new();
        let form = Form::of(text, "delete", action, shown.submitted.as_ref())
            .worded(words.label, words.problem);
        let fields = view! {
            <ActionForm action>
                {form.summary()} <input type="hidden" name="listing" value=id.clone() />
                <SendButton label=form.sure(words.delete) busy=form.busy() />
            </ActionForm>
        };
        asked_first(form, words.delete, words.delete_about, fields.into_any())
    });
    let id = page.id.to_string();
    view! {
        <section class="row-actions">
            <ActionForm action>
                {copy.summary()} <input type="hidden" name="listing" value=id />
                <SendButton label=words.duplicate busy=copy.busy() />
            </ActionForm>
            {delete}
        </section>
    }
    .into_any()
}
