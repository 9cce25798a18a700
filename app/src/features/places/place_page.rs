//! The pages of cities, districts, business districts and estates.

use super::{
    components::{breadcrumb, headline, intro, neighbours, newest, parts, prices},
    server_fns::place,
};
use crate::{
    codec::{BLOCKING, PageResource},
    context::{answer_moved, text},
    error::PageError,
    format::thousands,
    layout::{
        About, Preview, SearchBox, breadcrumb_list, drawn_once, error_view, page_head, site_footer,
        site_header, structured_data,
    },
    locales::Text,
};
use domain::{AppError, ErrorCode, PlaceKind, PlaceName, PlacePage};
use leptos::prelude::*;
use leptos_router::{LazyRoute, hooks::use_url, lazy_route};

/// The page of a place, at the address that [`PlaceKind::path`] writes. Its code is fetched when
/// somebody goes there.
#[derive(Clone)]
pub struct PlaceRoute;

#[lazy_route]
impl LazyRoute for PlaceRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let text = text();
        let url = use_url();
        let path = Memo::new(move |_| url.with(|url| url.path().to_owned()));
        let place = PageResource::new_with_options(move || path.get(), found, BLOCKING);
        view! {
            <Transition fallback=move || loading(text)>
                {move || Suspend::new(async move {
                    let (path, answer) = place.await;
                    drawn_once(move || match answer {
                        Ok(page) => {
                            let canonical = page.kind.path(page.place.id);
                            if canonical != path {
                                answer_moved(&canonical);
                            }
                            place_view(text, &page)
                        }
                        Err(PageError(error)) => error_view(text, &error, &path),
                    })
                })}
            </Transition>
        }
        .into_any()
    }
}

/// The place that the address names. An address without a number names none.
async fn found(path: String) -> (String, Result<PlacePage, PageError>) {
    let answer = match PlaceKind::of_path(&path) {
        Some((kind, id)) => place(kind, id).await,
        None => Err(PageError(AppError::new(ErrorCode::NotFound))),
    };
    (path, answer)
}

pub(in crate::features) fn place_view(text: &'static Text, page: &PlacePage) -> AnyView {
    let words = text.places();
    let path = page.kind.path(page.place.id);
    let homes = thousands(page.homes);
    let heading = (words.heading)(&page.place.name);
    page_head(text, &path, (words.title)(&heading, &homes), || {
        let mut description = (words.description)(&full_name(page), &homes);
        if let Some(entire) = page.prices.entire {
            description += &(words.description_median)(&thousands(entire.median));
        }
        About {
            description,
            preview: Preview::Site,
            listed: page.homes > 0,
        }
    });
    let search_box = SearchBox {
        words: None,
        kept: vec![("city".to_owned(), page.city.id.to_string())],
        ..SearchBox::default()
    };
    view! {
        {site_header(text, search_box, &path).into_any()}
        <main id="main" class="place-page">
            {breadcrumb(text, page)} {headline(text, page)} {newest(text, page)}
            {parts(text, page)} {prices(text, page)} {intro(text, page)}
            {neighbours(text, page)}
        </main>
        {site_footer(text).into_any()}
        {structured_data(|| vec![breadcrumb_list(way(text, page))])}
    }
    .into_any()
}

/// The way to the place: names and paths, from the home page on.
fn way(text: &Text, page: &PlacePage) -> Vec<(String, String)> {
    let within = page.within.iter();
    let within = within.map(|(kind, place)| (place.name.clone(), kind.path(place.id)));
    let own = (page.place.name.clone(), page.kind.path(page.place.id));
    let start = (text.site.brand.to_owned(), "/".to_owned());
    [start].into_iter().chain(within).chain([own]).collect()
}

/// The place with where it lies: in Chinese the largest first, in English the smallest.
fn full_name(page: &PlacePage) -> String {
    let within = page.within.iter().map(|(_, place)| place.name.as_str());
    let mut names: Vec<&str> = within.chain([page.place.name.as_str()]).collect();
    if PlaceName::of(&page.place.name).latin.is_some() {
        names.reverse();
        names.join(", ")
    } else {
        names.concat()
    }
}

/// The page before its first answer, when it is reached from another page.
pub(super) fn loading(text: &'static Text) -> impl IntoView {
    view! {
        {site_header(text, SearchBox::default(), "/cities")}
        <main id="main" class="place-page">
            <p class="hidden" role="status">
                {text.site.loading}
            </p>
            <ol class="cards">
                <ui::CardSkeletons count=8 />
            </ol>
        </main>
    }
}
