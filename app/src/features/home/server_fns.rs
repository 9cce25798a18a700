use crate::error::PageError;
use domain::HomePage;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// Everything the home page shows, for the city that the reader's cookie remembers.
#[server(prefix = "/api/ui", endpoint = "home", input = GetUrl)]
pub async fn home() -> Result<HomePage, PageError> {
    let city = crate::context::chosen_city();
    let page = crate::error::services()?.home_page(city);
    crate::context::count_shown(&page.newest);
    Ok(crate::context::in_own_language(page))
}
