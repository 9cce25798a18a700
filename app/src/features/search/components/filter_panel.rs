//! All filters. On wide screens a column, on phones a sheet.

use super::facet_group::choices;
use crate::{
    features::search::places::cleared, format::thousands, layout::FIND_FORM, locales::Text,
};
use domain::{Facet, Facets, ListingQuery, Range, SearchPage};
use leptos::prelude::*;
use ui::{ChoiceLink, CloseSheet, DateField, Disclosure, NumberField, Sheet, SubmitButton, piece};

/// The id of the filter sheet.
pub(super) const FILTER_SHEET: &str = "filters";

/// The frame of the filters. It stays while what it holds changes, so that an open sheet stays open
/// and keeps its place.
pub(crate) fn filter_sheet(text: &'static Text, body: AnyView, foot: AnyView) -> AnyView {
    view! {
        <Sheet id=FILTER_SHEET label=text.search.filters class="filters">
            <div class="filters-body">{body}</div>
            <div class="filters-foot">{foot}</div>
        </Sheet>
    }
    .into_any()
}

/// What stands at the foot of the sheet: the way back, and how many homes there are to see.
pub(crate) fn filter_foot(text: &'static Text, query: &ListingQuery, page: &SearchPage) -> AnyView {
    let search = &text.search;
    let show = (search.show_results)(&thousands(page.total));
    view! {
        <a class="button" href=cleared(query) data-noscroll="">
            {search.clear_all}
        </a>
        <CloseSheet sheet=FILTER_SHEET label=show class="button button-primary" />
    }
    .into_any()
}

/// The filters with their counts.
pub(crate) fn filters(text: &'static Text, query: &ListingQuery, page: &SearchPage) -> AnyView {
    let empty = Facets::default();
    let facets = page.facets.as_ref().unwrap_or(&empty);
    let places = view! {
        {group(text, query, "city", &facets.cities)}
        {group(text, query, "district", &facets.districts)}
        {group(text, query, "business_district", &facets.business_districts)}
    };
    let size = view! {
        {rent(text, query, &facets.rent_bands)} {group(text, query, "rooms", &facets.rooms)}
        {group(text, query, "mode", &facets.modes)} {area(text, query)}
    };
    let more = view! {
        {flags(text, query, facets)} {folded(text, query, "orientation", &facets.orientations)}
        {folded(text, query, "floor", &facets.floors)}
        {folded(text, query, "decoration", &facets.decorations)}
        {folded(text, query, "payment", &facets.payments)}
        {folded(text, query, "tag", &facets.tags)} {available_by(text, query)}
    };
    view! { {places.into_any()} {size.into_any()} {more.into_any()} }.into_any()
}

/// Rent: bands to pick, and fields for everything between.
fn rent(text: &'static Text, query: &ListingQuery, bands: &[Facet]) -> AnyView {
    let search = &text.search;
    piece(view! {
        <section class="group">
            <h2>{(search.filter)("rent")}</h2>
            {choices(text, query, "rent", bands)}
            {range_fields(
                text,
                query.rent,
                ("rent_min", search.rent_min),
                ("rent_max", search.rent_max),
            )}
        </section>
    })
    .into_any()
}

fn area(text: &'static Text, query: &ListingQuery) -> AnyView {
    let search = &text.search;
    piece(view! {
        <section class="group">
            <h2>{(search.filter)("area")}</h2>
            {range_fields(
                text,
                query.area,
                ("area_min", search.area_min),
                ("area_max", search.area_max),
            )}
        </section>
    })
    .into_any()
}

fn available_by(text: &'static Text, query: &ListingQuery) -> AnyView {
    let search = &text.search;
    piece(view! {
        <section class="group">
            <h2>{(search.filter)("available_by")}</h2>
            <div class="fields">
                <DateField
                    name="available_by"
                    label=(search.filter)("available_by")
                    value=query.available_by.map(domain::day::text)
                    form=FIND_FORM
                />
                <SubmitButton label=search.apply form=FIND_FORM />
            </div>
        </section>
    })
    .into_any()
}

/// A filter with its heading; nothing when it has no value to offer.
fn group(
    text: &'static Text,
    query: &ListingQuery,
    param: &'static str,
    facets: &[Facet],
) -> AnyView {
    (!facets.is_empty())
        .then(|| {
            piece(view! {
                <section class="group">
                    <h2>{(text.search.filter)(param)}</h2>
                    {choices(text, query, param, facets)}
                </section>
            })
        })
        .into_any()
}

/// A filter that few people use: folded until one of its values is set.
fn folded(
    text: &'static Text,
    query: &ListingQuery,
    param: &'static str,
    facets: &[Facet],
) -> AnyView {
    (!facets.is_empty())
        .then(|| {
            let list = choices(text, query, param, facets);
            piece(view! {
                <section class="group">
                    <Disclosure summary=(text.search.filter)(param) open=query.has(param)>
                        {list}
                    </Disclosure>
                </section>
            })
        })
        .into_any()
}

/// The filters that are either on or off.
fn flags(text: &'static Text, query: &ListingQuery, facets: &Facets) -> AnyView {
    let flags = [
        ("subway", text.words.near_subway, facets.subway),
        ("lift", text.words.lift, facets.lift),
        ("no_fee", text.words.no_fee, facets.no_fee),
    ];
    let items = flags
        .into_iter()
        .filter(|(param, _, count)| *count > 0 || query.has(param))
        .map(|(param, label, count)| {
            view! {
                <li>
                    <ChoiceLink
                        href=query.toggled(param, "1").to_path()
                        label=label
                        count=Some(thousands(count))
                        selected=query.has(param)
                    />
                </li>
            }
        })
        .collect_view();
    piece(view! {
        <section class="group">
            <h2>{text.search.conditions}</h2>
            <ul class="choices">{items}</ul>
        </section>
    })
    .into_any()
}

/// Two numbers that belong to the search form, and the button that sends them.
fn range_fields(
    text: &'static Text,
    range: Range,
    min: (&'static str, &'static str),
    max: (&'static str, &'static str),
) -> AnyView {
    let search = &text.search;
    view! {
        <div class="fields">
            <NumberField
                name=min.0
                label=min.1
                placeholder=search.min
                value=range.min
                form=FIND_FORM
            />
            <span aria-hidden="true">"–"</span>
            <NumberField
                name=max.0
                label=max.1
                placeholder=search.max
                value=range.max
                form=FIND_FORM
            />
            <SubmitButton label=search.apply form=FIND_FORM />
        </div>
    }
    .into_any()
}
