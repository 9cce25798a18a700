use crate::{layout::place_name, locales::Text};
use domain::PlacePage;
use leptos::prelude::*;
use ui::Breadcrumb;

/// The way to the place: all cities, then what it lies in, the largest first.
pub(in crate::features::places) fn breadcrumb(text: &'static Text, page: &PlacePage) -> AnyView {
    let cities = (text.places().cities.into_any(), "/cities".to_owned());
    let within = page
        .within
        .iter()
        .map(|(kind, place)| (place_name(&place.name), kind.path(place.id)));
    let steps: Vec<_> = std::iter::once(cities).chain(within).collect();
    let here = place_name(&page.place.name);
    view! { <Breadcrumb label=text.listing().breadcrumb steps=steps here=here /> }.into_any()
}
