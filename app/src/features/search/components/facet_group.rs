//! The values of one filter with their counts.

use crate::{
    features::search::places::{facet_label, rent_band},
    format::thousands,
    layout::place_name,
    locales::Text,
};
use domain::{Facet, ListingQuery};
use leptos::prelude::*;
use ui::{ChoiceLink, Disclosure};

/// How many values of a long filter show before "more".
const SHOWN: usize = 14;

/// The values of the filter `param` as links. Long lists are cut; what is selected always shows.
pub(super) fn choices(
    text: &'static Text,
    query: &ListingQuery,
    param: &'static str,
    facets: &[Facet],
) -> AnyView {
    let (selected, others): (Vec<_>, Vec<_>) = if facets.len() > SHOWN {
        facets
            .iter()
            .partition(|facet| query.selects(param, &facet.value))
    } else {
        (Vec::new(), facets.iter().collect())
    };
    let shown = SHOWN.saturating_sub(selected.len());
    let (first, more) = others.split_at(shown.min(others.len()));
    let more = (!more.is_empty()).then(|| {
        let list = choice_list(text, query, param, more.iter().copied());
        view! { <Disclosure summary=text.search.more>{list}</Disclosure> }
    });
    let first = selected.into_iter().chain(first.iter().copied());
    view! { {choice_list(text, query, param, first)} {more} }.into_any()
}

fn choice_list<'a>(
    text: &'static Text,
    query: &ListingQuery,
    param: &'static str,
    facets: impl Iterator<Item = &'a Facet>,
) -> AnyView {
    let items = facets
        .map(|facet| {
            view! {
                <li>
                    <ChoiceLink
                        href=toggled(query, param, &facet.value)
                        label=place_name(&facet_label(text, param, facet))
                        count=Some(thousands(facet.count))
                        selected=query.selects(param, &facet.value)
                    />
                </li>
            }
        })
        .collect_view();
    view! { <ul class="choices">{items}</ul> }.into_any()
}

/// The address of the search with `value` put in or taken out.
fn toggled(query: &ListingQuery, param: &str, value: &str) -> String {
    let selected = query.selects(param, value);
    let next = match param {
        _ if selected && matches!(param, "city" | "rent") => query.without(param),
        "city" => ListingQuery {
            city: value.parse().ok(),
            ..query.without("city")
        },
        "rent" => ListingQuery {
            rent: rent_band(value),
            ..query.first_page()
        },
        _ => query.toggled(param, value),
    };
    next.to_path()
}
