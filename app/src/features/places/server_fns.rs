use crate::error::PageError;
use domain::{AgentId, AgentPage, PlaceKind, PlacePage, ProvinceCities};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// Everything the page of a place shows.
#[server(prefix = "/api/ui", endpoint = "place", input = GetUrl)]
pub async fn place(
    /// What kind of place.
    kind: PlaceKind,
    /// Its id, or the code of a division.
    id: i64,
) -> Result<PlacePage, PageError> {
    crate::error::services()?
        .place_page(kind, id)
        .await
        .inspect(|page| crate::context::count_shown(&page.newest))
        .map(crate::context::in_own_language)
        .map_err(crate::error::failed)
}

/// Everything the page of an agent shows, with a page of the agent's homes and one of
/// what renters say.
#[server(prefix = "/api/ui", endpoint = "agent", input = GetUrl)]
pub async fn agent(
    /// The agent.
    id: AgentId,
    /// The page of homes, from 1.
    page: u32,
    /// The page of reviews, from 1.
    #[server(default)]
    reviews: u32,
) -> Result<AgentPage, PageError> {
    crate::error::services()?
        .agent_page(id, page, reviews.max(1))
        .await
        .inspect(|page| crate::context::count_shown(&page.listings))
        .map(crate::context::in_own_language)
        .map_err(crate::error::failed)
}

/// The cities with homes to rent, by province.
#[server(prefix = "/api/ui", endpoint = "cities", input = GetUrl)]
pub async fn cities() -> Result<Vec<ProvinceCities>, PageError> {
    Ok(crate::context::in_own_language(
        crate::error::services()?.cities(),
    ))
}
