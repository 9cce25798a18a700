use crate::{layout::place_name, locales::Text};
use domain::{ListingDetail, ListingQuery, PlaceKind};
use leptos::prelude::*;
use ui::Breadcrumb;

/// One step of the way from the search to a home.
pub(in crate::features::listing) struct Step {
    /// The place.
    pub(in crate::features::listing) name: String,
    /// The address of its page.
    pub(in crate::features::listing) href: String,
}

/// The way to the home: all homes, city, district, business district.
pub(in crate::features::listing) fn trail(text: &Text, listing: &ListingDetail) -> Vec<Step> {
    let card = &listing.card;
    let places = [
        (PlaceKind::City, Some(&card.city)),
        (PlaceKind::District, card.district.as_ref()),
        (PlaceKind::BusinessDistrict, card.business_district.as_ref()),
    ];
    let mut steps = vec![Step {
        name: text.site.all_homes.to_owned(),
        href: ListingQuery::default().to_path(),
    }];
    for (kind, place) in places {
        steps.extend(place.map(|place| Step {
            name: place.name.clone(),
            href: kind.path(place.id),
        }));
    }
    steps
}

/// The way to the home as links.
pub(in crate::features::listing) fn breadcrumb(
    text: &'static Text,
    listing: &ListingDetail,
) -> AnyView {
    let steps = trail(text, listing)
        .into_iter()
        .map(|step| (place_name(&step.name), step.href))
        .collect::<Vec<_>>();
    view! { <Breadcrumb label=text.listing().breadcrumb steps=steps /> }.into_any()
}
