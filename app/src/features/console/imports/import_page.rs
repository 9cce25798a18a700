//! An import: what it changes, applying it, and taking it back.

use super::{
    ApplyImport, PATH, UndoImport, one_import, path_of,
    rows::{photo_table, row_table},
    worded,
};
use crate::{
    error::PageError,
    features::{admin::other_pages, console::console_nav},
    format::{SEPARATOR, minute_in_china, thousands},
    forms::{Address, Form, Shown, done, form_page, frame},
    locales::Text,
    routes::segments,
};
use domain::{
    AppError, ErrorCode,
    offer::{ImportPage, ImportShelf, ImportState},
};
use leptos::prelude::*;
use ui::{Notice, NoticeTone, SendButton, Weight};

/// The page at `/console/imports/{id}`.
pub(crate) fn import_page() -> AnyView {
    form_page(PATH, fetch, view_of)
}

async fn fetch(address: Address) -> Result<ImportPage, PageError> {
    let id = segments(&address.path)
        .last()
        .and_then(|id| id.parse().ok());
    let id = id.ok_or_else(|| PageError(AppError::new(ErrorCode::NotFound)))?;
    one_import(id, address.search).await
}

pub(super) fn view_of(shown: Shown<ImportPage>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer);
    let words = text.imports();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let facts = [
        page.file_name.clone(),
        minute_in_china(page.created_at),
        (words.state)(page.state, page.counts),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let table = match page.shelf {
        Some(ImportShelf::Photos) => photo_table(text, page),
        _ => row_table(text, page),
    };
    let path = path_of(page.id);
    let body = view! {
        {console_nav(text, PATH)}
        {done(told)}
        <p>
            <a href=PATH>{words.back}</a>
        </p>
        <p class="muted">{facts.join(SEPARATOR)}</p>
        {applying(&shown)}
        {undoing(&shown)}
        <section class="wide-card">
            <h2>{words.differences}</h2>
            {shelves(text, page)}
            {table}
            {other_pages(text, (&path, &shown.address.search), (page.page, page.pages))}
        </section>
    };
    frame(text, &shown.address, words.one, "own", body.into_any())
}

/// The parts of an import, with how much is in each.
fn shelves(text: &'static Text, page: &ImportPage) -> AnyView {
    let words = text.imports();
    let counts = page.counts;
    let all = counts.new + counts.changed + counts.same + counts.rejected;
    let parts = [
        (None, all),
        (Some(ImportShelf::New), counts.new),
        (Some(ImportShelf::Changed), counts.changed),
        (Some(ImportShelf::Same), counts.same),
        (Some(ImportShelf::Rejected), counts.rejected),
        (Some(ImportShelf::Left), counts.refused + counts.kept),
        (Some(ImportShelf::Photos), page.photos.total()),
    ];
    let links = parts
        .into_iter()
        .filter(|(shelf, count)| shelf.is_none() || *count > 0 || *shelf == page.shelf)
        .map(|(shelf, count)| {
            let path = path_of(page.id);
            let href = match shelf {
                Some(shelf) => [&path, "?show=", shelf.as_str()].concat(),
                None => path,
            };
            view! {
                <li>
                    <a href=href aria-current=(shelf == page.shelf).then_some("true")>
                        {(words.shelf)(shelf)}
                        " "
                        <span class="count">{thousands(count)}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label=words.differences>
            <ul class="shelves">{links}</ul>
        </nav>
    }
    .into_any()
}

/// What will happen, and the button for it; how far it has come, where it has begun.
fn applying(shown: &Shown<ImportPage>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer);
    let words = text.imports();
    if page.state != ImportState::Checked {
        return ().into_any();
    }
    if page.counts.waiting == 0 {
        return view! {
            <Notice tone=NoticeTone::Info>
                <p>{words.nothing_to_do}</p>
            </Notice>
        }
        .into_any();
    }
    let id = page.id.to_string();
    let action = ServerAction::<ApplyImport>::new();
    let form = worded(
        Form::of(text, "apply", action, shown.submitted.as_ref()),
        text,
    );
    let will = (words.will)(page.counts, page.photos)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    let handled = page.counts.applied + page.counts.refused;
    let label = if handled > 0 {
        words.go_on
    } else {
        words.apply
    };
    let progress = (handled > 0).then(|| bar(text, handled, page.counts.waiting));
    view! {
        <section class="form-card">
            <h2>{words.apply_heading}</h2>
            {progress}
            <ul class="import-rules">{will}</ul>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="import" value=id />
                {sure(form, words.sure)}
                <SendButton label=label weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}

/// Taking it back, and for how long that can be done.
fn undoing(shown: &Shown<ImportPage>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer);
    let words = text.imports();
    if page.state != ImportState::Applied || page.counts.applied == 0 {
        return ().into_any();
    }
    let Some(minutes) = page.undo_minutes else {
        return view! { <p class="muted">{words.too_late}</p> }.into_any();
    };
    let id = page.id.to_string();
    let action = ServerAction::<UndoImport>::new();
    let form = worded(
        Form::of(text, "undo", action, shown.submitted.as_ref()),
        text,
    );
    let left = (words.undo_left)(minutes / 60, minutes % 60);
    let handled = page.counts.undone + page.counts.kept;
    let progress = (handled > 0).then(|| bar(text, handled, page.counts.applied));
    view! {
        <section class="form-card">
            <h2>{words.undo_heading}</h2>
            {progress}
            <p>{left}</p>
            <p class="muted">{words.undo_about}</p>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="import" value=id />
                {sure(form, words.sure_undo)}
                <SendButton label=words.undo busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}

/// The box that says that somebody means it.
fn sure(form: Form, label: &'static str) -> AnyView {
    let problem = form.problem("sure");
    view! {
        <div class="field">
            <label class="tick">
                <input
                    type="checkbox"
                    id=form.id("sure")
                    name="sure"
                    value="true"
                    required=true
                    aria-invalid=move || problem.get().map(|_| "true")
                />
                <span>{label}</span>
            </label>
            <p class="field-problem">{move || problem.get()}</p>
        </div>
    }
    .into_any()
}

fn bar(text: &'static Text, handled: u32, left: u32) -> AnyView {
    let all = handled + left;
    let says = (text.imports().progress)(&thousands(handled), &thousands(all));
    view! {
        <p role="status">
            <progress max=all.to_string() value=handled.to_string() aria-label=says.clone()></progress>
            " "
            {says.clone()}
        </p>
    }
    .into_any()
}
