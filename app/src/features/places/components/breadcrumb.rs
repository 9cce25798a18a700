use crate::locales::Text;
use domain::PlacePage;
use leptos::prelude::*;

/// The way to the place: all cities, then what it lies in, the largest first.
pub(in crate::features::places) fn breadcrumb(text: &'static Text, page: &PlacePage) -> AnyView {
    let steps = page
        .within
        .iter()
        .map(|(kind, place)| {
            view! {
                <li>
                    <a href=kind.path(place.id)>{place.name.clone()}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="breadcrumb" aria-label=text.listing().breadcrumb>
            <ol>
                <li>
                    <a href="/cities">{text.places().cities}</a>
                </li>
                {steps}
                <li aria-current="page">{page.place.name.clone()}</li>
            </ol>
        </nav>
    }
    .into_any()
}
