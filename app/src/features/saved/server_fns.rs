use crate::error::PageError;
use domain::ListingCard;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The cards of those of these homes that are public, in their order; of at most 100.
#[server(prefix = "/api/ui", endpoint = "listings_by_ids", input = GetUrl)]
pub async fn listings_by_ids(
    /// The homes, with commas between; what is no number is left out.
    ids: String,
) -> Result<Vec<ListingCard>, PageError> {
    let ids: Vec<_> = ids
        .split(',')
        .filter_map(|id| id.trim().parse().ok())
        .collect();
    Ok(crate::context::in_own_language(
        crate::error::services()?.cards(&ids),
    ))
}
