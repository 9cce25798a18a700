use super::no_results::no_results;
use crate::{features::listing::listing_card, locales::Text};
use domain::{ListingQuery, SearchPage, Sort};
use leptos::prelude::*;
use ui::{Notice, Pagination, piece};

/// The homes of this page, their order, and the way to the other pages.
pub(crate) fn results(text: &'static Text, query: &ListingQuery, page: &SearchPage) -> AnyView {
    let search = &text.search;
    let list = if page.listings.is_empty() {
        no_results(text, query, page)
    } else {
        let cards = page
            .listings
            .iter()
            .enumerate()
            .map(|(index, card)| listing_card(text, card, index == 0))
            .collect_view();
        view! { <ol class="cards">{cards}</ol> }.into_any()
    };
    let pages = (page.pages > 1).then(|| {
        view! {
            <Pagination
                label=search.pages
                previous=search.previous
                next=search.next
                page=page.page
                pages=page.pages
                href=|number| query.at_page(number).to_path()
            />
        }
    });
    view! {
        <section class="results" aria-label=search.results>
            {sorting(text, query)} {notices(text, page)} <h2 class="hidden">{search.results}</h2>
            {list} {pages}
        </section>
    }
    .into_any()
}

fn sorting(text: &'static Text, query: &ListingQuery) -> AnyView {
    let links = Sort::ALL
        .iter()
        .filter(|sort| **sort != Sort::Relevance || query.text.is_some())
        .map(|sort| {
            let sorted = ListingQuery {
                sort: Some(*sort),
                ..query.first_page()
            };
            let current = (query.sort() == *sort).then_some("true");
            view! {
                <li>
                    <a href=sorted.to_path() aria-current=current data-noscroll="">
                        {(text.words.sort)(*sort)}
                    </a>
                </li>
            }
        })
        .collect_view();
    piece(view! {
        <nav class="sorting" aria-label=text.search.sort>
            <ul>{links}</ul>
        </nav>
    })
    .into_any()
}

/// What in the address could not be taken as it stood.
fn notices(text: &'static Text, page: &SearchPage) -> AnyView {
    (!page.issues.is_empty())
        .then(|| {
            let sentences = page
                .issues
                .iter()
                .map(|issue| {
                    // A parameter nobody knows has no better name than its own.
                    let filter = match issue.code.as_str() {
                        "unknown_param" => issue.param.as_str(),
                        _ => (text.search.filter)(&issue.param),
                    };
                    view! { <p>{(text.search.issue)(filter, &issue.code)}</p> }
                })
                .collect_view();
            view! { <Notice>{sentences}</Notice> }
        })
        .into_any()
}
