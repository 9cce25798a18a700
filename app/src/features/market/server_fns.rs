use crate::error::PageError;
use domain::Market;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The market of the homes that match `search`, a query string of the search page.
#[server(prefix = "/api/ui", endpoint = "market", input = GetUrl)]
pub async fn market_of(
    /// The query string, as it stands in the address.
    search: String,
) -> Result<Market, PageError> {
    let parsed = domain::ListingQuery::parse(&search);
    crate::error::services()?
        .kept_market(&parsed)
        .await
        .map(crate::context::in_own_language)
        .map_err(crate::error::failed)
}
