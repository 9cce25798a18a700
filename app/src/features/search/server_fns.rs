use crate::error::PageError;
use domain::SearchPage;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The page of homes for `search`, the query string of the search page, with facets and
/// statistics.
#[server(prefix = "/api/ui", endpoint = "search_listings", input = GetUrl)]
pub async fn search_listings(
    /// The query string, as it stands in the address.
    search: String,
) -> Result<SearchPage, PageError> {
    let parsed = domain::ListingQuery::parse(&search);
    let ask = services::Ask {
        facets: true,
        statistics: true,
        rows: None,
    };
    crate::error::services()?
        .search(&parsed, ask)
        .inspect(|page| crate::context::count_shown(&page.listings))
        .map(crate::context::in_own_language)
        .map_err(crate::error::failed)
}
