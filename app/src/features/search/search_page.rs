//! The search page. Everything it shows follows from its address.

use super::{
    components::{filter_foot, filter_sheet, filters, results, summary},
    filter_form::FilterForm,
    places::heading,
    server_fns::search_listings,
};
use crate::{
    codec::{BLOCKING, PageResource},
    context::text,
    error::PageError,
    features::listing::listing_path,
    format::thousands,
    layout::{
        About, Preview, SearchBox, drawn_once, error_head, error_message, item_list, page_head,
        site_footer, site_header, structured_data,
    },
    locales::Text,
};
use domain::{ListingQuery, Range, View};
use leptos::prelude::*;
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

    let (pending, set_pending) = signal(false);
    let form = FilterForm::new(pending);
    let busy = form.busy();

    let part = move |draw: Draw| {
        (move || {
            Suspend::new(async move {
                let (search, answer) = found.await;
                drawn_once(move || draw(text, &answered(&search, &answer), &answer))
            })
        })
        .into_any()
    };
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
                {frame(
                    text,
                    Parts {
                        head: part(head),
                        summary: part(summary_part),
                        filters: part(filters_part),
                        filter_foot: part(filter_foot_part),
                        results: part(results_part),
                    },
                )}
            </Transition>
        </div>
    }
}

type Answer = Result<domain::SearchPage, PageError>;
/// Draws a part of the page for a query and its answer.
type Draw = fn(&'static Text, &ListingQuery, &Answer) -> AnyView;

/// The parts that change with the search.
struct Parts {
    head: AnyView,
    summary: AnyView,
    filters: AnyView,
    filter_foot: AnyView,
    results: AnyView,
}

/// What stays while searches come and go, around the parts that change.
fn frame(text: &'static Text, parts: Parts) -> AnyView {
    view! {
        {parts.head}
        <main id="main" class="search">
            {parts.summary} {filter_sheet(text, parts.filters, parts.filter_foot)} {parts.results}
        </main>
        {site_footer(text)}
    }
    .into_any()
}

/// The search that the page shows and goes on from: as it was understood, else as it was asked.
fn answered(search: &str, answer: &Answer) -> ListingQuery {
    match answer {
        Ok(page) => page.query.clone(),
        Err(_) => ListingQuery::parse(search).query,
    }
}

/// The whole page for one answer.
#[cfg(all(test, feature = "ssr"))]
pub(in crate::features) fn search_view(
    text: &'static Text,
    search: &str,
    answer: Answer,
) -> AnyView {
    let query = ListingQuery::parse(search).query;
    let answer = answer.map(|page| domain::SearchPage {
        query: query.clone(),
        ..page
    });
    let part = |draw: Draw| draw(text, &query, &answer);
    let parts = Parts {
        head: part(head),
        summary: part(summary_part),
        filters: part(filters_part),
        filter_foot: part(filter_foot_part),
        results: part(results_part),
    };
    frame(text, parts)
}

fn head(text: &'static Text, query: &ListingQuery, answer: &Answer) -> AnyView {
    let path = query.to_path();
    let search_box = SearchBox {
        words: query.text.clone(),
        kept: kept(query),
        view: View::List,
    };
    let structured = match answer {
        Ok(page) => {
            let heading = heading(text, query, page);
            let total = thousands(page.total);
            let title = (text.search.title)(&heading, &total);
            page_head(text, &path, title, || About {
                description: (text.search.description)(&heading, &total),
                preview: Preview::Site,
                listed: page.total > 0 && query.is_landmark(),
            });
            let homes = || {
                let homes = page.listings.iter().map(|card| listing_path(card.id));
                vec![item_list(page.total, homes)]
            };
            Some(structured_data(homes))
        }
        Err(PageError(error)) => {
            error_head(text, error);
            None
        }
    };
    view! { {structured} {site_header(text, search_box, &path)} }.into_any()
}

fn summary_part(text: &'static Text, query: &ListingQuery, answer: &Answer) -> AnyView {
    match answer {
        Ok(page) => summary(text, &heading(text, query, page), query, page),
        Err(PageError(error)) => error_message(text, error, &query.to_path()),
    }
}

fn filters_part(text: &'static Text, query: &ListingQuery, answer: &Answer) -> AnyView {
    drawn(text, query, answer, filters)
}

fn filter_foot_part(text: &'static Text, query: &ListingQuery, answer: &Answer) -> AnyView {
    drawn(text, query, answer, filter_foot)
}

fn results_part(text: &'static Text, query: &ListingQuery, answer: &Answer) -> AnyView {
    drawn(text, query, answer, results)
}

/// A part that a failed search does not have.
fn drawn(
    text: &'static Text,
    query: &ListingQuery,
    answer: &Answer,
    draw: fn(&'static Text, &ListingQuery, &domain::SearchPage) -> AnyView,
) -> AnyView {
    match answer {
        Ok(page) => draw(text, query, page),
        Err(_) => ().into_any(),
    }
}

/// What the search form keeps although it has no field of its own.
pub(in crate::features) fn kept(query: &ListingQuery) -> Vec<(String, String)> {
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
