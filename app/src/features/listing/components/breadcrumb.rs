use crate::{layout::place_name, locales::Text};
use domain::{BusinessDistrictId, DivisionCode, ListingDetail, ListingQuery};
use leptos::prelude::*;
use ui::Breadcrumb;

/// One step of the way from the search to a home.
pub(in crate::features::listing) struct Step {
    /// The place.
    pub(in crate::features::listing) name: String,
    /// The address of the search for homes there.
    pub(in crate::features::listing) href: String,
}

/// The way to the home: all homes, city, district, business district.
pub(in crate::features::listing) fn trail(text: &Text, listing: &ListingDetail) -> Vec<Step> {
    let card = &listing.card;
    let mut query = ListingQuery::default();
    let mut steps = vec![Step {
        name: text.site.all_homes.to_owned(),
        href: query.to_path(),
    }];
    query.city = i32::try_from(card.city.id).ok().map(DivisionCode);
    steps.push(Step {
        name: card.city.name.clone(),
        href: query.to_path(),
    });
    if let Some(district) = &card.district
        && let Ok(code) = i32::try_from(district.id)
    {
        query.districts = vec![DivisionCode(code)];
        steps.push(Step {
            name: district.name.clone(),
            href: query.to_path(),
        });
    }
    if let Some(business_district) = &card.business_district {
        query.business_districts = vec![BusinessDistrictId(business_district.id)];
        steps.push(Step {
            name: business_district.name.clone(),
            href: query.to_path(),
        });
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
