use crate::error::PageError;
use domain::ComparedHome;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// What is compared of the homes that `search` names, the query string of the comparison.
#[server(prefix = "/api/ui", endpoint = "compare_homes", input = GetUrl)]
pub async fn compare_homes(
    /// The query string, as it stands in the address.
    search: String,
) -> Result<Vec<ComparedHome>, PageError> {
    let homes = domain::CompareQuery::parse(&search).query.homes;
    crate::error::services()?
        .compare(&homes)
        .await
        .map(crate::context::in_own_language)
        .map_err(crate::error::failed)
}
