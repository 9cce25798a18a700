#[cfg(feature = "ssr")]
use super::query_of;
use crate::error::PageError;
#[cfg(feature = "ssr")]
use crate::{
    context::{caller, in_own_language},
    error::{failed, services},
};
use domain::agents::dashboard::Dashboard;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// One's own dashboard.
#[server(prefix = "/api/ui", endpoint = "own_dashboard", input = GetUrl)]
pub async fn own_dashboard(
    /// The query string of the page.
    search: String,
) -> Result<Dashboard, PageError> {
    let dashboard = services()?.dashboard(&caller()?, query_of(&search)).await;
    dashboard.map(in_own_language).map_err(failed)
}
