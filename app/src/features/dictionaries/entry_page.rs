//! The page of one entry of a dictionary.

use super::{
    ROOT, dictionary_nav,
    entry_form::fields,
    place_of,
    server_fns::{AcceptEstate, ChangeEntry, DeleteEntry, MergeEstate, admin_entry},
};
use crate::{
    error::PageError,
    features::admin::admin_nav,
    format::thousands,
    forms::{Address, Form, Shown, asked_first, done, form_page, frame},
};
use domain::{
    AppError, ErrorCode,
    moderation::{
        DictionaryKind,
        dictionary::{EntryDetail, EntryForm, dictionary_path},
    },
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{LinkButton, Notice, NoticeTone, SendButton, TextField, TextKind, Weight};

/// Floor plans that homes are sorted by.
const BUILTIN_FLOOR_PLANS: i64 = 9;

#[derive(Clone, Serialize, Deserialize)]
struct Opened {
    kind: DictionaryKind,
    detail: EntryDetail,
}

/// The page at `/admin/dictionaries/{kind}/{id}`.
pub(crate) fn entry_page() -> AnyView {
    form_page(ROOT, fetch, view_of)
}

async fn fetch(address: Address) -> Result<Opened, PageError> {
    let place = place_of(&address.path);
    let place = place.and_then(|(kind, id)| Some((kind, id?.parse().ok()?)));
    let Some((kind, id)) = place else {
        return Err(PageError(AppError::new(ErrorCode::NotFound)));
    };
    let detail = admin_entry(kind, id).await?;
    Ok(Opened { kind, detail })
}

fn view_of(shown: Shown<Opened>) -> AnyView {
    let text = shown.text;
    let Opened { kind, detail } = &shown.answer;
    let (kind, entry) = (*kind, &detail.entry);
    let words = text.dictionary();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let page = match kind {
        DictionaryKind::BusinessDistricts => Some("/business-districts/"),
        DictionaryKind::Estates => Some("/estates/"),
        _ => None,
    };
    let page = page.map(|page| {
        let href = [page, &entry.id.to_string()].concat();
        view! { <LinkButton href=href label=words.see_homes /> }
    });
    let body = view! {
        {admin_nav(text, &shown.address.path)}
        {dictionary_nav(text, kind)}
        {done(told)}
        <h2>{(words.kind)(kind)} " " {entry.id} " · " {entry.name.clone()}</h2>
        <p class="row-actions">
            <LinkButton href=dictionary_path(kind) label=words.back />
            {page}
        </p>
        <div class="admin-columns">
            {change(&shown)}
            {estate_cards(&shown)}
            {deletion(&shown)}
        </div>
    };
    frame(text, &shown.address, words.entry, "admin", body.into_any())
}

fn change(shown: &Shown<Opened>) -> AnyView {
    let (text, kind) = (shown.text, shown.answer.kind);
    let entry = &shown.answer.detail.entry;
    let action = ServerAction::<ChangeEntry>::new();
    let form = Form::of(text, "entry", action, shown.submitted.as_ref());
    let id = entry.id.to_string();
    let fields = fields(text, form, kind, &EntryForm::of(entry), false);
    view! {
        <section class="form-card">
            <h2>{text.admin().change}</h2>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="kind" value=kind.as_str() />
                <input type="hidden" name="id" value=id />
                {fields}
                <SendButton label=text.form().save weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}

/// Accepting an estate that somebody named, and merging it into another.
fn estate_cards(shown: &Shown<Opened>) -> AnyView {
    let text = shown.text;
    let words = text.dictionary();
    if shown.answer.kind != DictionaryKind::Estates {
        return ().into_any();
    }
    let entry = &shown.answer.detail.entry;
    let id = entry.id.to_string();
    let sent = shown.submitted.as_ref();
    let accept = (entry.checked == Some(false)).then(|| {
        let action = ServerAction::<AcceptEstate>::new();
        let form = Form::of(text, "accept", action, sent);
        let id = id.clone();
        let by = entry.suggested_by.clone().map(|(user, name)| {
            let href = ["/admin/users/", &user.to_string()].concat();
            view! {
                <p>
                    {words.suggested_by} {text.form().colon} <a href=href>{name}</a>
                </p>
            }
        });
        view! {
            <section class="form-card">
                <h2>{words.unchecked}</h2>
                <Notice tone=NoticeTone::Info>
                    <p>{words.accept_about}</p>
                </Notice>
                {by}
                <ActionForm action attr:class="form">
                    {form.summary()}
                    <input type="hidden" name="estate" value=id />
                    <SendButton label=words.accept weight=Weight::Primary busy=form.busy() />
                </ActionForm>
            </section>
        }
    });
    let action = ServerAction::<MergeEstate>::new();
    let form = Form::of(text, "merge", action, sent);
    let fields = view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            {form.summary()}
            <input type="hidden" name="estate" value=id />
            <TextField
                id=form.id("into")
                name="into"
                label=text.form().label_of("into")
                value=form.value("into", "")
                kind=TextKind::Count
                problem=form.problem("into")
                maxlength=12
            />
            <SendButton label=form.sure(words.merge) busy=form.busy() />
        </ActionForm>
    };
    view! {
        {accept}
        <section class="form-card">
            <h2>{words.merge}</h2>
            {asked_first(form, words.merge, words.merge_about, fields.into_any())}
        </section>
    }
    .into_any()
}

fn deletion(shown: &Shown<Opened>) -> AnyView {
    let (text, kind) = (shown.text, shown.answer.kind);
    let words = text.dictionary();
    let EntryDetail { entry, uses } = &shown.answer.detail;
    let action = ServerAction::<DeleteEntry>::new();
    let form = Form::of(text, "delete", action, shown.submitted.as_ref());
    let id = entry.id.to_string();
    let count = |number: u64| thousands(u32::try_from(number).unwrap_or(u32::MAX));
    let builtin = kind == DictionaryKind::FloorPlans && entry.id <= BUILTIN_FLOOR_PLANS;
    let used = (words.uses)(
        &count(uses.listings),
        &count(uses.places),
        &count(uses.others),
    );
    let body = if builtin {
        view! { <p class="muted">{words.builtin}</p> }.into_any()
    } else if uses.total() > 0 {
        view! { <p class="muted">{used}</p> }.into_any()
    } else {
        let fields = view! {
            <ActionForm action attr:class="form">
                {form.summary()}
                <input type="hidden" name="kind" value=kind.as_str() />
                <input type="hidden" name="id" value=id />
                <SendButton label=form.sure(words.delete) busy=form.busy() />
            </ActionForm>
        };
        asked_first(form, words.delete, words.unused, fields.into_any())
    };
    view! {
        <section class="form-card">
            <h2>{words.delete}</h2>
            {body}
        </section>
    }
    .into_any()
}
