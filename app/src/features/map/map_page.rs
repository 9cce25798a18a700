//! The map page. Everything it shows follows from its address, which takes the parameters of the
//! search page. The map draws itself (`frontend/modules/map`); all around it works without it.

use super::server_fns::{MapSearch, show_map};
use crate::{
    codec::{BLOCKING, PageResource},
    context::text,
    error::PageError,
    features::search::{
        FilterForm, filter_foot, filter_sheet, filters, kept, name_of, place_of, results, summary,
    },
    format::thousands,
    layout::{
        About, FIND_FORM, ModuleScript, Preview, SearchBox, drawn_once, error_head, error_message,
        page_head, site_footer, site_header,
    },
    locales::Text,
};
use domain::{Facets, ListingQuery, View};
use leptos::prelude::*;
use leptos_router::{LazyRoute, hooks::use_url, lazy_route};
use ui::{Disclosure, SubmitButton, module_element};
use wasm_bindgen::JsCast;

/// The id of the element around the list, for the map.
const LIST: &str = "map-list";

type Answer = Result<MapSearch, PageError>;
/// Draws a part of the page for a query and its answer.
type Draw = fn(&'static Text, &ListingQuery, &Answer) -> AnyView;

/// The page at `/map`.
#[derive(Clone)]
pub struct MapPage;

#[lazy_route]
impl LazyRoute for MapPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let text = text();
        let url = use_url();
        let search = Memo::new(move |_| url.with(|url| url.search().to_owned()));
        // The search travels with its answer, so that what is shown always fits together.
        let found = PageResource::new_with_options(
            move || search.get(),
            |search| async move {
                let answer = show_map(search.clone()).await;
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
                    {frame(text, part)}
                </Transition>
            </div>
            <ModuleScript name="map" />
        }
        .into_any()
    }
}

/// What stays while searches come and go, around the parts that change.
fn frame(text: &'static Text, part: impl Fn(Draw) -> AnyView) -> AnyView {
    view! {
        {part(head)}
        <main id="main" class="map-page">
            <div class="map-top">{part(summary_part)} {part(places_part)}</div>
            {filter_sheet(text, part(filters_part), part(filter_foot_part))}
            <div class="map-pane">{part(map_part)}</div>
            <div class="map-list" id=LIST>
                {part(results_part)}
            </div>
        </main>
        {site_footer(text)}
    }
    .into_any()
}

/// The search that the page shows and goes on from: as it was understood, else as it was asked.
fn answered(search: &str, answer: &Answer) -> ListingQuery {
    match answer {
        Ok(found) => found.page.query.viewed(View::Map),
        Err(_) => ListingQuery::parse(search).query.viewed(View::Map),
    }
}

/// The whole page for one answer.
#[cfg(all(test, feature = "ssr"))]
pub(in crate::features) fn map_view(
    text: &'static Text,
    search: &str,
    page: domain::SearchPage,
) -> AnyView {
    let query = ListingQuery::parse(search).query.viewed(View::Map);
    let answer = Ok(MapSearch {
        page,
        ..MapSearch::default()
    });
    frame(text, |draw| draw(text, &query, &answer))
}

fn head(text: &'static Text, query: &ListingQuery, answer: &Answer) -> AnyView {
    let path = query.to_path();
    let boxless = ListingQuery {
        map_box: None,
        ..query.clone()
    };
    let search_box = SearchBox {
        words: query.text.clone(),
        kept: kept(&boxless),
        view: View::Map,
    };
    match answer {
        Ok(found) => {
            let heading = heading(text, query, found);
            let total = thousands(found.page.total);
            let title = (text.map().title)(&heading, &total);
            page_head(text, &path, title, || About {
                description: (text.map().description)(&heading, &total),
                preview: Preview::Site,
                listed: found.page.total > 0 && query.is_landmark(),
            });
        }
        Err(PageError(error)) => error_head(text, error),
    }
    site_header(text, search_box, &path).into_any()
}

fn heading(text: &'static Text, query: &ListingQuery, found: &MapSearch) -> String {
    match place_of(query, &found.page) {
        place if place.is_empty() => text.map().heading.to_owned(),
        place => (text.map().heading_in)(&place),
    }
}

fn summary_part(text: &'static Text, query: &ListingQuery, answer: &Answer) -> AnyView {
    match answer {
        Ok(found) => summary(text, &heading(text, query, found), query, &found.page),
        Err(PageError(error)) => error_message(text, error, &query.to_path()),
    }
}

/// The districts with their counts, or the cities before one is chosen: a map in words.
fn places_part(text: &'static Text, query: &ListingQuery, answer: &Answer) -> AnyView {
    let Ok(found) = answer else {
        return ().into_any();
    };
    let empty = Facets::default();
    let facets = found.page.facets.as_ref().unwrap_or(&empty);
    let (label, param, places) = if query.city.is_some() {
        (text.map().places, "district", &facets.districts)
    } else {
        (text.map().cities, "city", &facets.cities)
    };
    let items = places
        .iter()
        .map(|place| {
            let chosen = query.selects(param, &place.value);
            let target = match param {
                "city" => ListingQuery {
                    city: place.value.parse().ok(),
                    map_box: None,
                    within: None,
                    ..query.first_page()
                },
                _ => ListingQuery {
                    map_box: None,
                    ..query.toggled(param, &place.value)
                },
            };
            let name = match &place.name {
                Some(name) => name.clone(),
                None => name_of(&found.page, param, &place.value),
            };
            view! {
                <li>
                    <a
                        href=target.to_path()
                        aria-current=chosen.then_some("true")
                        data-noscroll=""
                    >
                        {name}
                        " "
                        <small>{thousands(place.count)}</small>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="map-places" aria-label=label>
            <ul>{items}</ul>
        </nav>
    }
    .into_any()
}

fn map_part(text: &'static Text, query: &ListingQuery, answer: &Answer) -> AnyView {
    let Ok(found) = answer else {
        return ().into_any();
    };
    let tiles = found.tiles.clone();
    view! {
        {module_element("LISTING-MAP")
            .attr("query", query.first_page().to_query_string())
            .attr("city", query.city.map(|city| city.to_string()))
            .attr("homes", found.homes.clone())
            .attr("list", LIST)
            .attr("texts", text.map().element.lines())
            .attr("tiles", tiles.as_ref().map(|tiles| tiles.url.clone()))
            .attr("attribution", tiles.as_ref().map(|tiles| tiles.attribution.clone()))
            .attr("datum", tiles.map(|tiles| tiles.datum))}
        <p class="notice without-script">{text.map().without_script}</p>
    }
    .into_any()
}

fn filters_part(text: &'static Text, query: &ListingQuery, answer: &Answer) -> AnyView {
    let Ok(found) = answer else {
        return ().into_any();
    };
    let words = text.map();
    let edges = query.map_box.map(|map_box| map_box.to_param());
    view! {
        {filters(text, query, &found.page)}
        <section class="group">
            <Disclosure summary=words.by_edges open=query.map_box.is_some()>
                <div class="fields map-edges">
                    <label class="field">
                        <span>{words.edges}</span>
                        <input
                            type="text"
                            name="map_box"
                            form=FIND_FORM
                            inputmode="text"
                            autocomplete="off"
                            placeholder=words.edges_hint
                            value=edges
                        />
                    </label>
                    <SubmitButton label=text.search.apply form=FIND_FORM />
                </div>
            </Disclosure>
        </section>
    }
    .into_any()
}

fn filter_foot_part(text: &'static Text, query: &ListingQuery, answer: &Answer) -> AnyView {
    match answer {
        Ok(found) => filter_foot(text, query, &found.page),
        Err(_) => ().into_any(),
    }
}

fn results_part(text: &'static Text, query: &ListingQuery, answer: &Answer) -> AnyView {
    match answer {
        Ok(found) => results(text, query, &found.page),
        Err(_) => ().into_any(),
    }
}

/// The page before its first answer, when it is reached from another page.
fn loading(text: &'static Text) -> impl IntoView {
    view! {
        {site_header(text, SearchBox::default(), "/map")}
        <main id="main" class="map-page">
            <div class="map-top">
                <div class="summary">
                    <h1>{text.map().heading}</h1>
                    <p role="status">{text.site.loading}</p>
                </div>
            </div>
        </main>
    }
}
