//! One's imports, and the form for a new one. The browser sends the files by itself.

use super::{CheckImport, PATH, own_imports, path_of, worded};
use crate::{
    features::{admin::other_pages, console::console_nav},
    format::minute_in_china,
    forms::{Address, Form, Shown, form_page, frame},
    locales::{Locale, Text},
};
use domain::offer::{EXTERNAL_ID, IMPORT_COLUMNS, ImportColumn, ImportList, ImportSummary};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{CardTable, Disclosure, SubmitButton, Weight};

/// The page at `/console/imports`.
pub(crate) fn list_page() -> AnyView {
    form_page(
        PATH,
        |address: Address| own_imports(address.search),
        view_of,
    )
}

pub(super) fn view_of(shown: Shown<ImportList>) -> AnyView {
    let (text, list) = (shown.text, &shown.answer);
    let words = text.imports();
    let imports = if list.imports.is_empty() {
        view! { <p class="muted">{words.none_yet}</p> }.into_any()
    } else {
        view! {
            <CardTable
                caption=words.list
                columns=vec![words.file, words.when, words.state_head, words.rows]
                rows=list.imports.iter().map(|import| row(text, import)).collect()
            />
        }
        .into_any()
    };
    let body = view! {
        {console_nav(text, PATH)}
        {upload(&shown)}
        <section class="wide-card">
            <h2>{words.list}</h2>
            {imports}
            {other_pages(text, (PATH, &shown.address.search), (list.page, list.pages))}
        </section>
    };
    frame(text, &shown.address, words.heading, "own", body.into_any())
}

fn row(text: &'static Text, import: &ImportSummary) -> Vec<AnyView> {
    let words = text.imports();
    let name = match import.file_name.as_str() {
        "" => words.unnamed.to_owned(),
        name => name.to_owned(),
    };
    vec![
        view! { <a href=path_of(import.id)>{name}</a> }.into_any(),
        minute_in_china(import.created_at).into_any(),
        (words.state)(import.state, import.counts).into_any(),
        view! { <span>{(words.counts)(import.counts, import.photos)}</span> }.into_any(),
    ]
}

/// The form for a file, and what may stand in it.
fn upload(shown: &Shown<ImportList>) -> AnyView {
    let text = shown.text;
    let words = text.imports();
    let form = Form::plain::<CheckImport>(text, "import", shown.submitted.as_ref());
    let form = worded(form, text);
    let (csv, zip) = (form.problem("file"), form.problem("photos"));
    let template = match text.locale {
        Locale::ZhCn => "/console/imports/template.csv",
        Locale::En => "/console/imports/template-en.csv",
    };
    view! {
        <section class="form-card">
            <h2>{words.new}</h2>
            <p class="muted">{words.about}</p>
            <p>
                <a href=template rel="external" download="">
                    {words.template}
                </a>
            </p>
            <form
                class="form"
                method="post"
                action=CheckImport::PATH
                enctype="multipart/form-data"
            >
                {form.summary()}
                <div class="field">
                    <label for=form.id("file")>{(words.label)("file")}</label>
                    <input
                        class="input"
                        type="file"
                        id=form.id("file")
                        name="file"
                        accept=".csv,text/csv"
                        required=true
                        aria-invalid=move || csv.get().map(|_| "true")
                        aria-describedby="import-file-hint import-file-problem"
                    />
                    <p class="field-hint" id="import-file-hint">
                        {words.file_hint}
                    </p>
                    <p class="field-problem" id="import-file-problem">
                        {move || csv.get()}
                    </p>
                </div>
                <div class="field">
                    <label for=form.id("photos")>
                        {(words.label)("photos")} <span class="muted">{text.form().optional}</span>
                    </label>
                    <input
                        class="input"
                        type="file"
                        id=form.id("photos")
                        name="photos"
                        accept=".zip,application/zip"
                        aria-invalid=move || zip.get().map(|_| "true")
                        aria-describedby="import-photos-hint import-photos-problem"
                    />
                    <p class="field-hint" id="import-photos-hint">
                        {words.photos_hint}
                    </p>
                    <p class="field-problem" id="import-photos-problem">
                        {move || zip.get()}
                    </p>
                </div>
                <SubmitButton label=words.check weight=Weight::Primary />
            </form>
            {help(text)}
        </section>
    }
    .into_any()
}

/// What may stand in a file: a column for each row, with the example of the template.
fn help(text: &'static Text) -> AnyView {
    let words = text.imports();
    let column = move |column: &ImportColumn| {
        let means = match column.field {
            EXTERNAL_ID => words.external_id,
            field => (text.offer().label)(field),
        };
        let needed = (words.needed)(column.field).then(|| [" · ", words.required].concat());
        let example = match text.locale {
            Locale::ZhCn => column.example_zh,
            Locale::En => column.example,
        };
        vec![
            view! { <code>{column.chinese}</code> }.into_any(),
            view! { <code>{column.field}</code> }.into_any(),
            view! { <span>{means} {needed}</span> }.into_any(),
            view! { <span>{(words.values)(column.field)}</span> }.into_any(),
            view! { <code>{example}</code> }.into_any(),
        ]
    };
    let rules = words
        .rules
        .iter()
        .map(|rule| view! { <li>{*rule}</li> })
        .collect_view();
    view! {
        <Disclosure summary=words.help>
            <ul class="import-rules">{rules}</ul>
            <CardTable
                caption=words.columns
                columns=vec![
                    words.head_chinese,
                    words.head_english,
                    words.meaning,
                    words.takes,
                    words.example,
                ]
                rows=IMPORT_COLUMNS.iter().map(column).collect()
            />
        </Disclosure>
    }
    .into_any()
}
