//! The rows of an import and its photos.

use super::problem;
use crate::{features::offer::value_of, locales::Text};
use domain::{
    FieldError,
    account::admin::FieldChange,
    offer::{
        EXTERNAL_ID, ImportKind, ImportLine, ImportOutcome, ImportPage, ImportPhoto,
        ImportPhotoState,
    },
};
use leptos::prelude::*;
use ui::{Badge, CardTable, Disclosure, Tone};

/// The rows that are shown, each with what it changes or what is wrong with it.
pub(super) fn row_table(text: &'static Text, page: &ImportPage) -> AnyView {
    let words = text.imports();
    if page.rows.is_empty() {
        return view! { <p class="muted">{words.none_here}</p> }.into_any();
    }
    view! {
        <CardTable
            caption=words.differences
            columns=vec![words.line, text.offer().home, words.kind_head, words.what]
            rows=page.rows.iter().map(|row| cells(text, page, row)).collect()
        />
    }
    .into_any()
}

fn cells(text: &'static Text, page: &ImportPage, row: &ImportLine) -> Vec<AnyView> {
    let words = text.imports();
    let home = row.listing.map(|listing| {
        let href = ["/console/listings/", &listing.to_string()].concat();
        view! {
            <p>
                <a href=href>{text.offer().edit}</a>
            </p>
        }
    });
    let outcome = (row.outcome != ImportOutcome::Waiting).then(|| {
        let tone = match row.outcome {
            ImportOutcome::Applied => Tone::Good,
            ImportOutcome::Refused | ImportOutcome::Kept => Tone::Accent,
            _ => Tone::Neutral,
        };
        view! { <Badge label=(words.outcome)(row.outcome) tone=tone /> }
    });
    let tone = match row.kind {
        ImportKind::New | ImportKind::Changed => Tone::Accent,
        ImportKind::Same | ImportKind::Rejected => Tone::Neutral,
    };
    vec![
        row.line.to_string().into_any(),
        view! {
            <div>
                <strong>{row.title.clone()}</strong>
                <p class="muted">{row.external_id.clone()}</p>
                {home}
            </div>
        }
        .into_any(),
        view! {
            <div class="badges">
                <Badge label=(words.kind)(row.kind) tone=tone />
                {outcome}
            </div>
        }
        .into_any(),
        view! {
            <div class="import-what">{problems(text, &row.problems)} {said(text, page, row)} {photos(text, row)}</div>
        }
        .into_any(),
    ]
}

/// Why a row is not brought in, or was not taken back.
fn problems(text: &'static Text, problems: &[FieldError]) -> AnyView {
    if problems.is_empty() {
        return ().into_any();
    }
    let lines = problems
        .iter()
        .map(|wrong| {
            let said = problem(text, &wrong.code);
            let field = match wrong.field.as_str() {
                "form" | "row" => None,
                EXTERNAL_ID => Some(text.imports().external_id),
                field => Some((text.offer().label)(field)),
            };
            let line = match field {
                Some(field) => [field, text.form().colon, said].concat(),
                None => said.to_owned(),
            };
            view! { <li>{line}</li> }
        })
        .collect_view();
    view! { <ul class="import-problems">{lines}</ul> }.into_any()
}

/// What a row changes; all that it says of a home that is not there yet.
fn said(text: &'static Text, page: &ImportPage, row: &ImportLine) -> AnyView {
    if row.changes.is_empty() {
        return ().into_any();
    }
    let words = text.imports();
    let value = |change: &FieldChange, value: &Option<String>| {
        value_of(text, &page.names, &change.field, value.as_deref())
    };
    let is_change = row.kind == ImportKind::Changed;
    let lines = row
        .changes
        .iter()
        .map(|change| {
            let before =
                is_change.then(|| view! { <del>{value(change, &change.before)}</del> " → " });
            let after = value(change, &change.after);
            view! {
                <li>
                    <span class="muted">{(text.offer().label)(&change.field)}</span>
                    " "
                    {before}
                    <ins>{after}</ins>
                </li>
            }
        })
        .collect_view();
    let list = view! { <ul class="import-changes">{lines}</ul> }.into_any();
    match row.kind {
        ImportKind::Changed => list,
        _ => view! { <Disclosure summary=words.all_of_it>{list}</Disclosure> }.into_any(),
    }
}

fn photos(text: &'static Text, row: &ImportLine) -> AnyView {
    if row.photos.total() == 0 {
        return ().into_any();
    }
    let says = (text.imports().photo_counts)(row.photos);
    view! { <p>{says}</p> }.into_any()
}

/// The photos that are shown.
pub(super) fn photo_table(text: &'static Text, page: &ImportPage) -> AnyView {
    let words = text.imports();
    if page.photo_list.is_empty() {
        return view! { <p class="muted">{words.none_here}</p> }.into_any();
    }
    let cells = |photo: &ImportPhoto| {
        let state = (words.photo_state)(photo.state);
        let tone = match photo.state {
            ImportPhotoState::Waiting => Tone::Accent,
            ImportPhotoState::Added => Tone::Good,
            _ => Tone::Neutral,
        };
        let why = photo.problem.as_deref().map(|code| problem(text, code));
        vec![
            photo.name.clone().into_any(),
            photo.external_id.clone().into_any(),
            photo.line.map(|line| line.to_string()).into_any(),
            view! {
                <div>
                    <Badge label=state tone=tone />
                    " "
                    {why}
                </div>
            }
            .into_any(),
        ]
    };
    view! {
        <CardTable
            caption=words.photos
            columns=vec![words.photo_name, words.external_id, words.line, words.what]
            rows=page.photo_list.iter().map(cells).collect()
        />
    }
    .into_any()
}
