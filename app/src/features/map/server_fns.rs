use crate::{context::MapTiles, error::PageError};
use domain::SearchPage;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// A search with what the map beside its list needs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct MapSearch {
    /// The list.
    pub page: SearchPage,
    /// Where its homes stand, as the map reads it: `id,lon,lat,precision;…` without those that have
    /// no position.
    pub homes: String,
    /// The background, where there is one.
    pub tiles: Option<MapTiles>,
}

/// The homes for `search`, the query string of the map page, with facets and statistics.
#[server(prefix = "/api/ui", endpoint = "show_map", input = GetUrl)]
pub async fn show_map(
    /// The query string, as it stands in the address.
    search: String,
) -> Result<MapSearch, PageError> {
    let parsed = domain::ListingQuery::parse(&search);
    let ask = services::Ask {
        facets: true,
        statistics: true,
        rows: None,
    };
    let services = crate::error::services()?;
    let page = services
        .search(&parsed, ask)
        .map_err(crate::error::failed)?;
    crate::context::count_shown(&page.listings);
    let positions = services.positions(&page.listings);
    let homes: Vec<String> = page
        .listings
        .iter()
        .zip(positions)
        .filter_map(|(card, position)| {
            let position = position?;
            let precision = match position.precision {
                domain::Precision::BusinessDistrict => "business_district",
                domain::Precision::Estate => "estate",
                domain::Precision::Home => "home",
            };
            let point = position.point;
            Some(format!(
                "{},{:.6},{:.6},{precision}",
                card.id, point.lon, point.lat
            ))
        })
        .collect();
    Ok(MapSearch {
        page,
        homes: homes.join(";"),
        tiles: use_context(),
    })
}
