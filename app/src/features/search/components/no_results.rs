use crate::{format::thousands, locales::Text};
use domain::{ListingQuery, SearchPage};
use leptos::prelude::*;
use ui::{EmptyState, LinkButton};

/// What stands where no home matches: which filter to drop, and what that brings.
pub(super) fn no_results(text: &'static Text, query: &ListingQuery, page: &SearchPage) -> AnyView {
    let search = &text.search;
    let ways = page
        .relaxations
        .iter()
        .map(|relaxation| {
            let filter = (search.filter)(&relaxation.param);
            let label = (search.relax)(filter, &thousands(relaxation.total));
            view! {
                <li>
                    <LinkButton href=query.without(&relaxation.param).to_path() label=label />
                </li>
            }
        })
        .collect_view();
    let explanation = if page.relaxations.is_empty() {
        search.empty_no_way
    } else {
        search.empty
    };
    view! {
        <EmptyState title=search.empty_title explanation=explanation>
            <ul class="ways">{ways}</ul>
            <p>
                <a href="/listings">{search.clear_all}</a>
            </p>
        </EmptyState>
    }
    .into_any()
}
