//! The listing in the words of schema.org.

use super::{card::listing_path, components::trail};
use crate::{
    context::absolute,
    layout::{Preview, breadcrumb_list, page_address},
    locales::Text,
};
use domain::{ListingDetail, ListingStatus, RentMode};
use serde_json::{Value, json};

/// The listing with its offer and its home, and the way to it.
pub(super) fn graph(text: &Text, listing: &ListingDetail) -> Vec<Value> {
    let card = &listing.card;
    let address = page_address(&listing_path(card.id));
    let mut images: Vec<_> = listing
        .photos
        .iter()
        .map(|photo| absolute(&photo.path()))
        .collect();
    if images.is_empty() {
        images.push(page_address(&Preview::Listing(card.id).path()));
    }
    let steps = trail(text, listing);
    let steps = steps.into_iter().map(|step| (step.name, step.href));
    let way = breadcrumb_list(steps.chain([(card.title.clone(), listing_path(card.id))]));
    let about = [&address, "#home"].concat();
    vec![
        json!({
            "@type": "RealEstateListing",
            "@id": address,
            "url": address,
            "name": card.title,
            "datePosted": card.published_on,
            "dateModified": domain::moment::text(listing.updated_at),
            "image": images,
            "mainEntity": { "@id": about },
            "offers": offer(listing, &about),
        }),
        home(text, listing, &about),
        way,
    ]
}

fn offer(listing: &ListingDetail, home: &str) -> Value {
    let card = &listing.card;
    let mut offer = json!({
        "@type": "Offer",
        "price": card.rent,
        "priceCurrency": "CNY",
        "businessFunction": "http://purl.org/goodrelations/v1#LeaseOut",
        "availability": availability(listing.status),
        "itemOffered": { "@id": home },
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "price": card.rent,
            "priceCurrency": "CNY",
            "unitCode": "MON",
        },
    });
    if let Some(day) = card.available_from {
        offer["availabilityStarts"] = json!(domain::day::text(day));
    }
    if let Some(agent) = &listing.agent {
        offer["offeredBy"] = json!({
            "@type": "RealEstateAgent",
            "name": agent.name,
            "url": page_address(&["/agents/", &agent.id.to_string()].concat()),
        });
    }
    offer
}

const fn availability(status: ListingStatus) -> &'static str {
    match status {
        ListingStatus::Draft | ListingStatus::InReview => "https://schema.org/PreSale",
        ListingStatus::Published => "https://schema.org/InStock",
        ListingStatus::Reserved => "https://schema.org/LimitedAvailability",
        ListingStatus::Let => "https://schema.org/SoldOut",
        ListingStatus::Withdrawn | ListingStatus::Expired => "https://schema.org/Discontinued",
    }
}

fn home(text: &Text, listing: &ListingDetail, id: &str) -> Value {
    let card = &listing.card;
    // Of a shared home only one room is let; its area is the room's.
    let kind = match card.mode {
        RentMode::Shared => "Room",
        RentMode::Entire | RentMode::Apartment => "Apartment",
    };
    let mut locality = card.city.name.clone();
    if let Some(district) = &card.district {
        locality.push_str(&district.name);
    }
    let mut home = json!({
        "@type": kind,
        "@id": id,
        "name": card.estate.as_ref().map_or(&card.title, |estate| &estate.name),
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "CN",
            "addressRegion": listing.province.name,
            "addressLocality": locality,
        },
    });
    if let Some(street) = &card.street {
        home["address"]["streetAddress"] = json!(street);
    }
    if kind == "Apartment" {
        if let Some(rooms) = card.layout.rooms {
            home["numberOfRooms"] = json!(rooms);
        }
        if let Some(baths) = card.layout.baths {
            home["numberOfBathroomsTotal"] = json!(baths);
        }
    }
    if let Some(area) = card.area {
        home["floorSize"] = json!({
            "@type": "QuantitativeValue",
            "value": area,
            "unitCode": "MTK",
        });
    }
    if let Some(point) = card.point {
        home["geo"] = json!({
            "@type": "GeoCoordinates",
            "longitude": point.lon,
            "latitude": point.lat,
        });
    }
    let amenities: Vec<Value> = listing
        .facilities
        .iter()
        .map(|facility| {
            json!({
                "@type": "LocationFeatureSpecification",
                "name": (text.words.facility)(facility),
                "value": true,
            })
        })
        .collect();
    if !amenities.is_empty() {
        home["amenityFeature"] = json!(amenities);
    }
    home
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::{features::samples, locales::Locale};
    use leptos::prelude::Owner;

    /// The properties of each type that are used here, as schema.org lists them.
    const SHAPES: &[(&str, &[&str])] = &[
        (
            "RealEstateListing",
            &[
                "url",
                "name",
                "datePosted",
                "dateModified",
                "image",
                "mainEntity",
                "offers",
            ],
        ),
        (
            "Offer",
            &[
                "price",
                "priceCurrency",
                "businessFunction",
                "availability",
                "availabilityStarts",
                "itemOffered",
                "offeredBy",
                "priceSpecification",
            ],
        ),
        (
            "UnitPriceSpecification",
            &["price", "priceCurrency", "unitCode"],
        ),
        ("RealEstateAgent", &["name", "url"]),
        (
            "Apartment",
            &[
                "name",
                "address",
                "geo",
                "floorSize",
                "numberOfRooms",
                "numberOfBathroomsTotal",
                "amenityFeature",
            ],
        ),
        (
            "Room",
            &["name", "address", "geo", "floorSize", "amenityFeature"],
        ),
        (
            "PostalAddress",
            &[
                "addressCountry",
                "addressRegion",
                "addressLocality",
                "streetAddress",
            ],
        ),
        ("QuantitativeValue", &["value", "unitCode"]),
        ("GeoCoordinates", &["longitude", "latitude"]),
        ("LocationFeatureSpecification", &["name", "value"]),
        ("BreadcrumbList", &["itemListElement"]),
        ("ListItem", &["position", "name", "item", "url"]),
    ];

    /// Checks that every object is of a known type and has only that type's properties.
    fn check(value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(check),
            Value::Object(object) => {
                let keys = object.keys().filter(|key| !key.starts_with('@'));
                let Some(kind) = object.get("@type") else {
                    assert!(object.contains_key("@id") && keys.count() == 0, "{value}");
                    return;
                };
                let shape = SHAPES.iter().find(|(name, _)| kind == name);
                let (_, properties) = shape.unwrap_or_else(|| panic!("unknown type {kind}"));
                for key in keys {
                    assert!(properties.contains(&key.as_str()), "{key} of {kind}");
                }
                object.values().for_each(check);
            }
            Value::Null => panic!("a property without a value"),
            _ => {}
        }
    }

    fn graph_of(listing: &ListingDetail) -> Vec<Value> {
        let owner = Owner::new();
        owner.with(|| graph(Locale::ZhCn.text(), listing))
    }

    #[test]
    fn a_listing_has_the_shape_that_schema_org_asks_for() {
        let graph = graph_of(&samples::detail());
        graph.iter().for_each(check);
        let (listing, home, way) = (&graph[0], &graph[1], &graph[2]);
        assert_eq!(listing["@type"], "RealEstateListing");
        assert_eq!(listing["mainEntity"]["@id"], home["@id"]);
        let offer = &listing["offers"];
        assert_eq!(offer["price"], samples::detail().card.rent);
        assert_eq!(offer["priceCurrency"], "CNY");
        assert_eq!(offer["availability"], "https://schema.org/InStock");
        assert_eq!(offer["itemOffered"]["@id"], home["@id"]);
        assert_eq!(home["@type"], "Apartment");
        assert_eq!(home["floorSize"]["value"], 89.5);
        assert_eq!(home["floorSize"]["unitCode"], "MTK");
        assert_eq!(home["numberOfRooms"], 2);
        assert_eq!(home["geo"]["latitude"], 39.9966);
        let items = way["itemListElement"].as_array().unwrap();
        let positions: Vec<_> = items.iter().map(|item| item["position"].as_u64()).collect();
        assert_eq!(
            positions,
            (1..=items.len() as u64).map(Some).collect::<Vec<_>>()
        );
        assert!(items.len() >= 4);
    }

    #[test]
    fn what_is_unknown_is_left_out() {
        let mut listing = samples::detail();
        listing.photos.clear();
        listing.agent = None;
        listing.facilities = Default::default();
        let card = &mut listing.card;
        (card.area, card.point, card.street, card.district) = (None, None, None, None);
        (card.business_district, card.estate) = (None, None);
        card.layout = domain::Layout::default();
        let graph = graph_of(&listing);
        graph.iter().for_each(check);
        assert_eq!(graph[1]["name"], listing.card.title);
        assert_eq!(
            graph[0]["image"],
            json!([format!("/og/listings/{}.png", listing.card.id)])
        );
    }

    #[test]
    fn a_room_of_a_shared_home_is_a_room_and_a_let_home_is_sold_out() {
        let mut listing = samples::detail();
        listing.card.mode = RentMode::Shared;
        listing.status = ListingStatus::Let;
        let graph = graph_of(&listing);
        graph.iter().for_each(check);
        assert_eq!(graph[1]["@type"], "Room");
        assert_eq!(
            graph[0]["offers"]["availability"],
            "https://schema.org/SoldOut"
        );
    }
}
