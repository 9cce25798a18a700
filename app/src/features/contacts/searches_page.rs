//! The searches that somebody keeps.

use super::{
    address,
    device_searches::here_texts,
    nav,
    server_fns::{DeleteSearch, RenameSearch, SaveSearch, SearchesPage, list_searches},
};
use crate::{
    format::day_in_china,
    forms::{Address, Form, Shown, done, form_page, frame},
    layout::ModuleScript,
    locales::Text,
};
use domain::contact::{NewSearch, SEARCH_NAME_MAX, SavedSearch, Side};
use leptos::prelude::*;
use ui::{EmptyState, LinkButton, SendButton, TextField, Weight, module_element};

const PATH: &str = "/account/searches";

/// The page at `/account/searches`. With a search in its address it offers to keep that.
pub(crate) fn searches_page() -> AnyView {
    form_page(
        PATH,
        |address: Address| list_searches(address.search),
        view_of,
    )
}

fn view_of(shown: Shown<SearchesPage>) -> AnyView {
    let text = shown.text;
    let words = text.contacts();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let offered = shown.answer.offered.as_ref();
    let body = view! {
        {nav(text, Side::Renter, PATH)}
        {done(told)}
        {offered.map(|new| save(&shown, new))}
        {list(&shown)}
        {module_element("KEPT-SEARCHES")
            .attr("texts", here_texts(text))
            .attr("account", "")}
        <ModuleScript name="searches" />
    };
    frame(text, &shown.address, words.searches, "own", body.into_any())
}

/// The page of results of a search.
fn results(query: &str) -> String {
    if query.is_empty() {
        "/listings".to_owned()
    } else {
        ["/listings?", query].concat()
    }
}

fn name_field(text: &'static Text, form: Form, name: &str) -> AnyView {
    view! {
        <TextField
            id=form.id("search_name")
            name="search_name"
            label=text.form().label_of("search_name")
            value=form.value("search_name", name)
            problem=form.problem("search_name")
            maxlength=u32::try_from(SEARCH_NAME_MAX).unwrap_or(u32::MAX)
        />
    }
    .into_any()
}

fn save(shown: &Shown<SearchesPage>, new: &NewSearch) -> AnyView {
    let text = shown.text;
    let words = text.contacts();
    let action = ServerAction::<SaveSearch>::new();
    let form = Form::of(text, "save", action, shown.submitted.as_ref());
    let name = match new.name.as_str() {
        "" => words.some_search,
        name => name,
    };
    let (field, query) = (name_field(text, form, name), new.query.clone());
    view! {
        <section class="form-card">
            <h2>{words.save_search}</h2>
            <p>
                <a href=results(&new.query)>{words.show_results}</a>
            </p>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="query" value=query />
                {field}
                <SendButton label=text.form().save weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}

fn list(shown: &Shown<SearchesPage>) -> AnyView {
    let (text, searches) = (shown.text, &shown.answer.searches);
    let words = text.contacts();
    if searches.is_empty() {
        return view! {
            <EmptyState title=words.no_searches explanation=words.no_searches_about>
                <LinkButton href="/listings" label=words.find_homes weight=Weight::Primary />
            </EmptyState>
        }
        .into_any();
    }
    let action = ServerAction::<DeleteSearch>::new();
    let form = Form::of(text, "delete", action, shown.submitted.as_ref());
    let renamed = shown.address.parameter("rename");
    let items = searches
        .iter()
        .map(|search| {
            let id = search.id.to_string();
            if renamed.as_ref() == Some(&id) {
                rename(shown, search)
            } else {
                item(shown, search, action, form)
            }
        })
        .collect_view();
    view! {
        {form.summary()}
        <ol class="contact-list">{items}</ol>
    }
    .into_any()
}

fn item(
    shown: &Shown<SearchesPage>,
    search: &SavedSearch,
    action: ServerAction<DeleteSearch>,
    form: Form,
) -> AnyView {
    let words = shown.text.contacts();
    let id = search.id.to_string();
    let rename = address(PATH, "", "rename", &id);
    view! {
        <li class="contact-item">
            <p class="contact-head">
                <a href=results(&search.query)>
                    <strong>{search.name.clone()}</strong>
                </a>
                <time>{day_in_china(search.created_at)}</time>
            </p>
            <div class="row-actions">
                <LinkButton href=results(&search.query) label=words.show_results />
                <LinkButton href=rename label=words.rename />
                <ActionForm action>
                    <input type="hidden" name="search" value=id />
                    <SendButton label=words.delete busy=form.busy() />
                </ActionForm>
            </div>
        </li>
    }
    .into_any()
}

fn rename(shown: &Shown<SearchesPage>, search: &SavedSearch) -> AnyView {
    let text = shown.text;
    let action = ServerAction::<RenameSearch>::new();
    let form = Form::of(text, "rename", action, shown.submitted.as_ref());
    let (field, id) = (name_field(text, form, &search.name), search.id.to_string());
    view! {
        <li class="contact-item">
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="search" value=id />
                {field}
                <div class="form-actions">
                    <SendButton label=text.form().save weight=Weight::Primary busy=form.busy() />
                    <LinkButton href=PATH label=text.contacts().back />
                </div>
            </ActionForm>
        </li>
    }
    .into_any()
}
