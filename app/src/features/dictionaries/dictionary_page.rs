//! The page of one dictionary.

use super::{
    ROOT, dictionary_nav,
    entry_form::fields,
    place_of,
    server_fns::{AddEntry, admin_dictionary},
};
use crate::{
    error::PageError,
    features::admin::{admin_nav, other_pages},
    format::thousands,
    forms::{Address, Form, Shown, done, form_page, frame},
    locales::Text,
};
use domain::{
    AppError, ErrorCode,
    account::admin::Paged,
    moderation::{
        DictionaryKind,
        dictionary::{DictionaryQuery, Entry, EntryForm, dictionary_path},
    },
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{
    Badge, CardTable, Choice, Disclosure, SelectField, SendButton, SubmitButton, TextField, Tone,
    Weight,
};

#[derive(Clone, Serialize, Deserialize)]
struct Dictionary {
    kind: DictionaryKind,
    entries: Paged<Entry>,
}

/// The page at `/admin/dictionaries/{kind}`.
pub(crate) fn dictionary_page() -> AnyView {
    form_page(ROOT, fetch, view_of)
}

async fn fetch(address: Address) -> Result<Dictionary, PageError> {
    let Some((kind, None)) = place_of(&address.path) else {
        return Err(PageError(AppError::new(ErrorCode::NotFound)));
    };
    let entries = admin_dictionary(kind, address.search).await?;
    Ok(Dictionary { kind, entries })
}

/// The entries that a query string asks for: `q`, `division`, `checked`, `page`.
pub(super) fn query_of(search: &str) -> DictionaryQuery {
    let mut query = DictionaryQuery {
        page: 1,
        ..DictionaryQuery::default()
    };
    for (name, value) in form_urlencoded::parse(search.as_bytes()) {
        match &*name {
            "q" => query.q = value.trim().chars().take(100).collect(),
            "division" => query.division = value.trim().parse().ok(),
            "checked" => query.checked = value.parse().ok(),
            "page" => query.page = value.parse().unwrap_or(1).max(1),
            _ => {}
        }
    }
    query
}

fn view_of(shown: Shown<Dictionary>) -> AnyView {
    let text = shown.text;
    let Dictionary { kind, entries } = &shown.answer;
    let words = text.dictionary();
    let path = dictionary_path(*kind);
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let total = u32::try_from(entries.total).unwrap_or(u32::MAX);
    let list = if entries.items.is_empty() {
        view! { <p class="muted">{words.none}</p> }.into_any()
    } else {
        let rows = entries.items.iter();
        view! {
            <CardTable
                caption=(words.kind)(*kind)
                columns=columns(text, *kind)
                rows=rows.map(|entry| row(text, *kind, entry)).collect()
            />
        }
        .into_any()
    };
    let body = view! {
        {admin_nav(text, &path)}
        {dictionary_nav(text, *kind)}
        {done(told)}
        {search_form(text, *kind, &query_of(&shown.address.search))}
        <p role="status">{(text.admin().count)(&thousands(total))}</p>
        {list}
        {other_pages(text, (&path, &shown.address.search), (entries.page, entries.pages))}
        {add_form(&shown)}
    };
    frame(
        text,
        &shown.address,
        (words.kind)(*kind),
        "admin",
        body.into_any(),
    )
}

fn columns(text: &'static Text, kind: DictionaryKind) -> Vec<&'static str> {
    let words = text.dictionary();
    let mut columns = vec![words.number, text.form().label_of("name")];
    match kind {
        DictionaryKind::Divisions => columns.extend([words.level, words.lies_in, words.hot]),
        DictionaryKind::BusinessDistricts => columns.push(words.lies_in),
        DictionaryKind::Estates => columns.extend([
            words.lies_in,
            words.business_district,
            words.hot,
            words.checked,
        ]),
        DictionaryKind::FloorPlans | DictionaryKind::Tags => {}
    }
    columns
}

fn row(text: &'static Text, kind: DictionaryKind, entry: &Entry) -> Vec<AnyView> {
    let words = text.dictionary();
    let href = [&dictionary_path(kind), "/", &entry.id.to_string()].concat();
    let name = |place: &Option<domain::NamedPlace>| {
        let name = place.as_ref().map(|place| place.name.clone());
        name.into_any()
    };
    let mut cells = vec![
        entry.id.to_string().into_any(),
        view! { <a href=href>{entry.name.clone()}</a> }.into_any(),
    ];
    match kind {
        DictionaryKind::Divisions => cells.extend([
            entry.level.map(words.level_word).into_any(),
            name(&entry.division),
            (entry.hot == Some(1)).then_some(words.is_hot).into_any(),
        ]),
        DictionaryKind::BusinessDistricts => cells.push(name(&entry.division)),
        DictionaryKind::Estates => {
            let (label, tone) = match entry.checked {
                Some(false) => (words.unchecked, Tone::Accent),
                _ => (words.is_checked, Tone::Good),
            };
            cells.extend([
                name(&entry.division),
                name(&entry.business_district),
                entry.hot.map(|hot| hot.to_string()).into_any(),
                view! { <Badge label=label tone=tone /> }.into_any(),
            ]);
        }
        DictionaryKind::FloorPlans | DictionaryKind::Tags => {}
    }
    cells
}

fn search_form(text: &'static Text, kind: DictionaryKind, query: &DictionaryQuery) -> AnyView {
    let (words, admin) = (text.dictionary(), text.admin());
    let fine = Signal::stored(None);
    let division = query.division.map(|code| code.to_string());
    let lies = kind.lies_somewhere().then(|| {
        view! {
            <TextField
                id="dictionary-division"
                name="division"
                label=text.form().label_of("division")
                value=division.unwrap_or_default()
                problem=fine
                optional=true
            />
        }
    });
    let checked = (kind == DictionaryKind::Estates).then(|| {
        let choices = vec![
            Choice::new("", admin.any),
            Choice::new("false", words.unchecked),
            Choice::new("true", words.is_checked),
        ];
        let value = query.checked.map(|checked| checked.to_string());
        view! {
            <SelectField
                id="dictionary-checked"
                name="checked"
                label=words.checked
                choices=choices
                value=value.unwrap_or_default()
                problem=fine
            />
        }
    });
    view! {
        <form class="search-row" method="get" action=dictionary_path(kind) role="search">
            <TextField
                id="dictionary-q"
                name="q"
                label=words.find
                value=query.q.clone()
                problem=fine
                optional=true
            />
            {lies}
            {checked}
            <SubmitButton label=text.site.search weight=Weight::Primary />
        </form>
    }
    .into_any()
}

fn add_form(shown: &Shown<Dictionary>) -> AnyView {
    let (text, kind) = (shown.text, shown.answer.kind);
    let words = text.dictionary();
    let action = ServerAction::<AddEntry>::new();
    let form = Form::of(text, "entry", action, shown.submitted.as_ref());
    let open = form.came_back();
    let fields = fields(text, form, kind, &EntryForm::default(), true);
    view! {
        <section class="form-card">
            <Disclosure summary=words.add open=open>
                <ActionForm action attr:class="form" attr:novalidate=true>
                    {form.summary()}
                    <input type="hidden" name="kind" value=kind.as_str() />
                    {fields}
                    <SendButton label=words.add weight=Weight::Primary busy=form.busy() />
                </ActionForm>
            </Disclosure>
        </section>
    }
    .into_any()
}
