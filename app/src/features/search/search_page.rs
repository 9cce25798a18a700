//! The search page. Everything it shows follows from its address.

use super::{
    components::{filter_panel, results, summary},
    filter_form::{FilterForm, show_what_the_page_says},
    places::heading,
    server_fns::search_listings,
};
use crate::{
    codec::{BLOCKING, PageResource},
    context::{absolute, text},
    error::PageError,
    format::thousands,
    layout::{SearchBox, error_view, site_footer, site_header, title_text},
    locales::Text,
};
use domain::{ListingQuery, Range};
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::hooks::use_url;
use ui::CardSkeletons;
use wasm_bindgen::JsCast;

/// The page at `/listings`.
#[component]
pub fn SearchPage() -> impl IntoView {
    let text = text();
    let url = use_url();
    let search = Memo::new(move |_| url.with(|url| url.search().to_owned()));
    // The search travels with its answer, so that what is shown always fits together.
    let found = PageResource::new_with_options(
        move || search.get(),
        |search| async move {
            let answer = search_listings(search.clone()).await;
            (search, answer)
        },
        BLOCKING,
    );

    // Read by an effect, never while the server renders: there it would be true for good.
    let (pending, set_pending) = signal(false);
    let busy = RwSignal::new(false);
    Effect::new(move |before: Option<bool>| {
        let now = pending.get();
        busy.set(now);
        if before == Some(true) && !now {
            request_animation_frame(show_what_the_page_says);
        }
        now
    });

    let form = FilterForm::new();
    let (sent, typed, composed, changed) = (form.clone(), form.clone(), form.clone(), form);
    view! {
        <div
            class="screen"
            class:busy=move || busy.get()
            on:submit=move |event| sent.sent(&event)
            on:input=move |event| typed.typed(event.unchecked_ref())
            on:compositionend=move |event| composed.composed(&event)
            on:change=move |event| changed.changed(&event)
        >
            <Transition fallback=move || loading(text) set_pending=set_pending>
                {move || Suspend::new(async move {
                    let (search, answer) = found.await;
                    search_view(text, &search, answer)
                })}
            </Transition>
        </div>
    }
}

pub(in crate::features) fn search_view(
    text: &'static Text,
    search: &str,
    answer: Result<domain::SearchPage, PageError>,
) -> AnyView {
    let query = ListingQuery::parse(search).query;
    let path = query.to_path();
    let page = match answer {
        Ok(page) => page,
        Err(PageError(error)) => return error_view(text, &error, &path),
    };
    let heading = heading(text, &query, &page);
    let total = thousands(page.total);
    let search_box = SearchBox {
        words: query.text.clone(),
        kept: kept(&query),
    };
    view! {
        <Title text=title_text((text.search.title)(&heading, &total)) />
        <Meta name="description" content=(text.search.description)(&heading, &total) />
        <Link rel="canonical" href=absolute(&path) />
        {site_header(text, search_box, &path).into_any()}
        <main id="main" class="search">
            {summary(text, &heading, &query, &page)} {filter_panel(text, &query, &page)}
            {results(text, &query, &page)}
        </main>
        {site_footer(text)}
    }
    .into_any()
}

/// What the search form keeps although it has no field of its own.
fn kept(query: &ListingQuery) -> Vec<(String, String)> {
    let links_only = ListingQuery {
        text: None,
        rent: Range::default(),
        area: Range::default(),
        available_by: None,
        ..query.first_page()
    };
    form_urlencoded::parse(links_only.to_query_string().as_bytes())
        .into_owned()
        .collect()
}

/// The page before its first answer, when it is reached from another page.
fn loading(text: &'static Text) -> impl IntoView {
    view! {
        {site_header(text, SearchBox::default(), "/listings")}
        <main id="main" class="search">
            <div class="summary">
                <h1>{text.search.heading}</h1>
                <p role="status">{text.site.loading}</p>
            </div>
            <div class="results">
                <ol class="cards">
                    <CardSkeletons count=6 />
                </ol>
            </div>
        </main>
    }
}
