use crate::error::PageError;
use domain::{ListingDetail, ListingId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// Everything the page of the listing `id` shows, whether it is offered or was once.
#[server(prefix = "/api/ui", endpoint = "listing", input = GetUrl)]
pub async fn listing(
    /// The listing.
    id: ListingId,
) -> Result<ListingDetail, PageError> {
    crate::error::services()?
        .listing_with_past(id)
        .await
        .inspect(crate::context::count_looked_at)
        .map(crate::context::in_own_language)
        .map_err(crate::error::failed)
}
