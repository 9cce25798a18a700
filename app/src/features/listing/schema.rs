//! The listing in the words of schema.org, for search engines.

use super::components::trail;
use crate::{context::absolute, locales::Text};
use domain::ListingDetail;
use serde_json::{Value, json};

/// The listing and its breadcrumb as JSON-LD. `<` is escaped, so that no text of a listing can end
/// the script element it stands in.
pub(super) fn json_ld(text: &Text, listing: &ListingDetail, address: &str) -> String {
    let card = &listing.card;
    let images: Vec<_> = listing
        .photos
        .iter()
        .map(|photo| absolute(&photo.path()))
        .collect();
    let trail: Vec<_> = trail(text, listing)
        .into_iter()
        .enumerate()
        .map(|(index, step)| {
            json!({
                "@type": "ListItem",
                "position": index + 1,
                "name": step.name,
                "item": absolute(&step.href),
            })
        })
        .collect();
    let graph = json!({
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "RealEstateListing",
                "name": card.title,
                "url": address,
                "datePosted": card.published_on,
                "image": images,
                "about": home(listing),
                "offers": {
                    "@type": "Offer",
                    "price": card.rent,
                    "priceCurrency": "CNY",
                    "businessFunction": "http://purl.org/goodrelations/v1#LeaseOut",
                    "availability": "https://schema.org/InStock",
                    "priceSpecification": {
                        "@type": "UnitPriceSpecification",
                        "price": card.rent,
                        "priceCurrency": "CNY",
                        "unitCode": "MON",
                    },
                },
            },
            { "@type": "BreadcrumbList", "itemListElement": trail },
        ],
    });
    graph.to_string().replace('<', "\\u003c")
}

fn home(listing: &ListingDetail) -> Value {
    let card = &listing.card;
    let mut home = json!({
        "@type": "Apartment",
        "name": card.estate.as_ref().map_or(&card.title, |estate| &estate.name),
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "CN",
            "addressRegion": listing.province.name,
            "addressLocality": card.city.name,
        },
    });
    if let Some(rooms) = card.layout.rooms {
        home["numberOfRooms"] = json!(rooms);
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
    home
}
