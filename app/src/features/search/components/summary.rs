use super::filter_panel::FILTER_SHEET;
use crate::{
    features::search::{
        chips::chips,
        places::{cleared, place_page},
    },
    format::thousands,
    layout::{place_name, with_places},
    locales::Text,
};
use domain::{ListingQuery, SearchPage, View};
use leptos::prelude::*;
use ui::{Icon, OpenSheet, RemovableChip, piece};

/// What is listed, how much of it, what it costs, and the filters that are set.
pub(crate) fn summary(
    text: &'static Text,
    heading: &str,
    query: &ListingQuery,
    page: &SearchPage,
) -> AnyView {
    let search = &text.search;
    let total = thousands(page.total);
    let statistics = page.statistics.filter(|statistics| statistics.count > 0);
    let median = statistics.map(|rents| {
        let median = (search.median)(&thousands(rents.median));
        let quartiles = (search.quartiles)(
            &thousands(rents.lower_quartile),
            &thousands(rents.upper_quartile),
        );
        view! {
            <span>{median}</span>
            <span class="quartiles">{quartiles}</span>
        }
    });
    let chips = chips(text, query, page);
    let open_label = match chips.len() {
        0 => search.filters.to_owned(),
        count => (search.filters_set)(&count.to_string()),
    };
    let chip_row = (!chips.is_empty()).then(|| {
        let clear = (chips.len() > 1).then(|| {
            view! {
                <li>
                    <a class="clear" href=cleared(query) data-noscroll="">
                        {search.clear_all}
                    </a>
                </li>
            }
        });
        let chips = chips
            .into_iter()
            .map(|chip| {
                let remove = (search.remove)(&chip.label);
                view! {
                    <li>
                        <RemovableChip label=place_name(&chip.label) href=chip.href remove=remove />
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="chips" aria-label=search.set_filters>{chips} {clear}</ul> }
    });
    let place = place_page(query, page).map(|(name, href)| {
        view! {
            <a class="about-place" href=href>
                {with_places(&(search.about_place)(&name))}
            </a>
        }
    });
    let list = query.viewed(View::List).to_path();
    let save = [
        "/account/searches",
        list.strip_prefix("/listings").unwrap_or_default(),
    ]
    .concat();
    let save = view! {
        <a class="about-place" href=save>
            {search.save_search}
        </a>
    };
    piece(view! {
        <div class="summary">
            <h1>{with_places(heading)}</h1>
            <p class="figures" role="status">
                <strong>{(search.total)(&total)}</strong>
                {median}
            </p>
            {place} {save} {chip_row}
            {view_switch(text, query)}
            <OpenSheet
                sheet=FILTER_SHEET
                label=open_label
                class="button open-filters"
                icon=Icon::Sliders
            />
        </div>
    })
    .into_any()
}

/// The same search as a list, on the map, and as statistics.
fn view_switch(text: &'static Text, query: &ListingQuery) -> AnyView {
    let views = [
        (View::List, text.search.as_list),
        (View::Map, text.search.as_map),
        (View::Market, text.search.as_market),
    ]
    .map(|(view, label)| {
        let current = (query.view == view).then_some("page");
        view! {
            <li>
                <a href=query.viewed(view).to_path() aria-current=current>
                    {label}
                </a>
            </li>
        }
    });
    view! {
        <nav class="view-switch" aria-label=text.search.view>
            <ul>{views.collect_view()}</ul>
        </nav>
    }
    .into_any()
}
