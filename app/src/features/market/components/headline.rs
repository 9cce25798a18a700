//! What the market is of, and its figures in one line.

use crate::{
    features::{
        market::{labels, links},
        search::chips,
    },
    format::thousands,
    layout::{place_name, with_places},
    locales::Text,
};
use domain::{Market, SearchPage, View};
use leptos::prelude::*;
use ui::{EmptyState, Icon, LinkButton, Notice, RemovableChip};

/// Fewer homes than this are called a small sample.
const FEW: u32 = 20;

/// Heading, figures, conditions, and the ways to the same homes.
pub(crate) fn headline(text: &'static Text, market: &Market) -> AnyView {
    let (words, search) = (text.market(), &text.search);
    let total = thousands(market.figures.count);
    let rents = market.rents.map(|rents| {
        let median = (search.median)(&thousands(rents.median));
        let quartiles = (search.quartiles)(
            &thousands(rents.lower_quartile),
            &thousands(rents.upper_quartile),
        );
        view! {
            <span>{median}</span>
            <span>{quartiles}</span>
        }
    });
    let per_area = market
        .figures
        .median_rent_per_area
        .map(|rent| view! { <span>{(words.per_area)(&labels::per_area(rent))}</span> });
    let ways = (market.figures.count > 0).then(|| {
        let homes = market.query.to_path();
        let map = market.query.viewed(View::Map).to_path();
        let csv = links::elsewhere(&homes, "/api/v1/market.csv");
        view! {
            <p class="market-ways">
                <LinkButton href=homes label=(words.see_homes)(&total) />
                <LinkButton href=map label=words.see_map />
                <a class="button" href=csv download="" rel="external nofollow">
                    {Icon::Download.draw()}
                    {words.csv}
                </a>
            </p>
        }
    });
    view! {
        <div class="summary">
            <h1>{with_places(&labels::heading(text, market))}</h1>
            <p class="figures" role="status">
                <strong>{(search.total)(&total)}</strong>
                {rents}
                {per_area}
            </p>
            {chip_row(text, market)}
            {ways}
            {remarks(text, market)}
        </div>
    }
    .into_any()
}

fn chip_row(text: &'static Text, market: &Market) -> AnyView {
    let named = SearchPage {
        names: market.names.clone(),
        ..SearchPage::default()
    };
    let chips: Vec<AnyView> = chips(text, &market.query, &named)
        .into_iter()
        .map(|chip| {
            let remove = (text.search.remove)(&chip.label);
            let href = links::elsewhere(&chip.href, "/stats");
            view! {
                <li>
                    <RemovableChip label=place_name(&chip.label) href=href remove=remove />
                </li>
            }
            .into_any()
        })
        .collect();
    (!chips.is_empty())
        .then(|| view! { <ul class="chips" aria-label=text.search.set_filters>{chips}</ul> })
        .into_any()
}

/// What in the address could not be taken, and whether there is little to go by.
fn remarks(text: &'static Text, market: &Market) -> AnyView {
    let mut remarks: Vec<String> = market
        .issues
        .iter()
        .map(|issue| {
            // A parameter nobody knows has no better name than its own.
            let filter = match issue.code.as_str() {
                "unknown_param" => issue.param.as_str(),
                _ => (text.search.filter)(&issue.param),
            };
            (text.search.issue)(filter, &issue.code)
        })
        .collect();
    if (1..FEW).contains(&market.figures.count) {
        remarks.push((text.market().few)(&thousands(market.figures.count)));
    }
    let remarks: Vec<AnyView> = remarks
        .into_iter()
        .map(|remark| view! { <p>{remark}</p> }.into_any())
        .collect();
    (!remarks.is_empty())
        .then(|| view! { <Notice>{remarks}</Notice> })
        .into_any()
}

/// What stands where no home matches.
pub(crate) fn nothing(text: &'static Text) -> AnyView {
    let words = text.market();
    view! {
        <EmptyState title=words.empty_title explanation=words.empty>
            <p>
                <LinkButton href="/stats" label=words.heading />
            </p>
        </EmptyState>
    }
    .into_any()
}
